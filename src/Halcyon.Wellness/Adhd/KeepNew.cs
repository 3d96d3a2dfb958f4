using Halcyon.Platform.Access;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Wellness.Adhd;

/// <param name="EarlierId">What an earlier call with the same key made; null when this call made it.</param>
/// <param name="IsKeyReused">The key belongs to a call that said something else.</param>
internal readonly record struct KeptNew(Guid? EarlierId, bool IsKeyReused);

/// <summary>Keeps one new thing of the tools, with the name of the call that made it and with a cry for help in its words: all or nothing.</summary>
internal sealed class KeepNew(WellnessDb db, Creations creations, HearWords hear)
{
    /// <param name="key">What the client calls this call; null when it named none.</param>
    /// <param name="more">What else belongs to it, in the same transaction.</param>
    public async Task<KeptNew> KeepAsync<TThing>(
        TThing thing, Creation? key, HeardWords heard, CancellationToken cancellationToken, Func<Task>? more = null)
        where TThing : class
    {
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            if (key is not null)
                db.Add(key);
            if (more is not null)
                await more();
            db.Add(thing);
            await db.SaveChangesAsync(cancellationToken);
            await hear.KeepAsync(db, heard, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return default;
        }
        catch (DbUpdateException problem) when (problem.InnerException is PostgresException taken && Creations.IsTaken(taken))
        {
            db.ChangeTracker.Clear();
            var earlier = await creations.FindAsync(key!.UserId, key.Key, key.Fingerprint, cancellationToken);
            return new KeptNew(earlier, IsKeyReused: earlier is null);
        }
    }

    /// <param name="operation">Keys of different operations do not meet.</param>
    public static Creation? Key<TRequest>(UserId userId, string operation, string? idempotencyKey, TRequest request, Guid id, DateTimeOffset now) =>
        idempotencyKey is null ? null : new Creation
        {
            UserId = userId,
            Key = $"{operation}/{idempotencyKey}",
            Fingerprint = Creation.FingerprintOf(request),
            ThingId = id,
            ThingAt = now,
            CreatedAt = now,
        };
}
