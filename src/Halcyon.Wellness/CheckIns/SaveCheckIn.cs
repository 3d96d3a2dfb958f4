using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Halcyon.Wellness.Recommendations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Wellness.CheckIns;

/// <param name="CheckIn">Null when an earlier call with the same key made one already.</param>
/// <param name="Personal">What a choice of actions needs, read in the same round trip; null when it was not, which is no fault.</param>
internal sealed record SavedCheckIn(CheckIn? CheckIn, CheckInContent Content, CrisisEvent? Crisis, SealedPersonalRow? Personal = null);

/// <summary>Keeps a new check-in with all that belongs to it: one batch, which the database takes whole or not at all.</summary>
internal sealed class SaveCheckIn(
    WellnessDb db, NpgsqlDataSource dataSource, IFieldProtector protector, IOutbox outbox, CrisisRecord crises, CheckInMonths months,
    PersonalRows personal, TimeProvider clock, ILogger<SaveCheckIn> logger)
{
    /// <summary>Reading must be at its end by then, or the check-in is kept without it.</summary>
    private const int LongestTogetherSeconds = 5;

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

        IEnumerable<NpgsqlBatchCommand> Commands() =>
        [
            .. key is null ? Array.Empty<NpgsqlBatchCommand>() : [Creations.Claim(CreationOf(checkIn, key, fingerprint))],
            CheckInRows.Insert(checkIn),
            outbox.Prepare(new CheckInCreated(userId, checkIn.Id)),
        ];
        try
        {
            if (crisis is null)
                return new SavedCheckIn(checkIn, content, null, await WriteAsync(userId, Commands, cancellationToken));

            await WriteAsync([.. Commands(), .. crises.Commands(crisis)], crisis, cancellationToken);
            return new SavedCheckIn(checkIn, content, crisis);
        }
        catch (PostgresException problem) when (Creations.IsTaken(problem))
        {
            return new SavedCheckIn(null, content, null);
        }
    }

    private static Creation CreationOf(CheckIn checkIn, string key, byte[] fingerprint) => new()
    {
        UserId = checkIn.UserId,
        Key = key,
        Fingerprint = fingerprint,
        ThingId = checkIn.Id,
        ThingAt = checkIn.OccurredAt,
        CreatedAt = checkIn.CreatedAt,
    };

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

    /// <summary>
    /// A batch is a transaction of its own, and what a choice of actions needs is read in it: one round trip, and nothing to commit
    /// after it. Whatever fails there, the check-in is then kept by itself.
    /// </summary>
    private async Task<SealedPersonalRow?> WriteAsync(UserId userId, Func<IEnumerable<NpgsqlBatchCommand>> commands, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection) { Timeout = LongestTogetherSeconds };
            foreach (var command in commands().Concat(personal.Ask(userId)))
                batch.BatchCommands.Add(command);
            await batch.PrepareAsync(cancellationToken);
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var row = await personal.ReadSealedAsync(userId, reader, cancellationToken);
            // To its end: only there it is known that the database has kept everything.
            while (await reader.NextResultAsync(cancellationToken))
            {
            }

            return row;
        }
#pragma warning disable CA1031 // Whatever reading ran into must not cost the check-in.
        catch (Exception problem) when (problem is not PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogWarning(problem, "A check-in is kept without reading what actions are chosen by.");
            await WriteAloneAsync(commands(), cancellationToken);
            return null;
        }
    }

    private async Task WriteAloneAsync(IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
            await ExecuteAsync(connection, commands, cancellationToken);
        }
        catch (PostgresException problem) when (CheckInRows.IsKept(problem))
        {
            // The attempt before had been kept, and only its answer was lost.
        }
    }

    /// <summary>With the line in the audit, which has to see the same transaction.</summary>
    private async Task WriteAsync(IEnumerable<NpgsqlBatchCommand> commands, CrisisEvent crisis, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await ExecuteAsync((NpgsqlConnection)db.Database.GetDbConnection(), commands, cancellationToken);
        await crises.AuditAsync(db, crisis, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, IEnumerable<NpgsqlBatchCommand> commands, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in commands)
            batch.BatchCommands.Add(command);
        await batch.PrepareAsync(cancellationToken);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
