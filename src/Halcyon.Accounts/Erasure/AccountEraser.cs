using System.Security.Cryptography;
using System.Text;
using Halcyon.Accounts.PersonalData;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Platform.Mail;
using Halcyon.Platform.PersonalData;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Accounts.Erasure;

/// <summary>Erases an account that is due: a guest whose day is over, or a person whose days of grace are.</summary>
/// <remarks>
/// In this order: the account is closed, so that nobody can sign in to it any more; every area removes what it keeps; a look
/// into every table proves it; the key is destroyed, with which all that a backup still holds cannot be read; last goes the
/// account's own row, and everybody hears of it. Each step may be done again: whatever fails, the next round begins anew.
/// </remarks>
internal sealed class AccountEraser(
    AccountsDb db, IEnumerable<IPersonalData> areas, RemainingTraces traces, Revocation revocation, IUserKeys keys, IOutbox outbox,
    IMailer mailer, IAuditLog audit, TimeProvider clock)
{
    /// <exception cref="ErasureIncompleteException">Something is left that no area removed.</exception>
    public async Task EraseAsync(UserId userId, CancellationToken cancellationToken)
    {
        if (!await CloseAsync(userId, cancellationToken))
            return;

        await EraseAreasAsync(userId, cancellationToken);
        await keys.DestroyAsync(userId, cancellationToken);
        await FinishAsync(userId, cancellationToken);
    }

    /// <summary>For what was written while, or after, the account was erased, e.g. by an upload that took hours.</summary>
    public async Task EraseLateTracesAsync(CancellationToken cancellationToken)
    {
        foreach (var userId in await traces.FindOfErasedAsync(cancellationToken))
            await EraseAreasAsync(userId, cancellationToken);
    }

    private async Task EraseAreasAsync(UserId userId, CancellationToken cancellationToken)
    {
        foreach (var area in areas)
            await area.EraseAsync(userId, cancellationToken);
        if (await traces.FindAsync(userId, cancellationToken) is [_, ..] left)
            throw new ErasureIncompleteException(userId, left);
    }

    /// <summary>
    /// Turns the account into a guest whose day is over, without address, password or name. Its tokens end, and whatever else
    /// of it is found by its address goes with the address.
    /// </summary>
    /// <returns>False when it is not due, or gone.</returns>
    private async Task<bool> CloseAsync(UserId userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Its owner may be cancelling at this moment: who locks the row first, wins.
        var account = await db.Users.FromSql($"select * from accounts.users where id = {userId.Value} for update")
            .AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (account is null || !(account.ExpiresAt <= now || account.EraseAfter <= now))
            return false;

        await revocation.RevokeAllAsync(userId, except: null, RevocationReason.Erasure, cancellationToken);
        await revocation.RevokeAccessTokensAsync(userId, cancellationToken);
        if (account is { Email: { } email, NormalizedEmail: { } normalizedEmail })
        {
            await ForgetAddressAsync(normalizedEmail, cancellationToken);
            await mailer.ForgetAsync(email, cancellationToken);
        }

        var name = $"erased-{userId}";
        await db.Database.ExecuteSqlAsync(
            $"""
            update accounts.users
            set user_name = {name}, normalized_user_name = {name.ToUpperInvariant()}, email = null, normalized_email = null, email_verified = false,
                password_hash = null, display_name = null, is_guest = true, expires_at = coalesce(expires_at, {now}),
                erase_after = null, security_stamp = {name}, concurrency_stamp = {name}
            where id = {userId.Value}
            """,
            cancellationToken);
        // Sign-ins without a password (passkeys, other providers) and everything else of the account.
        await AccountsPersonalData.EraseAsync((NpgsqlConnection)db.Database.GetDbConnection(), userId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task ForgetAddressAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail));
        await db.SignInAttempts.Where(attempt => attempt.EmailSha256 == hash).ExecuteDeleteAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"delete from accounts.invitations where normalized_email = {normalizedEmail}", cancellationToken);
        await db.Database.ExecuteSqlAsync($"delete from accounts.therapist_shares where normalized_email = {normalizedEmail}", cancellationToken);
    }

    private async Task FinishAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Users.Where(user => user.Id == userId.Value).ExecuteDeleteAsync(cancellationToken) == 0)
            return;

        await outbox.PublishAsync(db, new AccountErased(userId), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.erased", null, userId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>An area says that it erased, and a table says otherwise: a defect, and the account stays until it is mended.</summary>
public sealed class ErasureIncompleteException(UserId userId, IReadOnlyList<string> left)
    : Exception($"Of account {userId} something is left in {string.Join(", ", left)}.");
