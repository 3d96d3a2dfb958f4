using Halcyon.Platform.Access;
using Halcyon.Platform.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.AccessTokens;

/// <summary>RFC 7517 key set.</summary>
public sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);

internal static class GetJwksEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapGet("/jwks", Handle)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_Jwks")
            .WithSummary("The public keys that access tokens are signed with, newest first.");

    private static Ok<JsonWebKeySet> Handle(SigningKeys keys, HttpResponse response)
    {
        response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Ok(new JsonWebKeySet([.. keys.All.Select(key => key.ToPublicJwk())]));
    }
}
