using System.Globalization;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.Access;

/// <summary>docs/access.md is the policy table as the server has it.</summary>
public sealed class AccessTableTests(HalcyonApp app)
{
    private const string RefreshVariable = "HALCYON_REFRESH_DOCS";

    private const string Refresh =
        "Routes or policies changed. To write docs/access.md anew: " + RefreshVariable
        + "=1 dotnet run --project tests/Halcyon.Accounts.Tests -- --filter-class Halcyon.Accounts.Tests.Access.AccessTableTests. Different: ";

    [Fact]
    public async Task AccessTable_InTheDocuments_IsWhatTheServerHas()
    {
        var file = Path.Combine(Root(), "docs", "access.md");
        var table = Write();
        if (Environment.GetEnvironmentVariable(RefreshVariable) is not null)
            await File.WriteAllTextAsync(file, table, TestContext.Current.CancellationToken);

        var kept = File.Exists(file) ? (await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n").Split('\n') : [];
        var differences = kept.Except(table.Split('\n'), StringComparer.Ordinal).Concat(table.Split('\n').Except(kept, StringComparer.Ordinal)).Take(10).ToList();

        Assert.True(differences.Count == 0 && kept.Length == table.Split('\n').Length, Refresh + string.Join('\n', differences));
    }

    [Fact]
    public async Task AccessTable_RoutesUnderV1_AreAllInTheDescription()
    {
        var described = (await ApiRoutes.ReadAsync(app)).Select(route => route.ToString()).ToHashSet(StringComparer.Ordinal);

        var hidden = ApiRoutes.Mapped(app)
            .Where(route => route.Path.StartsWith("/v1", StringComparison.Ordinal))
            .Select(route => $"{route.Method} {ApiRoutes.WithoutConstraints(route.Path)}")
            .Where(route => !described.Contains(route));

        Assert.Empty(hidden);
    }

    private string Write()
    {
        var text = new StringBuilder();
        text.Append("# Who may call what\n\nEvery route names one row of this table (`src/Halcyon.Platform/Access/AccessPolicies.cs`); a server with a route that names none does not start. ");
        text.Append("Without signing in, a route that needs it answers 401; without the role, 403; what belongs to somebody else is not found (404). ");
        text.Append("This page is written from the running server by a test, and another test calls every route as every role.\n\n## Policies\n\n");
        text.Append("| policy | who | names other people | what it allows |\n|---|---|---|---|\n");
        foreach (var policy in AccessPolicy.All)
            text.Append(CultureInfo.InvariantCulture, $"| `{policy.Name}` | {Who(policy)} | {(policy.NamesOthers ? "yes" : "no")} | {policy.Allows} |\n");

        text.Append("\n## Roles\n\nA researcher never sees names: a policy whose answers may name other people is closed to an account that holds `researcher`, ");
        text.Append("unless it also holds a role that the policy is for, or (where any account may call) one whose work is with people by name. ");
        text.Append("Such a policy cannot be given to researchers at all; the program refuses to start with one.\n\n| role | may call |\n|---|---|\n");
        foreach (var role in Roles.All)
            text.Append(CultureInfo.InvariantCulture, $"| `{role}` | {string.Join(", ", AccessPolicy.All.Where(policy => Lets(policy, role)).Select(policy => $"`{policy.Name}`"))} |\n");

        text.Append("\nA guest is a `person` for a day. Every account holds `person`, the others beside it.\n\n## Routes\n\n| route | policy | roles |\n|---|---|---|\n");
        foreach (var (method, path, policy) in ApiRoutes.Mapped(app).OrderBy(route => route.Path, StringComparer.Ordinal).ThenBy(route => route.Method, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"| `{method} {ApiRoutes.WithoutConstraints(path)}` | `{policy.Name}` | {string.Join(", ", RolesOf(policy))} |\n");
        return text.ToString();
    }

    private static string Who(AccessPolicy policy) => policy.Roles switch
    {
        null => "everybody",
        [] => "signed in",
        var roles => string.Join(", ", roles),
    };

    private static IEnumerable<string> RolesOf(AccessPolicy policy) => policy.Roles is null
        ? ["everybody"]
        : Roles.All.All(role => Lets(policy, role)) ? ["all"] : Roles.All.Where(role => Lets(policy, role));

    private static bool Lets(AccessPolicy policy, string role) =>
        policy.Decide(new HashSet<string>([Roles.Person, role], StringComparer.Ordinal)) == AccessOutcome.LetThrough;

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Halcyon.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the source tree.");
        return folder.FullName;
    }
}
