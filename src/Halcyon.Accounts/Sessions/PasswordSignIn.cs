using Halcyon.Accounts.Mfa;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace Halcyon.Accounts.Sessions;

/// <param name="Refused">The answer to give; null when the account proved itself.</param>
internal readonly record struct PasswordProof(Account? Account, SignIn SignIn, ProblemHttpResult? Refused);

/// <summary>Proves an account by its password and, where it has an authenticator app, by a code as well.</summary>
internal sealed class PasswordSignIn(
    PasswordCheck passwords, SecondFactor secondFactor, SignInAttempts attempts, SignInRecord record, ILookupNormalizer normalizer)
{
    public async Task<PasswordProof> ProveAsync(HttpContext http, LoginRequest request, CancellationToken cancellationToken)
    {
        var email = normalizer.NormalizeEmail(Email.Clean(request.Email));
        var attempt = await attempts.BeginAsync(email, cancellationToken);
        if (attempt.RetryAfter is { } retryAfter)
        {
            await record.RefusedAsync(SignInOutcome.Locked, null, cancellationToken);
            return Refuse(LoginEndpoint.Locked(http, retryAfter));
        }

        var (account, isRight) = await passwords.CheckAsync(email, request.Password, cancellationToken);
        if (account is null || !isRight)
        {
            await RecordAsync(SignInOutcome.WrongPassword, account, attempt, cancellationToken);
            return Refuse(HalcyonProblem.Create(
                StatusCodes.Status401Unauthorized, "wrong-credentials", "The email address or the password is wrong."));
        }

        var second = await secondFactor.CheckAsync(account.UserId, request.MfaCode, cancellationToken);
        switch (second.State)
        {
            case SecondFactorState.Missing:
                await attempts.TakeBackAsync(email, cancellationToken);
                return Refuse(MfaProblems.Required(StatusCodes.Status401Unauthorized));
            case SecondFactorState.Wrong:
                await RecordAsync(SignInOutcome.WrongCode, account, attempt, cancellationToken);
                return Refuse(MfaProblems.Wrong(StatusCodes.Status401Unauthorized));
            default:
                await attempts.SucceedAsync(email, cancellationToken);
                if (account.DisabledAt is not null)
                {
                    await record.RefusedAsync(SignInOutcome.Disabled, account.UserId, cancellationToken);
                    return Refuse(LoginEndpoint.Disabled());
                }

                return new PasswordProof(account, new SignIn(SignInMethod.Password, second.Method), Refused: null);
        }
    }

    private async Task RecordAsync(string reason, Account? account, AttemptVerdict attempt, CancellationToken cancellationToken)
    {
        await record.RefusedAsync(reason, account?.UserId, cancellationToken);
        if (attempt.IsLast)
        {
            await record.LockedAsync(account?.UserId, cancellationToken);
        }
    }

    private static PasswordProof Refuse(ProblemHttpResult answer) => new(Account: null, default, answer);
}
