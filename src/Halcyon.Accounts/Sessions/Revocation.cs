using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>
/// Ends sessions, or the access tokens of an account, at once on this node and, through NOTIFY when the transaction is
/// committed, on all others. Call it in a transaction together with the audit entry. This node remembers ended sessions even
/// if that transaction then fails: better to ask somebody to sign in again than to let in who should have been out.
/// </summary>
internal sealed class Revocation(AccountsDb db, RevokedSessions revoked, TimeProvider clock)
{
    /// <returns>Whose session it was, or null when there is none or it had already ended.</returns>
    public async Task<UserId?> RevokeAsync(Guid sessionId, string reason, CancellationToken cancellationToken) =>
        await EndAsync([sessionId], reason, cancellationToken) is [var ended] ? new UserId(ended.UserId) : null;

    /// <param name="except">A session to keep, as a rule the caller's own.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> RevokeAllAsync(UserId userId, Guid? except, string reason, CancellationToken cancellationToken)
    {
        var ids = await db.Sessions
            .Where(session => session.UserId == userId.Value && session.RevokedAt == null && session.Id != except)
            .Select(session => session.Id).ToArrayAsync(cancellationToken);
        return (await EndAsync(ids, reason, cancellationToken)).Count;
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

    private async Task<List<EndedSession>> EndAsync(Guid[] ids, string reason, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var ended = await db.Database.SqlQuery<EndedSession>(
            $"""
            with ended as (
                update accounts.sessions set revoked_at = {now}, revoked_because = {reason}
                where id = any({ids}) and revoked_at is null returning id, user_id)
            select id, user_id from ended, pg_notify({RevocationListener.Channel}, id::text)
            """).ToListAsync(cancellationToken);
        ended.ForEach(session => revoked.Add(session.Id));
        return ended;
    }

    private sealed record EndedSession(Guid Id, Guid UserId);
}
