using System.Globalization;
using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Notifications;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Sensory;

/// <summary>Whether somebody was told of a rise that is not over.</summary>
internal sealed class SensoryWarningState
{
    public required UserId UserId { get; init; }

    /// <summary>Null when there is none.</summary>
    public DateTimeOffset? RaisedAt { get; set; }
}

/// <param name="Level">none, rising or high.</param>
/// <param name="Why">In plain words, with its numbers.</param>
/// <param name="IsEnough">Whether there is enough data to go by.</param>
/// <param name="IsClear">Whether load differs before overload in this history; there are no warnings where it does not.</param>
/// <param name="RecentLoad">1-10, over the last hours; null without an entry.</param>
/// <param name="HighFrom">Recent load from which it is high; null where it cannot be said.</param>
/// <param name="WhatHelped">Actions that this person rated 4 or 5 on average, quiet ones only.</param>
public sealed record SensoryWarning(
    string Level, string Why, bool IsEnough, bool IsClear, double? RecentLoad, double? UsualLoad, double? HighFrom,
    int Overloads, int CalmDays, IReadOnlyList<HelpedAction> WhatHelped);

/// <summary>Works the warning out, and tells of a rise once.</summary>
internal sealed class SensoryWarnings(WellnessDb db, IUserDirectory people, Notifier notifier, TimeProvider clock) : IHandleMany<CheckInCreated>
{
    private const int DaysBack = 365;

    /// <summary>Points below the person's median mood: a convention, which the page says.</summary>
    private const double MoodDrop = 3;

    private static readonly string[] OverloadTags = ["overwhelmed", "overstimulated", "shut_down"];

    /// <returns>Null where it is switched off.</returns>
    public async Task<SensoryWarning?> FindAsync(UserId userId, CancellationToken cancellationToken) =>
        await people.FindAsync(userId, cancellationToken) is { Preferences.SensoryLoadTracking: true }
            && await LoadAsync(userId, cancellationToken) is var moments
            ? await WarningOfAsync(userId, moments, EarlyWarning.Learn(moments), cancellationToken)
            : null;

    /// <summary>After an entry, in its transaction: tells if it made the load high and the rise was not told of before.</summary>
    public async Task<SensoryWarning?> ConsiderAsync(UserId userId, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(userId, cancellationToken) is not { Preferences.SensoryLoadTracking: true })
            return null;

        var now = clock.GetUtcNow();
        var moments = await LoadAsync(userId, cancellationToken);
        var pattern = EarlyWarning.Learn(moments);
        await db.Database.ExecuteSqlAsync($"insert into wellness.sensory_warnings (user_id) values ({userId.Value}) on conflict do nothing", cancellationToken);
        // Locked: of two entries at once, one tells.
        var raisedAt = await db.Database.SqlQuery<DateTimeOffset?>(
            $"select raised_at as \"Value\" from wellness.sensory_warnings where user_id = {userId.Value} for update").SingleAsync(cancellationToken);
        var isHigh = LevelAt(moments, pattern, now) == "high";
        var wasOver = pattern.HighFrom is null || LevelAt([.. moments.SkipLast(1)], pattern, now) == "none";
        DateTimeOffset? next = isHigh ? (wasOver ? null : raisedAt) ?? now : wasOver ? null : raisedAt;
        if (isHigh && next == now)
        {
            // Named by the entry that raised it: looked at again, it is the same rise.
            var occasion = moments[^1].At.ToString("O", CultureInfo.InvariantCulture);
            await notifier.NotifyAsync(db, userId, NotificationKind.SensoryLoad, occasion, null, cancellationToken);
        }

        if (next != raisedAt)
            await db.Set<SensoryWarningState>().Where(state => state.UserId == userId).ExecuteUpdateAsync(set => set.SetProperty(state => state.RaisedAt, next), cancellationToken);
        return await WarningOfAsync(userId, moments, pattern, cancellationToken);
    }

    public async Task HandleAsync(IReadOnlyList<CheckInCreated> domainEvents, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. domainEvents.Select(created => created.CheckInId)];
        var (first, last) = (ids.Min(CheckInIds.TimeOf), ids.Max(CheckInIds.TimeOf));
        var withLoad = await db.Set<CheckIn>()
            .Where(c => ids.Contains(c.Id) && c.OccurredAt >= first && c.OccurredAt <= last && c.SensoryLoad != null)
            .Select(c => c.UserId).Distinct().ToListAsync(cancellationToken);
        foreach (var userId in withLoad)
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            await ConsiderAsync(userId, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
    }

    private static string LevelAt(IReadOnlyList<SensoryMoment> moments, SensoryPattern pattern, DateTimeOffset now) =>
        pattern.LevelOf(EarlyWarning.RecentLoad(moments, pattern.Usual, now));

    private async Task<SensoryWarning> WarningOfAsync(
        UserId userId, IReadOnlyList<SensoryMoment> moments, SensoryPattern pattern, CancellationToken cancellationToken)
    {
        var hasLoads = moments.Any(moment => moment.Load is not null);
        var recent = EarlyWarning.RecentLoad(moments, pattern.Usual, clock.GetUtcNow());
        return new SensoryWarning(
            pattern.LevelOf(recent), EarlyWarning.Why(pattern, recent), pattern.IsEnough, pattern.HighFrom is not null,
            hasLoads ? Math.Round(recent, 2) : null, hasLoads ? pattern.Usual : null, pattern.HighFrom,
            pattern.BeforeOverload.Count, pattern.CalmDays.Count, await WhatHelped.FindAsync(db, userId, cancellationToken));
    }

    private async Task<IReadOnlyList<SensoryMoment>> LoadAsync(UserId userId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (since, until) = (now.AddDays(-DaysBack), now.AddMinutes(1));
        var days = await LocalDays.OfAsync(people, userId, cancellationToken);
        var logged = await db.Set<SensoryLoad>().AsNoTracking()
            .Where(load => load.UserId == userId && load.OccurredAt >= since && load.OccurredAt < until && load.DeletedAt == null)
            .Select(load => new { load.OccurredAt, load.Load }).ToListAsync(cancellationToken);
        var checkIns = await db.Set<CheckIn>().AsNoTracking()
            .Where(c => c.UserId == userId && c.OccurredAt >= since && c.OccurredAt < until && c.DeletedAt == null)
            .Select(c => new { c.OccurredAt, c.SensoryLoad, c.MoodScore, c.EmotionTags }).ToListAsync(cancellationToken);
        var usualMood = checkIns.Count == 0 ? 0 : EarlyWarning.Median([.. checkIns.Select(c => (double)c.MoodScore)]);
        return
        [
            .. logged.Select(load => new SensoryMoment(load.OccurredAt, days.DayOf(load.OccurredAt), load.Load, load.Load >= SensoryLoad.TooMuch))
                .Concat(checkIns.Select(c => new SensoryMoment(
                    c.OccurredAt, days.DayOf(c.OccurredAt), c.SensoryLoad,
                    c.SensoryLoad >= SensoryLoad.TooMuch || c.MoodScore <= usualMood - MoodDrop || c.EmotionTags.Intersect(OverloadTags, StringComparer.Ordinal).Any())))
                .OrderBy(moment => moment.At),
        ];
    }
}
