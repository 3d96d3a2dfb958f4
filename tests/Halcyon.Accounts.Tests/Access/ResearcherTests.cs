using System.Text.Json.Nodes;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Access;

/// <summary>A researcher never sees names: no answer that an account with that role can get has a member for somebody else's.</summary>
public sealed class ResearcherTests(HalcyonApp app)
{
    private static readonly string[] Names = ["email", "display_name", "first_name", "last_name", "client_name", "full_name", "patient_name", "date_of_birth"];

    private static readonly IReadOnlySet<string> Researcher = new HashSet<string>([Roles.Person, Roles.Researcher], StringComparer.Ordinal);

    /// <summary>Answers that researchers may have although a member is called so: whose name it is, and why that is right.</summary>
    private static readonly Dictionary<string, string> OfTheCaller = new(StringComparer.Ordinal)
    {
        ["Auth_Login"] = "the caller's own account",
        ["Auth_Register"] = "the caller's own account",
        ["Auth_AcceptInvitation"] = "the caller's own account",
        ["Auth_Guest"] = "the caller's own account",
        ["Auth_PasskeySignIn"] = "the caller's own account",
        ["Auth_Refresh"] = "the caller's own account",
        ["Users_Me"] = "the caller's own account",
        ["Users_ExternalLogins"] = "the caller's own logins",
        ["Users_Profile"] = "the caller's own profile",
        ["Users_ChangeProfile"] = "the caller's own profile",
        ["Users_UpdateMe"] = "the caller's own account",
        ["Crisis_Resources"] = "how a help line is reached",
        ["Crisis_AllResources"] = "how a help line is reached",
        ["Crisis_Report"] = "how a help line is reached",
        ["Crisis_Contact"] = "whom the caller named for a hard moment",
        ["Crisis_ReplaceContact"] = "whom the caller named for a hard moment",
        ["Notifications_GetSettings"] = "whether the caller gets letters",
        ["Notifications_ReplaceSettings"] = "whether the caller gets letters",
    };

    [Fact]
    public async Task EveryAnswer_ThatAResearcherMayHave_NamesNobodyElse()
    {
        var document = await ApiRoutes.DocumentAsync(app);
        var naming = ApiRoutes.Of(document)
            .Select(route => (Route: route, Members: MembersOfAnswers(document, route.Operation).Where(IsName).Distinct(StringComparer.Ordinal).ToList()))
            .Where(found => found.Members.Count > 0).ToList();

        var open = naming
            .Where(found => found.Route.Policy.Decide(Researcher) == AccessOutcome.LetThrough && !OfTheCaller.ContainsKey(found.Route.Name))
            .Select(found => $"{found.Route} ({found.Route.Name}): {string.Join(", ", found.Members)}").ToList();

        Assert.True(
            open.Count == 0,
            "If these are other people's, use a policy with NamesOthers; if they are the caller's own, say so in this test:\n" + string.Join('\n', open));
        Assert.Contains(naming, found => found.Route.Policy.NamesOthers);
        Assert.Empty(OfTheCaller.Keys.Except(naming.Select(found => found.Route.Name), StringComparer.Ordinal));
    }

    private static bool IsName(string member) =>
        Names.Any(name => member == name || member.EndsWith("_" + name, StringComparison.Ordinal));

    private static IEnumerable<string> MembersOfAnswers(JsonNode document, JsonNode operation) =>
        from response in operation["responses"]!.AsObject()
        where response.Key.StartsWith('2')
        from content in response.Value!["content"]?.AsObject() ?? []
        from member in Members(document, content.Value!["schema"], [])
        select member;

    /// <summary>Names of all members, however deep. A schema that contains itself is entered once.</summary>
    private static IEnumerable<string> Members(JsonNode document, JsonNode? schema, HashSet<string> entered)
    {
        if (schema is not JsonObject members)
            yield break;

        if (members["$ref"]?.GetValue<string>() is { } reference)
        {
            var name = reference.Split('/')[^1];
            if (!entered.Add(name))
                yield break;
            foreach (var member in Members(document, document["components"]!["schemas"]![name], entered))
                yield return member;
        }

        foreach (var (name, property) in members["properties"]?.AsObject() ?? [])
        {
            yield return name;
            foreach (var member in Members(document, property, entered))
                yield return member;
        }

        foreach (var part in new[] { members["items"], members["additionalProperties"] }.Concat(
            ((string[])["oneOf", "anyOf", "allOf"]).SelectMany(kind => members[kind]?.AsArray() ?? [])))
        {
            foreach (var member in Members(document, part, entered))
                yield return member;
        }
    }
}
