using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.Checklists;

/// <param name="TimeOfDay">morning, afternoon, evening or night, in your time zone.</param>
public sealed record StepsAtTimeOfDay(string TimeOfDay, int FinishedSteps);

/// <summary>When somebody gets things done. Counts of what was ticked, nothing more.</summary>
/// <param name="FinishedSteps">n.</param>
/// <param name="NeededSteps">Below this many it says nothing yet.</param>
/// <param name="ByTimeOfDay">Empty until it is enough.</param>
public sealed record TaskCompletionPatterns(int FinishedSteps, int NeededSteps, bool IsEnough, IReadOnlyList<StepsAtTimeOfDay> ByTimeOfDay);

internal static class CompletionPatterns
{
    /// <summary>Of the newest tasks: what was years ago says little of today.</summary>
    private const int Newest = 200;

    private const int Needed = 10;

    public static void Map(RouteGroupBuilder tasks) =>
        tasks.MapGet("/patterns", HandleAsync)
            .Allow(AccessPolicy.SignedIn).WithName("Tasks_Patterns").WithSummary("At which time of day you finish steps, once there are enough.");

    private static async Task<Ok<TaskCompletionPatterns>> HandleAsync(
        Caller caller, WellnessDb db, IFieldProtector protector, IUserDirectory people, CancellationToken cancellationToken)
    {
        var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
        var counts = ContextVector.TimesOfDay.ToDictionary(time => time, _ => 0, StringComparer.Ordinal);
        var tasks = await ChecklistEndpoints.Of(db, caller.UserId).AsNoTracking().OrderByDescending(checklist => checklist.Id).Take(Newest).ToListAsync(cancellationToken);
        foreach (var task in tasks)
        {
            foreach (var step in (await task.OpenAsync(protector, cancellationToken)).Steps)
            {
                if (step.DoneAt is { } doneAt)
                    counts[ContextVector.TimeOfDayAt(days.HourOf(doneAt))]++;
            }
        }

        var finished = counts.Values.Sum();
        var isEnough = finished >= Needed;
        return TypedResults.Ok(new TaskCompletionPatterns(
            finished, Needed, isEnough, isEnough ? [.. ContextVector.TimesOfDay.Select(time => new StepsAtTimeOfDay(time, counts[time]))] : []));
    }
}
