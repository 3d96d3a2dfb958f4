using System.Xml.Linq;
using Xunit;

namespace Halcyon.Architecture.Tests;

/// <summary>Arrows point down only: Halcyon to modules, modules to Platform and their own library, never to each other.</summary>
public sealed class ModuleArrowsTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Halcyon.Signals"] = [],
        ["Halcyon.Language"] = [],
        ["Halcyon.Platform"] = [],
        ["Halcyon.Accounts"] = ["Halcyon.Platform"],
        ["Halcyon.Wellness"] = ["Halcyon.Platform", "Halcyon.Language"],
        ["Halcyon.Entrainment"] = ["Halcyon.Platform", "Halcyon.Signals"],
        ["Halcyon.Recordings"] = ["Halcyon.Platform", "Halcyon.Signals"],
        ["Halcyon.Credentials"] = ["Halcyon.Platform"],
    };

    [Fact]
    public void Projects_EveryReference_FollowsTheHousePlan()
    {
        var projects = Repository.Files
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) && path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(path => !path.EndsWith("/Halcyon.csproj", StringComparison.Ordinal))
            .ToList();

        Assert.NotEmpty(projects);
        foreach (var project in projects)
        {
            var name = Path.GetFileNameWithoutExtension(project);
            Assert.True(Allowed.ContainsKey(name), $"{name} has no row in the table of allowed references.");
            var references = XDocument.Parse(Repository.Read(project)).Descendants("ProjectReference")
                .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
            Assert.All(references, reference => Assert.Contains(reference, Allowed[name]));
        }
    }

    [Theory]
    [InlineData("Controllers")]
    [InlineData("Services")]
    [InlineData("Models")]
    [InlineData("Utils")]
    [InlineData("Helpers")]
    [InlineData("Managers")]
    [InlineData("Common")]
    public void Folders_NamedForALayer_DoNotExist(string layer)
    {
        var offenders = Repository.Files
            .Where(path => path.StartsWith("src/", StringComparison.Ordinal) || path.StartsWith("web/src/", StringComparison.Ordinal))
            .Where(path => path.Split('/').Any(part => string.Equals(part, layer, StringComparison.OrdinalIgnoreCase)));

        Assert.Empty(offenders);
    }
}
