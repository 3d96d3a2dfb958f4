using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Routine;

/// <param name="ItemId">Null for something added for this day only.</param>
/// <param name="At">HH:mm as it will be on this day; null for something added without a time.</param>
/// <param name="UsualAt">HH:mm as on every day; null for something added.</param>
/// <param name="State">open, done, skipped or cancelled.</param>
/// <param name="Change">What was announced for it; null for a day as usual.</param>
public sealed record RoutineDayEntry(
    Guid? ItemId, string? Name, string? At, string? UsualAt, int? Minutes, DateTimeOffset? StartsAt, DateTimeOffset? WindowEndsAt,
    string State, DateTimeOffset? MarkedAt, RoutineChangeResponse? Change);

/// <param name="Entries">By time.</param>
public sealed record RoutineDay(DateOnly Date, bool IsToday, string TimeZone, IReadOnlyList<RoutineDayEntry> Entries);

internal static class GetRoutineDay
{
    public static void Map(RouteGroupBuilder routine) =>
        routine.MapGet("/day", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Routine_Day")
            .WithSummary("One day of your routine with what was ticked and what will differ; today when no date, yyyy-MM-dd, is given.");

    private static async Task<Ok<RoutineDay>> HandleAsync(
        Caller caller, WellnessDb db, IFieldProtector protector, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken,
        [FromQuery] DateOnly? date = null)
    {
        var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
        var today = days.DayOf(clock.GetUtcNow());
        // Arithmetic on days must not run out of them.
        var day = date is { } given && given > DateOnly.MinValue.AddDays(2) && given < DateOnly.MaxValue.AddDays(-2) ? given : today;
        var routine = await RoutineOfPerson.LoadAsync(db, caller.UserId, day, cancellationToken);
        var marks = await db.Set<RoutineMark>().AsNoTracking().Where(mark => mark.UserId == caller.UserId && mark.Day == day)
            .ToDictionaryAsync(mark => mark.ItemId, cancellationToken);
        var entries = new List<RoutineDayEntry>();
        foreach (var found in RoutinePlan.Of(day, routine.Items, routine.Changes, days))
        {
            var mark = found.Item is { } item ? marks.GetValueOrDefault(item.Id) : null;
            var change = found.Change is null ? null : await RoutineChangeResponse.FromAsync(found.Change, protector, cancellationToken);
            var name = await protector.OpenAsync(caller.UserId, RoutineItem.NamePurpose, found.Item?.Name, cancellationToken) ?? change?.What;
            entries.Add(new RoutineDayEntry(
                found.Item?.Id, name, found.At is { } at ? ClockTime.Write(at) : null, found.Item is null ? null : ClockTime.Write(found.Item.At),
                found.Item?.Minutes, found.StartsAt, found.WindowEndsAt, found.IsCancelled ? RoutineChange.Cancelled : mark?.State ?? "open", mark?.MarkedAt, change));
        }

        return TypedResults.Ok(new RoutineDay(day, day == today, days.ZoneName, entries));
    }
}
