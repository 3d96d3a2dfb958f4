using Halcyon.Platform.Encryption;
using Halcyon.Wellness.Crisis;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Quartz;

namespace Halcyon.Wellness.CheckIns;

/// <summary>Reads, every few minutes, the words that could not be read when they came. Help was shown then; now it is also known why.</summary>
[DisallowConcurrentExecution]
internal sealed class ReadAgain(WellnessDb db, IFieldProtector protector, ReadTexts texts, CrisisRecord crises, TimeProvider clock) : IJob
{
    private const int AtOnce = 200;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var unread = await db.Set<CheckIn>()
            .Where(c => c.CrisisRiskLevel == TextReading.Unknown && c.DeletedAt == null)
            .OrderByDescending(c => c.OccurredAt).Take(AtOnce).ToListAsync(cancellationToken);
        foreach (var checkIn in unread)
            await ReadAsync(checkIn, cancellationToken);
    }

    private async Task ReadAsync(CheckIn checkIn, CancellationToken cancellationToken)
    {
        var content = await CheckInContent.OpenAsync(protector, checkIn.UserId, checkIn.Content, cancellationToken);
        var draft = CheckInDraft.From(CheckInChanges.AsRequest(checkIn, content));
        var reading = texts.Read(draft.Content.JournalText, draft.OtherWords);
        if (reading.CrisisLevel == TextReading.Unknown)
            return;

        var sealedContent = await draft.ContentWith(reading).SealAsync(protector, checkIn.UserId, cancellationToken);
        draft.WriteTo(checkIn, reading, sealedContent);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        if (reading.IsCrisis)
        {
            var crisis = SaveCheckIn.CrisisOf(checkIn, reading, CheckInIds.Cut(clock.GetUtcNow()));
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection());
            foreach (var command in crises.Commands(crisis))
                batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancellationToken);
            await crises.AuditAsync(db, crisis, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }
}
