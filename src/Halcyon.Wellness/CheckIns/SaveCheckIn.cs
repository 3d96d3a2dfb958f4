using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Wellness.CheckIns;

/// <param name="CheckIn">Null when an earlier call with the same key made one already.</param>
internal sealed record SavedCheckIn(CheckIn? CheckIn, CheckInContent Content, CrisisEvent? Crisis);

/// <summary>Keeps a new check-in with all that belongs to it: one batch, which the database takes whole or not at all.</summary>
internal sealed class SaveCheckIn(
    WellnessDb db, NpgsqlDataSource dataSource, IFieldProtector protector, IOutbox outbox, CrisisRecord crises, CheckInMonths months, TimeProvider clock)
{
    /// <param name="key">What the client calls this call; null when it named none.</param>
    public async Task<SavedCheckIn> SaveAsync(
        UserId userId, CheckInDraft draft, TextReading reading, DateTimeOffset occurredAt, string? key, byte[] fingerprint, CancellationToken cancellationToken)
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        var checkIn = CheckInDraft.Empty(userId, occurredAt, now);
        var content = draft.ContentWith(reading);
        draft.WriteTo(checkIn, reading, await content.SealAsync(protector, userId, cancellationToken));
        var crisis = reading.IsCrisis ? CrisisOf(checkIn, reading, now) : null;
        await months.EnsureAsync(occurredAt, cancellationToken);

        var commands = new List<NpgsqlBatchCommand>();
        if (key is not null)
        {
            commands.Add(Creations.Claim(new Creation
            {
                UserId = userId,
                Key = key,
                Fingerprint = fingerprint,
                ThingId = checkIn.Id,
                ThingAt = occurredAt,
                CreatedAt = now,
            }));
        }

        commands.Add(CheckInRows.Insert(checkIn));
        commands.Add(outbox.Prepare(new CheckInCreated(userId, checkIn.Id)));
        try
        {
            if (crisis is null)
                await WriteAsync(commands, cancellationToken);
            else
                await WriteAsync([.. commands, .. crises.Commands(crisis)], crisis, cancellationToken);
            return new SavedCheckIn(checkIn, content, crisis);
        }
        catch (PostgresException problem) when (Creations.IsTaken(problem))
        {
            return new SavedCheckIn(null, content, null);
        }
    }

    internal static CrisisEvent CrisisOf(CheckIn checkIn, TextReading reading, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = checkIn.UserId,
        CreatedAt = now,
        TriggerSource = reading.IsFromJournal ? CrisisSource.Journal : CrisisSource.CheckIn,
        CheckInId = checkIn.Id,
        RiskScore = checkIn.CrisisRiskScore,
        RiskLevel = reading.CrisisLevel,
        Rules = [.. reading.Rules],
        FollowUpDueAt = now + CrisisRecord.FollowUpAfter,
    };

    /// <summary>A batch is a transaction of its own: one round trip, and nothing to commit after it.</summary>
    private async Task WriteAsync(List<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, commands, cancellationToken);
    }

    /// <summary>With the line in the audit, which has to see the same transaction.</summary>
    private async Task WriteAsync(List<NpgsqlBatchCommand> commands, CrisisEvent crisis, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync((NpgsqlConnection)db.Database.GetDbConnection(), commands, cancellationToken);
        await crises.AuditAsync(db, crisis, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, List<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
