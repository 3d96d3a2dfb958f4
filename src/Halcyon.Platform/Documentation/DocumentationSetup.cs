using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
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

    public static void MapHalcyonDocumentation(this WebApplication app) =>
        app.MapOpenApi("/openapi/{documentName}.json").Allow(AccessPolicy.Anyone);
}
