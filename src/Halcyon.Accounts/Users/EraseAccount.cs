using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Users;

/// <summary>Deletes an account and tells every module to delete what it keeps of it, in one transaction.</summary>
internal sealed class AccountEraser(AccountsDb db, IOutbox outbox, IAuditLog audit)
{
    public async Task EraseAsync(UserId userId, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Users.Where(user => user.Id == userId.Value).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return;
        }

        await outbox.PublishAsync(db, new AccountErased(userId), cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("account.erased", null, userId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}

/// <summary>Without its key, whatever a backup still holds of the account cannot be read.</summary>
internal sealed class DestroyKeyOfErasedAccount(IUserKeys keys) : IHandle<AccountErased>
{
    public Task HandleAsync(Guid eventId, AccountErased domainEvent, CancellationToken cancellationToken) =>
        keys.DestroyAsync(domainEvent.UserId, cancellationToken);
}
