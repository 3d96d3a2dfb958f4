using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Halcyon.Accounts.Registration;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.Sessions;

public sealed record LoginRequest(
    [property: Required, EmailRules] string Email,
    [property: Required, StringLength(PasswordLength.Maximum, ErrorMessage = PasswordLength.TooLongError)] string Password,
    [property: RegularExpression(RefreshTransport.Pattern, ErrorMessage = RefreshTransport.PatternError)] string? RefreshTransport = null);

internal static class LoginEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/login", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_Login")
            .WithSummary("Sign in with email address and password. Five wrong passwords lock the address for 15 minutes.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status429TooManyRequests)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> HandleAsync(
        LoginRequest request, HttpContext http, PasswordCheck passwords, SignInAttempts attempts, SessionStarter sessions,
        ILookupNormalizer normalizer, SignInRecord record, CancellationToken cancellationToken)
    {
        var email = normalizer.NormalizeEmail(Email.Clean(request.Email));
        var attempt = await attempts.BeginAsync(email, cancellationToken);
        if (attempt.RetryAfter is { } retryAfter)
        {
            await record.RefusedAsync(SignInOutcome.Locked, null, cancellationToken);
            return Locked(http, retryAfter);
        }

        var (account, isRight) = await passwords.CheckAsync(email, request.Password, cancellationToken);
        if (account is null || !isRight)
        {
            await record.RefusedAsync(SignInOutcome.WrongPassword, account?.UserId, cancellationToken);
            if (attempt.IsLast)
            {
                await record.LockedAsync(account?.UserId, cancellationToken);
            }

            return HalcyonProblem.Create(
                StatusCodes.Status401Unauthorized, "wrong-credentials", "The email address or the password is wrong.");
        }

        await attempts.SucceedAsync(email, cancellationToken);
        if (account.DisabledAt is not null)
        {
            await record.RefusedAsync(SignInOutcome.Disabled, account.UserId, cancellationToken);
            return Disabled();
        }

        var answer = await sessions.StartAsync(http, account.UserId, account.ExpiresAt, request.RefreshTransport, new SignIn(SignInMethod.Password), cancellationToken);
        return TypedResults.Ok(answer);
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
            "Too many wrong passwords. Wait some minutes, then try again.",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["retry_after_seconds"] = seconds });
    }
}
