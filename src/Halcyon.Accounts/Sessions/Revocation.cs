using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>Ends a session, or the access tokens of an account, at once on this node and, through NOTIFY, on all others.</summary>
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

    /// <summary>
    /// For a change of an account's rights: refuses its access tokens issued so far, on every node, within a second of the
    /// commit. Its sessions go on: the next refresh gives a token with the rights as they are then.
    /// </summary>
    /// <remarks>In a transaction this node too hears of it by NOTIFY, since nothing is true before the commit.</remarks>
    public async Task RevokeAccessTokensAsync(UserId userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var generations = await db.Database.SqlQuery<int>(
            $"""
            with changed as (
                update accounts.users
                set access_token_generation = access_token_generation + 1, access_tokens_revoked_at = {now}
                where id = {userId.Value} returning id, access_token_generation)
            select access_token_generation from changed,
                pg_notify({RevocationListener.Channel}, id::text || '/' || access_token_generation::text)
            """).ToListAsync(cancellationToken);
        if (generations is [var generation] && db.Database.CurrentTransaction is null)
        {
            revoked.RequireGeneration(userId.Value, generation);
        }
    }
}
