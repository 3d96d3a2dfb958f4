using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Halcyon.Accounts.AccessTokens;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Access;

/// <summary>Calls every route of the API's description as everybody who there is, and compares with the policy table.</summary>
public sealed class AccessWalkTests(HalcyonApp app)
{
    private static readonly HttpClient Client = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AccessTokenIssuer Issuer => app.Services.GetRequiredService<AccessTokenIssuer>();

    [Fact]
    public async Task EveryRoute_AsEveryRole_IsAnsweredAsTheTableSays()
    {
        var routes = await ApiRoutes.ReadAsync(app);
        var faults = new List<string>();
        var calls = 0;
        foreach (var route in routes)
        {
            // Accounts of their own for each route: some routes end the session or the account of whoever calls.
            foreach (var (who, held, token) in await CallersAsync())
            {
                calls++;
                var (outcome, answer) = await CallAsync(route, token);
                if (outcome != route.Policy.Decide(held))
                    faults.Add($"{route} as {who}: {outcome} ({answer}), not {route.Policy.Decide(held)}");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{routes.Count} routes, {calls} calls");
        Assert.True(faults.Count == 0, $"{faults.Count} of {calls}:\n{string.Join('\n', faults.Take(30))}");
        Assert.Equal(routes.Count * (Roles.All.Count + 3), calls);
        Assert.Contains(routes, route => route.Policy == AccessPolicy.Administrators);
    }

    /// <summary>Nobody, a guest, a person with each of the roles, and a researcher who is a clinician too.</summary>
    private async Task<List<(string Who, IReadOnlySet<string>? Held, string? Token)>> CallersAsync()
    {
        var callers = new List<(string, IReadOnlySet<string>?, string?)> { ("nobody", null, null) };
        string[][] all = [[Roles.Person], .. Roles.All.Select(role => new[] { Roles.Person, role }), [Roles.Person, Roles.Researcher, Roles.Clinician]];
        foreach (var (index, held) in all.Index())
        {
            var id = await AddAccountAsync(isGuest: index == 0);
            var roles = held.Distinct(StringComparer.Ordinal).ToList();
            callers.Add((index == 0 ? "a guest" : string.Join('+', roles), roles.ToHashSet(StringComparer.Ordinal), Issuer.Issue(new UserId(id), Guid.NewGuid(), roles, 0, null).Text));
        }

        return callers;
    }

    /// <remarks>Written to the table: a password hash for each of a thousand accounts would take minutes.</remarks>
    private async Task<Guid> AddAccountAsync(bool isGuest)
    {
        var id = Guid.CreateVersion7();
        var (email, expires) = isGuest ? ("null", "now() + interval '1 day'") : ($"'{id}@example.org'", "null");
        await app.QueryAsync<object>(
            $"""
            insert into accounts.users (id, user_name, normalized_user_name, email, normalized_email, security_stamp, concurrency_stamp, is_guest, created_at, expires_at)
            values ('{id}', '{id}', upper('{id}'), {email}, upper({email}), 'x', 'x', {isGuest}, now(), {expires})
            """);
        return id;
    }

    private async Task<(AccessOutcome Outcome, string Answer)> CallAsync(ApiRoute route, string? token)
    {
        var path = route.SamplePath();
        using var request = new HttpRequestMessage(new HttpMethod(route.Method), new Uri(app.Address, path));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (route.BodyType is { } type)
        {
            // The type that the route takes: another would be refused (415) before anybody asks who is calling.
            request.Content = new ByteArrayContent(type.EndsWith("json", StringComparison.Ordinal) ? "{}"u8.ToArray() : Encoding.ASCII.GetBytes("--x--\r\n"));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type.StartsWith("multipart", StringComparison.Ordinal) ? $"{type}; boundary=x" : type);
        }

        using var response = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Stop);
        var problem = response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? JsonSerializer.Deserialize<JsonElement>(await response.Content.ReadAsStringAsync(Stop)).GetProperty("type").GetString()!
            : "";
        // Handlers have 401 and 403 of their own (a wrong password); only these two come from the table.
        return ((int)response.StatusCode, problem.Replace(HalcyonProblem.TypePrefix, "", StringComparison.Ordinal)) switch
        {
            (401, "sign-in-required") => (AccessOutcome.SignInFirst, problem),
            (403, "role-missing") => (AccessOutcome.Refused, problem),
            var (status, _) => (AccessOutcome.LetThrough, $"{status} {problem}"),
        };
    }
}
