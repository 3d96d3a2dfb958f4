using Halcyon.Accounts.AccessTokens;
using Halcyon.Accounts.EmailChange;
using Halcyon.Accounts.Invitations;
using Halcyon.Accounts.Passkeys;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace Halcyon.Accounts;

/// <summary>Erases guests whose day is over, and forgets sessions, links, answered challenges and wrong passwords that no longer matter.</summary>
[DisallowConcurrentExecution]
internal sealed class Housekeeping(AccountsDb db, AccountEraser eraser, SigningKeys signingKeys, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("housekeeping", AccountsDb.Schema);
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var guests = await db.Users.Where(user => user.ExpiresAt <= now).Select(user => user.Id).ToListAsync(cancellationToken);
        foreach (var guest in guests)
        {
            await eraser.EraseAsync(new UserId(guest), cancellationToken);
        }

        await db.Sessions
            .Where(session => !db.RefreshTokens.Any(token => token.SessionId == session.Id && token.ExpiresAt > now))
            .ExecuteDeleteAsync(cancellationToken);
        await db.Set<EmailUndo>().Where(undo => undo.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.Set<Invitation>().Where(invitation => invitation.ExpiresAt < now - Invitation.KeptExpired).ExecuteDeleteAsync(cancellationToken);
        await db.Set<AnsweredChallenge>().Where(challenge => challenge.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);
        await db.SignInAttempts
            .Where(attempt => attempt.LastAttemptAt < now - SignInAttempts.LockTime && (attempt.LockedUntil == null || attempt.LockedUntil < now))
            .ExecuteDeleteAsync(cancellationToken);
        await signingKeys.RetireAsync(cancellationToken);
    }
}
