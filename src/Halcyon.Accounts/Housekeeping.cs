using Halcyon.Accounts.AccessTokens;
using Halcyon.Accounts.EmailChange;
using Halcyon.Accounts.Erasure;
using Halcyon.Accounts.Exports;
using Halcyon.Accounts.Imports;
using Halcyon.Accounts.Invitations;
using Halcyon.Accounts.Passkeys;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Halcyon.Accounts;

/// <summary>
/// Erases accounts that are due, ends exports whose week is over, and forgets sessions, links, answered challenges and wrong
/// passwords that no longer matter.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class Housekeeping(
    AccountsDb db, AccountEraser eraser, ExportRecord exports, ExportQueue exportQueue, ImportQueue importQueue, SigningKeys signingKeys,
    TimeProvider clock, ILogger<Housekeeping> log) : IJob
{
    public static readonly JobKey Key = new("housekeeping", AccountsDb.Schema);
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (SchedulerException) when (cancellationToken.IsCancellationRequested)
        {
            // The process is stopping and takes no more jobs; the next round finds what is left.
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await EraseDueAsync(now, cancellationToken);
        await exports.ExpireDueAsync(cancellationToken);
        await exportQueue.EnqueueForgottenAsync(cancellationToken);
        await importQueue.EnqueueForgottenAsync(cancellationToken);
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

    private async Task EraseDueAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var due = await db.Users.Where(user => user.ExpiresAt <= now || user.EraseAfter <= now).Select(user => user.Id).ToListAsync(cancellationToken);
        foreach (var id in due)
        {
            try
            {
                await eraser.EraseAsync(new UserId(id), cancellationToken);
            }
#pragma warning disable CA1031 // One account that cannot be erased must not keep the others; it is tried again in the next round.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                db.ChangeTracker.Clear();
                log.LogError(exception, "Account {AccountId} could not be erased; it is tried again.", id);
            }
        }

        await eraser.EraseLateTracesAsync(cancellationToken);
    }
}
