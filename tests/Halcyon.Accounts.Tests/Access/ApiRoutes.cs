using System.Text.Json.Nodes;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Access;

/// <param name="Method">Upper case.</param>
/// <param name="Path">With its parameters in braces, as the document has it.</param>
internal sealed record ApiRoute(string Method, string Path, string Name, AccessPolicy Policy, JsonNode Operation)
{
    /// <summary>The media type that the route takes, when it takes a body.</summary>
    public string? BodyType => Operation["requestBody"]?["content"]?.AsObject().First().Key;

    public IEnumerable<string> PathParameters =>
        Path.Split('{').Skip(1).Select(part => part.Split('}')[0]);

    /// <summary>An address of the route that names nothing there is: ids at random, numbers that no list reaches.</summary>
    public string SamplePath() => PathParameters.Aggregate(
        Path, (path, name) => path.Replace($"{{{name}}}", IsInteger(name) ? "2147483647" : Guid.NewGuid().ToString(), StringComparison.Ordinal));

    public override string ToString() => $"{Method} {Path}";

    private bool IsInteger(string parameter) => Operation["parameters"]?.AsArray()
        .FirstOrDefault(one => one!["name"]!.GetValue<string>() == parameter)?["schema"]?["format"]?.GetValue<string>() == "int32";
}

/// <summary>The routes as the API's own description names them, so that a new one is in every walk from its first day.</summary>
internal static class ApiRoutes
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public static async Task<JsonNode> DocumentAsync(HalcyonApp app) =>
        JsonNode.Parse(await app.Anonymous.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken))!;

    public static async Task<IReadOnlyList<ApiRoute>> ReadAsync(HalcyonApp app) => Of(await DocumentAsync(app));

    public static IReadOnlyList<ApiRoute> Of(JsonNode document) =>
    [
        .. from path in document["paths"]!.AsObject()
           from method in Methods
           let operation = path.Value![method]
           where operation is not null
           let policy = AccessPolicy.All.SingleOrDefault(one => one.Name == operation["x-access"]?.GetValue<string>())
           select new ApiRoute(
               method.ToUpperInvariant(), path.Key, operation["operationId"]?.GetValue<string>() ?? "",
               policy ?? throw new InvalidOperationException($"{method} {path.Key} names no row of the policy table."), operation),
    ];

    /// <summary>Every route that the server has, also those that the description leaves out.</summary>
    public static IEnumerable<(string Method, string Path, AccessPolicy Policy)> Mapped(HalcyonApp app) =>
        from route in app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        from method in route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["any"]
        select (method, "/" + route.RoutePattern.RawText!.TrimStart('/'), route.Metadata.GetMetadata<AccessPolicy>()!);

    /// <summary>`{id:guid}/` as the document writes it: `{id}`.</summary>
    public static string WithoutConstraints(string path) =>
        string.Join('/', path.Split('/').Select(part => part.StartsWith('{') ? $"{{{part.Trim('{', '}', '*').Split(':')[0].TrimEnd('?')}}}" : part)).TrimEnd('/') is { Length: > 0 } trimmed ? trimmed : "/";
}
