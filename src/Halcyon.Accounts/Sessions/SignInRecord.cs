using System.Diagnostics.Metrics;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;

namespace Halcyon.Accounts.Sessions;

internal static class SignInOutcome
{
    public const string Success = "success";
    public const string WrongPassword = "wrong_password";
    public const string WrongCode = "wrong_code";
    public const string WrongPasskey = "wrong_passkey";
    public const string Locked = "locked";
    public const string Disabled = "disabled";
}

/// <summary>Writes every sign-in, good or bad, into the audit trail and the counter.</summary>
internal sealed class SignInRecord(IAuditLog audit, SignInMetrics metrics)
{
    /// <summary>In the open transaction that saves the session. Opening an account has an entry of its own and signs in along the way.</summary>
    public async Task SucceededAsync(AccountsDb db, UserId userId, Guid sessionId, SignIn signIn, CancellationToken cancellationToken)
    {
        if (signIn.Method is SignInMethod.Registration or SignInMethod.Invitation or SignInMethod.Guest)
        {
            return;
        }

        metrics.Count(SignInOutcome.Success);
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["method"] = signIn.Method };
        if (signIn.SecondFactor is { } secondFactor)
        {
            details["second_factor"] = secondFactor;
        }

        await audit.AppendAsync(db, new AuditEntry("account.login", userId, userId, $"session/{sessionId}", Details: details), cancellationToken);
    }

    public Task RefusedAsync(string reason, UserId? accountId, CancellationToken cancellationToken)
    {
        metrics.Count(reason);
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = reason };
        return audit.AppendAsync(new AuditEntry("account.login", null, accountId, Outcome: "refused", Details: details), cancellationToken);
    }

    public Task LockedAsync(UserId? accountId, CancellationToken cancellationToken) =>
        audit.AppendAsync(new AuditEntry("account.locked", null, accountId), cancellationToken);
}

internal sealed class SignInMetrics
{
    private readonly Counter<long> _signIns;

    public SignInMetrics(IMeterFactory meters) =>
        _signIns = meters.Create("Halcyon.Accounts").CreateCounter<long>(
            "halcyon.accounts.sign_ins", unit: "{sign_in}", description: "Sign-ins, by outcome.");

    public void Count(string outcome) => _signIns.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
