using Halcyon.Platform.Access;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Wellness.Autism;

/// <summary>What a client calls a creating call, so that sending it again makes nothing twice.</summary>
/// <param name="ChecksContent">A device's own id names one thing for good; a header's key only the same content.</param>
internal sealed record CallKey(string Key, byte[] Fingerprint, bool ChecksContent)
{
    /// <param name="area">What is made, e.g. `sensory`.</param>
    /// <returns>Null when the client named none.</returns>
    public static CallKey? Of<TRequest>(string area, TRequest request, Guid? clientId, string? header) =>
        clientId is { } id ? new CallKey($"{area}/{id}", Creation.FingerprintOf(request), ChecksContent: false)
        : header is null ? null
        : new CallKey($"{area}:{header}", Creation.FingerprintOf(request), ChecksContent: true);
}

/// <param name="Moment">Null when the key was used for something else.</param>
internal sealed record KeptMoment<TMoment>(TMoment? Moment, bool IsNew)
    where TMoment : LoggedMoment;

/// <summary>Keeps a moment with all that follows from it, whole or not at all, and once however often it is sent.</summary>
internal sealed class KeepMoment(WellnessDb db, Creations creations, HearWords hear, TimeProvider clock)
{
    /// <param name="alongside">What belongs to it, in the same transaction.</param>
    public async Task<KeptMoment<TMoment>> KeepAsync<TMoment>(
        TMoment moment, HeardWords heard, CallKey? key, Func<Task>? alongside, CancellationToken cancellationToken)
        where TMoment : LoggedMoment
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        try
        {
            if (key is not null)
                await ClaimAsync(moment, key, cancellationToken);
        }
        catch (PostgresException problem) when (Creations.IsTaken(problem))
        {
            await transaction.RollbackAsync(cancellationToken);
            return new(await FindAsync<TMoment>(moment.UserId, key!, cancellationToken), IsNew: false);
        }

        db.Add(moment);
        await db.SaveChangesAsync(cancellationToken);
        if (alongside is not null)
            await alongside();
        await hear.KeepAsync(db, heard, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(moment, IsNew: true);
    }

    private async Task ClaimAsync(LoggedMoment moment, CallKey key, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
        batch.BatchCommands.Add(Creations.Claim(new Creation
        {
            UserId = moment.UserId,
            Key = key.Key,
            Fingerprint = key.Fingerprint,
            ThingId = moment.Id,
            ThingAt = moment.OccurredAt,
            CreatedAt = clock.GetUtcNow(),
        }));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>One that was deleted since is found too: sending it again must not bring it back.</summary>
    private async Task<TMoment?> FindAsync<TMoment>(UserId userId, CallKey key, CancellationToken cancellationToken)
        where TMoment : LoggedMoment =>
        await creations.FindAsync(userId, key.Key, key.ChecksContent ? key.Fingerprint : null, cancellationToken) is { } id
            ? await db.Set<TMoment>().AsNoTracking().SingleOrDefaultAsync(moment => moment.Id == id && moment.UserId == userId, cancellationToken)
            : null;
}
