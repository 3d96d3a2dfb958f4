using Halcyon.Platform.Access;
using Halcyon.Platform.Hosting;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Halcyon.Platform.Documentation;

/// <summary>Adds to the generated document what the routes alone do not say: how to sign in, who may call, how errors look.</summary>
internal static class OpenApiDescription
{
    private const string Bearer = "bearer";
    private const string Problem = "Problem";

    public static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Halcyon",
            Version = Operations.Version,
            Description = "JSON in snake_case. Every error is an RFC 9457 problem with a stable type. Research and education. Not for diagnosis.",
        };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The access token of POST /v1/auth/login; 15 minutes.",
        };
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas[Problem] = ProblemSchema();
        return Task.CompletedTask;
    }

    public static Task DescribeOperationAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var policy = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessPolicy>().LastOrDefault();
        if (policy is null)
            return Task.CompletedTask;

        operation.Extensions ??= new Dictionary<string, IOpenApiExtension>();
        operation.Extensions["x-access"] = new JsonNodeExtension(policy.Name);
        if (context.Description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true)
            AddProblem(operation, "429", "Too many requests; Retry-After says how long to wait.", context.Document);
        if (policy.Roles is null)
            return Task.CompletedTask;

        operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Bearer, context.Document)] = [] }];
        AddProblem(operation, "401", "Not signed in, or the access token is no longer valid.", context.Document);
        if (policy.Roles.Count > 0)
            AddProblem(operation, "403", $"Only for: {string.Join(", ", policy.Roles)}.", context.Document);
        else if (policy.NamesOthers)
            AddProblem(operation, "403", "Not for an account that is a researcher's only.", context.Document);
        return Task.CompletedTask;
    }

    private static void AddProblem(OpenApiOperation operation, string status, string description, OpenApiDocument? document)
    {
        operation.Responses ??= [];
        operation.Responses.TryAdd(status, new OpenApiResponse
        {
            Description = description,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) },
            },
        });
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(["type", "title", "status", "correlation_id"]),
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uri", Description = "Stable; branch on this." },
            ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String | JsonSchemaType.Null },
            ["correlation_id"] = new OpenApiSchema { Type = JsonSchemaType.String },
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "With type …/validation: what is wrong with each field.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = new OpenApiSchema { Type = JsonSchemaType.String } },
            },
        },
    };
}
