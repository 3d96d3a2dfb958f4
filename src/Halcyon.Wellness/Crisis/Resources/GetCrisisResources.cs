using System.Globalization;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Crisis.Resources;

internal static class GetCrisisResources
{
    /// <summary>A day: long enough for a network that fails, short enough for a number that changes.</summary>
    private const string Cached = "public, max-age=86400, stale-if-error=2592000";

    public static void Map(RouteGroupBuilder crisis)
    {
        crisis.MapGet("/resources", Handle)
            .Allow(AccessPolicy.Anyone)
            .WithName("Crisis_Resources")
            .WithSummary("Whom to call or text in a country, the emergency number first. Without a country, the region of your language; never your address.");
        crisis.MapGet("/resources/all", HandleAll)
            .Allow(AccessPolicy.Anyone)
            .WithName("Crisis_AllResources")
            .WithSummary("The same for every country at once, to keep for when there is no network.");
    }

    private static Ok<CountryHelp> Handle(HttpContext context, string? country = null)
    {
        context.Response.Headers.CacheControl = Cached;
        context.Response.Headers.Append("Vary", "Accept-Language");
        return TypedResults.Ok(Choose(context, country));
    }

    private static Ok<AllHelp> HandleAll(HttpContext context)
    {
        context.Response.Headers.CacheControl = Cached;
        return TypedResults.Ok(CrisisResources.All);
    }

    /// <summary>The country that was chosen, else the region of the first language that names one.</summary>
    public static CountryHelp Choose(HttpContext context, string? country) =>
        CrisisResources.For(string.IsNullOrWhiteSpace(country) ? RegionOf(context.Request) : country);

    private static string? RegionOf(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage
        .OrderByDescending(language => language.Quality ?? 1)
        .Select(language => language.Value.Value?.Split('-') ?? [])
        .Select(parts => parts.Skip(1).FirstOrDefault(part => part.Length == 2 && part.All(char.IsAsciiLetter)))
        .FirstOrDefault(region => region is not null)?.ToUpper(CultureInfo.InvariantCulture);
}
