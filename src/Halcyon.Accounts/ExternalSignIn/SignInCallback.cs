using Halcyon.Platform.Access;
using Halcyon.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>What the provider sends back through the browser.</summary>
/// <param name="Iss">RFC 9207: who answers.</param>
internal sealed record ProviderAnswer(string? Code, string? State, string? Iss, string? Error);

internal static class SignInCallback
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapGet("/oidc/callback", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_OidcCallback")
            .WithSummary("Where the provider sends the browser back to. Signs in with the refresh cookie, or names the problem to the sign-in page.")
            .Produces(StatusCodes.Status302Found)
            .ProducesProblem(StatusCodes.Status404NotFound);

    public static string SignInPage(string problem) => "/sign-in?problem=" + Uri.EscapeDataString(SignInProblem.Type(problem));

    public static string SignedInPage(string returnTo) => "/signed-in?return_to=" + Uri.EscapeDataString(returnTo);

    private static async Task<Results<RedirectHttpResult, ProblemHttpResult>> HandleAsync(
        HttpContext http, HalcyonOptions options, ProviderSignIn signIn, ProviderLink link, AnswerCheck check, SignInStateCookie cookie,
        TimeProvider clock, CancellationToken cancellationToken, string? code = null, string? state = null, string? iss = null, string? error = null)
    {
        if (options.OpenIdConnect is null)
            return StartSignIn.NoProvider();

        // A state is good for one answer, whatever that answer is.
        if (cookie.Take(http) is not { } started || !started.IsAnsweredBy(state, clock.GetUtcNow()))
            return TypedResults.Redirect(SignInPage(SignInProblem.Interrupted));

        var outcome = await check.RunAsync(new ProviderAnswer(code, state, iss, error), started, cancellationToken);
        return TypedResults.Redirect(started.LinkUserId is null
            ? await signIn.FinishAsync(http, outcome, started, cancellationToken)
            : await link.FinishAsync(outcome, started, cancellationToken));
    }
}

/// <summary>From the provider's answer to an identity, or to the reason why not.</summary>
internal sealed class AnswerCheck(ProviderDirectory directory, CodeExchange exchange, HalcyonOptions options)
{
    public async Task<ExchangeOutcome> RunAsync(ProviderAnswer answer, SignInState started, CancellationToken cancellationToken)
    {
        if (await directory.ReadAsync(cancellationToken) is not { } metadata)
            return new ExchangeOutcome(null, SignInProblem.ProviderUnavailable);

        // Before anything else of the answer is used: with two providers, one could pass off the other's code as its own.
        var isTheirs = answer.Iss is null ? !metadata.SendsIssuer : answer.Iss == options.OpenIdConnect!.Issuer;
        if (!isTheirs)
            return new ExchangeOutcome(null, SignInProblem.ProviderRefused);
        if (answer.Error is not null)
            return new ExchangeOutcome(null, answer.Error == "access_denied" ? SignInProblem.Declined : SignInProblem.ProviderRefused);

        return string.IsNullOrEmpty(answer.Code)
            ? new ExchangeOutcome(null, SignInProblem.ProviderRefused)
            : await exchange.RunAsync(metadata, answer.Code, started, cancellationToken);
    }
}
