using System.Text.Json.Nodes;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Documentation;

/// <summary>The web app's types are made from a copy of the API's description in the tree; an old copy would type calls wrongly.</summary>
public sealed class OpenApiFileTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private const string Refresh =
        "The API changed. With Halcyon running: curl -s http://localhost:8080/openapi/v1.json -o web/openapi.json "
        + "&& (cd web && npm run api && npm run typecheck). Different: ";

    [Fact]
    public async Task OpenApi_CopyInTheTree_IsWhatTheServerSays()
    {
        var file = Path.Combine(Root(), "web", "openapi.json");
        var kept = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
        var said = JsonNode.Parse(await app.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken))!;
        kept.AsObject().Remove("servers");
        said.AsObject().Remove("servers");

        var differences = Differences(kept, said, "#").Take(10).ToList();

        Assert.True(differences.Count == 0, Refresh + string.Join(", ", differences));
    }

    private static IEnumerable<string> Differences(JsonNode? kept, JsonNode? said, string path)
    {
        if (kept is not JsonObject keptObject || said is not JsonObject saidObject)
            return JsonNode.DeepEquals(kept, said) ? [] : [path];

        return keptObject.Select(entry => entry.Key).Union(saidObject.Select(entry => entry.Key), StringComparer.Ordinal)
            .SelectMany(key => keptObject.ContainsKey(key) && saidObject.ContainsKey(key)
                ? Differences(keptObject[key], saidObject[key], $"{path}/{key}")
                : [$"{path}/{key}"]);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Halcyon.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the source tree.");
        return folder.FullName;
    }
}
