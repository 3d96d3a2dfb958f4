using Halcyon.Platform.Access;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.WebUtilities;

namespace Halcyon.Accounts.ExternalSignIn;

internal static class StartSignIn
{
    private const string CallbackPath = "/v1/auth/oidc/callback";

    public static void Map(RouteGroupBuilder auth) =>
        auth.MapGet("/oidc/start", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_OidcStart")
            .WithSummary("Send the browser to the OpenID Connect provider. It comes back to the sign-in page when the provider is down.")
            .Produces(StatusCodes.Status302Found)
            .ProducesProblem(StatusCodes.Status404NotFound);

    /// <summary>Where the provider sends people back to. Never from the Host header, which anybody can choose.</summary>
    public static string CallbackAddress(HalcyonOptions options) => options.PublicUrl + CallbackPath;

    /// <summary>OpenID Connect Core, 3.1.2.1, with PKCE (RFC 7636).</summary>
    public static string ProviderAddress(ProviderMetadata metadata, HalcyonOptions options, SignInState state) =>
        QueryHelpers.AddQueryString(metadata.AuthorizationEndpoint.AbsoluteUri, new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = options.OpenIdConnect!.ClientId,
            ["redirect_uri"] = CallbackAddress(options),
            ["scope"] = options.OpenIdConnect.Scopes,
            ["state"] = state.State,
            ["nonce"] = state.Nonce,
            ["code_challenge"] = state.CodeChallenge,
            ["code_challenge_method"] = "S256",
        });

    public static ProblemHttpResult NoProvider() =>
        HalcyonProblem.Create(StatusCodes.Status404NotFound, "no-sign-in-provider", "This Halcyon has no other provider to sign in with.");

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> HandleAsync(
        HttpContext http, HalcyonOptions options, ProviderDirectory directory, SignInStateCookie cookie, TimeProvider clock,
        CancellationToken cancellationToken, [FromQuery(Name = "return_to")] string? returnTo = null)
    {
        if (options.OpenIdConnect is null)
            return NoProvider();
        if (await directory.AskAsync(cancellationToken) is not { } metadata)
            return TypedResults.Redirect(SignInCallback.SignInPage(SignInProblem.ProviderUnavailable));

        var state = SignInState.New(LocalPath.Or(returnTo, "/"), clock.GetUtcNow());
        cookie.Set(http, state);
        return TypedResults.Redirect(ProviderAddress(metadata, options, state));
    }
}
