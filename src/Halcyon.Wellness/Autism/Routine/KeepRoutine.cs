using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Routine;

/// <summary>Writes a whole routine over the one before, and plans what to tell anew.</summary>
internal sealed class KeepRoutine(
    WellnessDb db, IFieldProtector protector, IUserKeys keys, HearWords hear, PlanRoutine plan, TimeProvider clock)
{
    /// <returns>What the names say that are new; those that stood there before were heard then.</returns>
    public async Task<HeardWords> ReplaceAsync(UserId userId, IReadOnlyList<RoutineItemBody> items, CancellationToken cancellationToken)
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        // The person's key may have to be read on another connection: not while this one holds a lock.
        await keys.GetOrCreateAsync(userId, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two tabs that save at once take turns.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"routine/" + userId}, 0))", cancellationToken);
        var known = await db.Set<RoutineItem>().Where(item => item.UserId == userId).ToDictionaryAsync(item => item.Id, cancellationToken);
        var newNames = new List<string>();
        for (var position = 0; position < items.Count; position++)
        {
            if (await WriteAsync(userId, items[position], (short)position, known, now, cancellationToken))
                newNames.Add(items[position].Name);
        }

        foreach (var removed in known.Values.Where(item => item.RemovedAt is null && !items.Any(body => body.Id == item.Id)))
            removed.RemovedAt = now;
        await db.SaveChangesAsync(cancellationToken);
        await plan.PlanAsync(userId, cancellationToken);
        var heard = hear.Hear(userId, CrisisSource.Tool, newNames);
        await hear.KeepAsync(db, heard, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return heard;
    }

    /// <returns>Whether its name is new.</returns>
    private async Task<bool> WriteAsync(
        UserId userId, RoutineItemBody body, short position, Dictionary<Guid, RoutineItem> known, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (at, weekdays) = (ClockTime.Read(body.At), body.Weekdays.Order().Select(day => (short)day).ToArray());
        if (!known.TryGetValue(body.Id!.Value, out var item))
        {
            db.Add(new RoutineItem
            {
                UserId = userId,
                Id = body.Id.Value,
                Position = position,
                Name = (await protector.SealAsync(userId, RoutineItem.NamePurpose, body.Name, cancellationToken))!,
                At = at,
                Minutes = (short?)body.Minutes,
                Weekdays = weekdays,
                Remind = body.Remind,
                WindowMinutes = (short)body.WindowMinutes,
                TimingSince = now,
            });
            return true;
        }

        var isNewName = await protector.OpenAsync(userId, RoutineItem.NamePurpose, item.Name, cancellationToken) != body.Name;
        if (isNewName)
            item.Name = (await protector.SealAsync(userId, RoutineItem.NamePurpose, body.Name, cancellationToken))!;
        if (item.RemovedAt is not null || item.At != at || item.WindowMinutes != body.WindowMinutes || !item.Weekdays.SequenceEqual(weekdays))
            item.TimingSince = now;
        (item.Position, item.At, item.Minutes, item.Weekdays) = (position, at, (short?)body.Minutes, weekdays);
        (item.Remind, item.WindowMinutes, item.RemovedAt) = (body.Remind, (short)body.WindowMinutes, null);
        return isNewName;
    }
}
