using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Halcyon.Accounts.Tests.Access;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Hostile;

/// <summary>Another account's ids on every route that takes one: the answer is 404, the same as for an id of nothing.</summary>
public sealed class OthersThingsTests(HalcyonApp app)
{
    /// <summary>What a route needs to be asked for before it looks for the thing. A route that is missing here says so.</summary>
    private static readonly Dictionary<string, string> Queries = new(StringComparer.Ordinal)
    {
        ["Recordings_Signal"] = "?from=0&to=1&points=10",
        ["SharedRecordings_Signal"] = "?from=0&to=1&points=10",
    };

    private static readonly Dictionary<string, string> Bodies = new(StringComparer.Ordinal)
    {
        ["Recordings_Rename"] = """{"title":"mine now"}""",
        ["Annotations_Create"] = """{"onset_seconds":1,"duration_seconds":0,"text":"mine now"}""",
        ["Tasks_Replace"] = """{"title":"mine now"}""",
        ["CheckIns_Change"] = """{"mood_score":3}""",
        ["Annotations_Change"] = """{"text":"mine now"}""",
        ["Analyses_Create"] = """{"only":["quality"]}""",
        ["Auth_RenamePasskey"] = """{"name":"mine now"}""",
        ["Sharing_Change"] = """{"scopes":{"journals":false}}""",
        ["Users_Unlink"] = $$"""{"password":"{{Calls.Password}}"}""",
    };

    /// <summary>Routes that answer 404 to the owner too, because of the state that the thing is in.</summary>
    private static readonly string[] NotNow =
    [
        "Exports_File", "Recordings_Restore", "CheckIns_Restore", "CheckIns_Voice", "CheckIns_RemoveVoice", "Sharing_Accept", "Sharing_Decline", "SharedRecordings_ReportJson", "SharedRecordings_ReportHtml", "SharedRecordings_ReportPdf",
    ];

    /// <summary>Both may call all that is about ids of one's own; an administrator's ids are nobody's.</summary>
    private static readonly IReadOnlySet<string> Held = new HashSet<string>([Roles.Person, Roles.Therapist], StringComparer.Ordinal);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EveryRouteWithAnId_OfAnotherAccount_IsNotFound()
    {
        var owner = await Belongings.OfAsync(app, await TherapistAsync());
        var other = await Belongings.OfAsync(app, await TherapistAsync());
        var routes = (await ApiRoutes.ReadAsync(app))
            .Where(route => route.PathParameters.Any() && !Belongings.Names.Contains(route.Path) && route.Policy.Decide(Held) == AccessOutcome.LetThrough)
            .ToList();
        var faults = new List<string>();
        var attempts = 0;
        foreach (var route in routes)
        {
            var unknown = Prefixes(route).Where(prefix => owner.Find(prefix) is null).ToList();
            if (unknown.Count > 0)
            {
                faults.Add($"{route}: say in Belongings how an account comes to own a {string.Join(", ", unknown)}.");
                continue;
            }

            foreach (var (path, nothing) in Attacks(route, owner, other))
            {
                attempts++;
                if (await FaultAsync(route, path, nothing, other.Owner, owner) is { } fault)
                    faults.Add($"{route} ({route.Name}): {fault}");
            }
        }

        // Were the ids or the bodies wrong, everything would be 404: the owner must find each thing.
        foreach (var route in routes.Where(route => !NotNow.Contains(route.Name)).OrderBy(LastForTheOwner).ThenByDescending(route => route.Path.Length))
        {
            var (status, _) = await SendAsync(route, Fill(route, owner.Find), owner.Owner.AccessToken);
            if (status is 400 or 401 or 403 or 404 or 415 && Prefixes(route).All(prefix => owner.Find(prefix) is not null))
                faults.Add($"{route} ({route.Name}): its owner got {status}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{routes.Count} routes, {attempts} attempts");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(attempts >= routes.Count && routes.Count > 10);
    }

    private async Task<SignedIn> TherapistAsync()
    {
        var account = await app.SignUpAsync();
        await app.QueryAsync<object>($"update accounts.users set email_verified = true where id = '{account.Id}'");
        await app.GrantAsync(account.Id, Roles.Therapist);
        return await app.LoginAsync(account.Email);
    }

    /// <summary>What others hang on goes last.</summary>
    private static int LastForTheOwner(ApiRoute route) =>
        route.Method != "DELETE" ? 0 : route.Path == "/v1/recordings/{recordingId}" ? 2 : 1;

    /// <summary>All ids of the other; and where there are several, each alone among one's own. Beside each, the same with ids of nothing.</summary>
    private static IEnumerable<(string Path, string Nothing)> Attacks(ApiRoute route, Belongings owner, Belongings other)
    {
        yield return (Fill(route, owner.Find), Fill(route, _ => Guid.CreateVersion7().ToString()));
        var prefixes = Prefixes(route).ToList();
        foreach (var foreign in prefixes.Count > 1 ? prefixes : [])
        {
            yield return (
                Fill(route, prefix => prefix == foreign ? owner.Find(prefix) : other.Find(prefix)),
                Fill(route, prefix => prefix == foreign ? Guid.CreateVersion7().ToString() : other.Find(prefix)));
        }
    }

    private async Task<string?> FaultAsync(ApiRoute route, string path, string nothing, SignedIn attacker, Belongings victim)
    {
        var (status, body) = await SendAsync(route, path, attacker.AccessToken);
        var (statusOfNothing, bodyOfNothing) = await SendAsync(route, nothing, attacker.AccessToken);
        if (status != 404 || statusOfNothing != 404)
            return $"{status} for another's, {statusOfNothing} for nothing's: {body}";
        if (TypeOf(body) != TypeOf(bodyOfNothing))
            return $"{TypeOf(body)} for another's, {TypeOf(bodyOfNothing)} for nothing's";

        return body.Contains(victim.Owner.Email, StringComparison.Ordinal) ? "names the owner" : null;
    }

    private async Task<(int Status, string Body)> SendAsync(ApiRoute route, string path, string token)
    {
        HttpContent? content = null;
        if (route.BodyType is { } type)
        {
            content = new ByteArrayContent(Encoding.UTF8.GetBytes(Bodies.GetValueOrDefault(route.Name, "{}")));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        }

        using var response = await app.SendAsync(new HttpMethod(route.Method), path + Queries.GetValueOrDefault(route.Name), content, token);
        // A stream of events need not end; what matters of it is that it was not begun.
        var isText = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return ((int)response.StatusCode, isText ? await response.Content.ReadAsStringAsync(Stop) : "");
    }

    private static string? TypeOf(string body) => JsonSerializer.Deserialize<JsonElement>(body).GetProperty("type").GetString();

    /// <summary>The path up to each of its parameters.</summary>
    private static IEnumerable<string> Prefixes(ApiRoute route)
    {
        for (var end = route.Path.IndexOf('}', StringComparison.Ordinal); end >= 0; end = route.Path.IndexOf('}', end + 1))
            yield return route.Path[..(end + 1)];
    }

    private static string Fill(ApiRoute route, Func<string, string?> find) => Prefixes(route).Reverse().Aggregate(
        route.Path, (path, prefix) => path.Replace(prefix[prefix.LastIndexOf('{')..], find(prefix), StringComparison.Ordinal));
}
