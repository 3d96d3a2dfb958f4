using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>
/// Asks once more who it is, before something that an unattended screen must not be able to do. An account with a password
/// gives it again; one without (passkey or external sign-in only) must have signed in within the last ten minutes.
/// </summary>
internal sealed class Reauthentication(
    AccountsDb db, PasswordCheck passwords, SecondFactor secondFactor, SignInAttempts attempts, SignInRecord record, IAuditLog audit,
    ILookupNormalizer normalizer, TimeProvider clock)
{
    private const string Action = "account.reauthentication";

    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <returns>Null when it is the owner; else the answer to give.</returns>
    public Task<ProblemHttpResult?> RefuseAsync(HttpContext http, Caller caller, string? password, CancellationToken cancellationToken) =>
        RefuseAsync(http, caller, password, _ => Task.FromResult(SecondFactorState.NotNeeded), cancellationToken);

    /// <summary>For what would take the second factor away or go round it: asks for the code too where the account has an app.</summary>
    /// <returns>Null when it is the owner; else the answer to give.</returns>
    public Task<ProblemHttpResult?> RefuseAsync(
        HttpContext http, Caller caller, string? password, string? mfaCode, CancellationToken cancellationToken) =>
        RefuseAsync(
            http, caller, password, async userId => (await secondFactor.CheckAsync(userId, mfaCode, cancellationToken)).State, cancellationToken);

    private async Task<ProblemHttpResult?> RefuseAsync(
        HttpContext http, Caller caller, string? password, Func<UserId, Task<SecondFactorState>> checkCode, CancellationToken cancellationToken)
    {
        var account = await db.Users.AsNoTracking().SingleOrDefaultAsync(user => user.Id == caller.UserId.Value, cancellationToken);
        if (account is null)
            return GetMeEndpoint.AccountGone();
        if (account.PasswordHash is null || account.Email is null)
            return await IsFreshAsync(caller, cancellationToken) ? null : SignInAgain();
        if (string.IsNullOrEmpty(password))
            return Wrong("Enter your password to confirm that it is you.");

        var email = normalizer.NormalizeEmail(account.Email);
        var attempt = await attempts.BeginAsync(email, cancellationToken);
        if (attempt.RetryAfter is { } retryAfter)
        {
            await RecordAsync(caller, SignInOutcome.Locked, attempt, cancellationToken);
            return LoginEndpoint.Locked(http, retryAfter);
        }

        if (!(await passwords.CheckAsync(email, password, cancellationToken)).IsRight)
        {
            await RecordAsync(caller, SignInOutcome.WrongPassword, attempt, cancellationToken);
            return Wrong("The password is wrong. Nothing was changed.");
        }

        switch (await checkCode(caller.UserId))
        {
            case SecondFactorState.Missing:
                await attempts.TakeBackAsync(email, cancellationToken);
                return MfaProblems.Required(StatusCodes.Status403Forbidden);
            case SecondFactorState.Wrong:
                await RecordAsync(caller, SignInOutcome.WrongCode, attempt, cancellationToken);
                return MfaProblems.Wrong(StatusCodes.Status403Forbidden);
            default:
                await attempts.SucceedAsync(email, cancellationToken);
                return null;
        }
    }

    /// <summary>Somebody at an open session guesses: its owner finds it in their record, also when the guesser was stopped.</summary>
    private async Task RecordAsync(Caller caller, string reason, AttemptVerdict attempt, CancellationToken cancellationToken)
    {
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason };
        await audit.AppendAsync(
            new AuditEntry(Action, caller.UserId, caller.UserId, $"session/{caller.SessionId}", Outcome: "refused", details), cancellationToken);
        if (attempt.IsLast)
            await record.LockedAsync(caller.UserId, cancellationToken);
    }

    private Task<bool> IsFreshAsync(Caller caller, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - Fresh;
        return db.Sessions.AnyAsync(session => session.Id == caller.SessionId && session.CreatedAt >= since, cancellationToken);
    }

    /// <remarks>403, not 401: the access token is good, and a client must not try to refresh it.</remarks>
    private static ProblemHttpResult Wrong(string detail) =>
        HalcyonProblem.Create(StatusCodes.Status403Forbidden, "password-required", detail);

    private static ProblemHttpResult SignInAgain() =>
        HalcyonProblem.Create(
            StatusCodes.Status403Forbidden, "fresh-sign-in-required", "Sign in again to confirm that it is you, then repeat this within ten minutes.");
}
