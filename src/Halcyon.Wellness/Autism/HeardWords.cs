using Halcyon.Platform.Access;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Wellness.Autism;

/// <summary>Keeps a crisis that the words of a note, a routine or a change told of, in the caller's transaction.</summary>
internal sealed class HeardWords(CrisisRecord crises, TimeProvider clock)
{
    /// <returns>Its id; null when the words told of none.</returns>
    public async Task<Guid?> KeepAsync(WellnessDb db, UserId userId, TextReading reading, CancellationToken cancellationToken)
    {
        if (!reading.IsCrisis)
            return null;

        var now = CheckInIds.Cut(clock.GetUtcNow());
        var found = new CrisisEvent
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId,
            CreatedAt = now,
            TriggerSource = "checkin",
            RiskScore = double.IsFinite(reading.CrisisScore) ? Math.Clamp(reading.CrisisScore, 0, 1) : 1,
            RiskLevel = reading.CrisisLevel,
            Rules = [.. reading.Rules],
            FollowUpDueAt = now + CrisisRecord.FollowUpAfter,
        };
        await using (var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection()))
        {
            foreach (var command in crises.Commands(found))
                batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync(cancellationToken);
        }

        await crises.AuditAsync(db, found, cancellationToken);
        return found.Id;
    }
}
