using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Routine;

/// <param name="DaysPlanned">Days that are over and on which it was part of the routine, as it is planned now.</param>
/// <param name="UsualTickedAt">HH:mm, the middle of the times at which it was ticked; null below 5.</param>
public sealed record RoutineFact(Guid ItemId, string Name, int DaysPlanned, int DaysDone, int DaysSkipped, string? UsualTickedAt);

/// <param name="Days">How many days back it goes.</param>
public sealed record RoutineFacts(int Days, IReadOnlyList<RoutineFact> Items);

/// <summary>What was, in counts: no score, no streak, nothing to keep up.</summary>
internal static class GetRoutineFacts
{
    private const int DaysBack = 28;
    private const int FewestTicks = 5;

    public static void Map(RouteGroupBuilder routine) =>
        routine.MapGet("/facts", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Routine_Facts")
            .WithSummary("How the last four weeks were, item by item, in plain counts.");

    private static async Task<Ok<RoutineFacts>> HandleAsync(
        Caller caller, WellnessDb db, IFieldProtector protector, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
        var today = days.DayOf(clock.GetUtcNow());
        var first = today.AddDays(-DaysBack);
        var routine = await RoutineOfPerson.LoadAsync(db, caller.UserId, first, cancellationToken);
        var marks = (await db.Set<RoutineMark>().AsNoTracking().Where(mark => mark.UserId == caller.UserId && mark.Day >= first && mark.Day < today)
            .ToListAsync(cancellationToken)).ToLookup(mark => mark.ItemId);
        var occurrences = Enumerable.Range(0, DaysBack).SelectMany(offset => RoutinePlan.Of(first.AddDays(offset), routine.Items, routine.Changes, days))
            .Where(found => found is { Item: not null, IsCancelled: false } && found.WindowEndsAt > found.Item.TimingSince).ToLookup(found => found.Item!.Id);
        var facts = new List<RoutineFact>();
        foreach (var item in routine.Items)
        {
            var planned = occurrences[item.Id].Select(found => found.Day).ToHashSet();
            var own = marks[item.Id].Where(mark => planned.Contains(mark.Day)).ToList();
            facts.Add(new RoutineFact(
                item.Id, (await protector.OpenAsync(caller.UserId, RoutineItem.NamePurpose, item.Name, cancellationToken))!, planned.Count,
                own.Count(mark => mark.State == RoutineMark.Done), own.Count(mark => mark.State == RoutineMark.Skipped),
                UsualOf([.. own.Where(mark => mark.State == RoutineMark.Done && days.DayOf(mark.MarkedAt) == mark.Day).Select(mark => days.MinuteOf(mark.MarkedAt))])));
        }

        return TypedResults.Ok(new RoutineFacts(DaysBack, facts));
    }

    private static string? UsualOf(List<int> minutes)
    {
        if (minutes.Count < FewestTicks)
            return null;

        minutes.Sort();
        return ClockTime.Write(TimeOnly.FromTimeSpan(TimeSpan.FromMinutes(minutes[minutes.Count / 2])));
    }
}
