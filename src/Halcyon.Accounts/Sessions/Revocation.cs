using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>Ends a session at once on this node and, through NOTIFY, on all others.</summary>
internal sealed class Revocation(AccountsDb db, RevokedSessions revoked, TimeProvider clock)
{
    /// <returns>Whose session it was, or null when there is none or it had already ended.</returns>
    public async Task<UserId?> RevokeAsync(Guid sessionId, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var owners = await db.Database.SqlQuery<Guid>(
            $"""
            with ended as (
                update accounts.sessions set revoked_at = {now}, revoked_because = {reason}
                where id = {sessionId} and revoked_at is null returning id, user_id)
            select user_id from ended, pg_notify({RevocationListener.Channel}, id::text)
            """).ToListAsync(cancellationToken);
        if (owners is not [var owner])
        {
            return null;
        }

        revoked.Add(sessionId);
        return new UserId(owner);
    }
}
