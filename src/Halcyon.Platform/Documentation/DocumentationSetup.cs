using System.Text;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Platform.Documentation;

/// <summary>The API described for machines at /openapi/v1.json and for people at /docs.</summary>
internal static class DocumentationSetup
{
    public static void AddHalcyonDocumentation(this IServiceCollection services) =>
        services.AddOpenApi("v1", options =>
        {
            options.AddDocumentTransformer(OpenApiDescription.DescribeAsync);
            options.AddOperationTransformer(OpenApiDescription.DescribeOperationAsync);
        });

    public static void MapHalcyonDocumentation(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").Allow(AccessPolicy.Anyone);
        MapPage(app, "/docs", "docs.html", "text/html");
        MapPage(app, "/docs/docs.css", "docs.css", "text/css");
        MapPage(app, "/docs/docs.js", "docs.js", "text/javascript");
    }

    private static void MapPage(WebApplication app, string path, string resource, string contentType)
    {
        using var stream = typeof(DocumentationSetup).Assembly.GetManifestResourceStream(typeof(DocumentationSetup), resource)!;
        using var reader = new StreamReader(stream);
        var content = reader.ReadToEnd();
        app.MapGet(path, () => Results.Text(content, contentType, Encoding.UTF8)).Allow(AccessPolicy.Anyone).ExcludeFromDescription();
    }
}
