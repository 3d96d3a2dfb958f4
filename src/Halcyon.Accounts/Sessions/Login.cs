using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.Sessions;

/// <param name="MfaCode">Where the account has an authenticator app: its six digits, or a recovery code.</param>
public sealed record LoginRequest(
    [property: Required, EmailRules] string Email,
    [property: Required, StringLength(PasswordLength.Maximum, ErrorMessage = PasswordLength.TooLongError)] string Password,
    [property: RegularExpression(RefreshTransport.Pattern, ErrorMessage = RefreshTransport.PatternError)] string? RefreshTransport = null,
    [property: StringLength(64)] string? MfaCode = null);

internal static class LoginEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/login", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_Login")
            .WithSummary("Sign in with email address and password. Five wrong passwords or codes lock the address for 15 minutes.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> HandleAsync(
        LoginRequest request, HttpContext http, PasswordSignIn passwordSignIn, SessionStarter sessions, CancellationToken cancellationToken)
    {
        var proof = await passwordSignIn.ProveAsync(http, request, cancellationToken);
        return proof.Account is { } account
            ? TypedResults.Ok(await sessions.StartAsync(
                http, account.UserId, account.ExpiresAt, request.RefreshTransport, proof.SignIn, cancellationToken))
            : proof.Refused!;
    }

    /// <summary>Only told to whoever has proved to be the owner.</summary>
    internal static ProblemHttpResult Disabled() =>
        HalcyonProblem.Create(StatusCodes.Status403Forbidden, "account-disabled", "This account was disabled. Ask the administrator.");

    internal static ProblemHttpResult Locked(HttpContext http, TimeSpan retryAfter)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds));
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return HalcyonProblem.Create(
            StatusCodes.Status429TooManyRequests,
            "sign-in-locked",
            "Too many wrong passwords or codes. Wait some minutes, then try again.",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after_seconds"] = seconds });
    }
}
