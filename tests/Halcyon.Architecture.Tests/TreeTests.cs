using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace Halcyon.Architecture.Tests;

/// <summary>What may and may not lie in the tree.</summary>
public sealed partial class TreeTests
{
    private static readonly string[] CodeEndings = [".cs", ".ts", ".tsx", ".css", ".sql", ".sh", ".csproj", ".props", ".targets"];

    [Fact]
    public void Code_HoldsNoUnfinishedMarks()
    {
        var offenders = Code()
            .Where(path => !path.EndsWith("TreeTests.cs", StringComparison.Ordinal))
            .SelectMany(path => Repository.Read(path).Split('\n').Where(line => Unfinished().IsMatch(line)).Select(line => $"{path}: {line.Trim()}"));

        Assert.Empty(offenders);
    }

    [Fact]
    public void SourceFiles_StayWithinTheirBudget()
    {
        var offenders = Code()
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("web/src/", StringComparison.Ordinal))
            .Where(path => !path.EndsWith("lib/api/schema.d.ts", StringComparison.Ordinal) && !path.EndsWith(".sql", StringComparison.Ordinal))
            .Select(path => (path, lines: Repository.Read(path).Count(character => character == '\n')))
            .Where(file => file.lines > 300)
            .Select(file => $"{file.path}: {file.lines} lines");

        Assert.Empty(offenders);
    }

    [Fact]
    public void Notices_NameEveryDependencyThatShips()
    {
        var notices = Repository.Read("THIRD-PARTY-NOTICES.md");
        var missing = ShippedNuGetPackages().Concat(ShippedNpmPackages())
            .Distinct(StringComparer.Ordinal)
            .Where(name => !notices.Contains($"| {name} |", StringComparison.Ordinal));

        Assert.Empty(missing);
    }

    private static IEnumerable<string> Code() =>
        Repository.Files.Where(path => CodeEndings.Contains(Path.GetExtension(path), StringComparer.Ordinal));

    private static IEnumerable<string> ShippedNuGetPackages() =>
        Repository.Files
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))
            .SelectMany(path => XDocument.Parse(Repository.Read(path)).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value);

    private static IEnumerable<string> ShippedNpmPackages() =>
        Repository.Files
            .Where(path => Path.GetFileName(path) == "package.json" && !path.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(path => Names(path, "dependencies").Concat(Names(path, "optionalDependencies")));

    private static List<string> Names(string path, string property)
    {
        using var document = JsonDocument.Parse(Repository.Read(path));
        return document.RootElement.TryGetProperty(property, out var dependencies)
            ? dependencies.EnumerateObject().Select(dependency => dependency.Name).ToList()
            : [];
    }

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Unfinished();
}
