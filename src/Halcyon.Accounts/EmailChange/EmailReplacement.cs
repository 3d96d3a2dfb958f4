using Halcyon.Accounts.Letters;
using Halcyon.Accounts.PasswordReset;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Accounts.EmailChange;

internal enum EmailReplacementOutcome
{
    Done,
    LinkNotValid,
    Taken,
}

/// <summary>Gives an account another address, or the one before back, in one transaction with all that follows from it.</summary>
internal sealed class EmailReplacement(
    AccountsDb db, UserManager<Account> users, EmailChangeLetters letters, ResetLetter resetLetter, Revocation revocation, IAuditLog audit,
    TimeProvider clock)
{
    public async Task<EmailReplacementOutcome> ConfirmAsync(Guid userId, string email, string token, CancellationToken cancellationToken)
    {
        var account = await users.FindByIdAsync(userId.ToString());
        if (account is null || !await users.VerifyUserTokenAsync(
            account, AddressTokens.ProviderName, UserManager<Account>.GetChangeEmailTokenPurpose(email), token))
        {
            return EmailReplacementOutcome.LinkNotValid;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (oldEmail, wasConfirmed) = (account.Email!, account.EmailConfirmed);
        if (await ReplaceAsync(account, email, cancellationToken) is { } refusal)
            return refusal;

        var undoToken = wasConfirmed ? await AddUndoAsync(account.Id, oldEmail, cancellationToken) : null;
        await letters.QueueChangedAsync(account.Id, oldEmail, undoToken, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.email_changed", account.UserId, account.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return EmailReplacementOutcome.Done;
    }

    public async Task<EmailReplacementOutcome> UndoAsync(Guid userId, string email, byte[] tokenSha256, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var undo = await db.Set<EmailUndo>().AsNoTracking().SingleOrDefaultAsync(
            u => u.TokenSha256 == tokenSha256 && u.UserId == userId && u.OldEmail == email && u.ExpiresAt > now, cancellationToken);
        // What was made by and after the change that is undone goes; an older right of an older address stays.
        if (undo is null
            || await db.Set<EmailUndo>().Where(u => u.UserId == userId && u.Id >= undo.Id).ExecuteDeleteAsync(cancellationToken) == 0
            || await users.FindByIdAsync(userId.ToString()) is not { } account)
        {
            return EmailReplacementOutcome.LinkNotValid;
        }

        if (await ReplaceAsync(account, undo.OldEmail, cancellationToken) is { } refusal)
            return refusal;

        await resetLetter.QueueAsync(account, cancellationToken);
        await revocation.RevokeAllAsync(account.UserId, except: null, RevocationReason.Password, cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.email_restored", account.UserId, account.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return EmailReplacementOutcome.Done;
    }

    /// <returns>Null when the address is the account's now.</returns>
    private async Task<EmailReplacementOutcome?> ReplaceAsync(Account account, string email, CancellationToken cancellationToken)
    {
        account.UserName = account.Email = email;
        account.NormalizedUserName = account.NormalizedEmail = users.NormalizeEmail(email);
        account.EmailConfirmed = true;
        account.SecurityStamp = SecurityStamps.New();
        account.ConcurrencyStamp = Guid.NewGuid().ToString();
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return EmailReplacementOutcome.LinkNotValid;
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return EmailReplacementOutcome.Taken;
        }
    }

    private async Task<string> AddUndoAsync(Guid userId, string oldEmail, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (text, sha256) = OneTimeSecret.New();
        db.Add(new EmailUndo { Id = Guid.CreateVersion7(now), UserId = userId, TokenSha256 = sha256, OldEmail = oldEmail, ExpiresAt = now + EmailUndo.Lifetime });
        await db.SaveChangesAsync(cancellationToken);
        return text;
    }
}
