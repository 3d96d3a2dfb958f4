using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Routine;

/// <param name="Date">A day in your time zone, up to 31 days back; today when it is left out.</param>
public sealed record MarkItemRequest(DateOnly? Date = null);

/// <summary>Ticking an item, leaving it out for a day, and taking either back.</summary>
internal static class MarkItem
{
    private const int MostDaysBack = 31;

    public static void Map(RouteGroupBuilder routine)
    {
        Map(routine, RoutineMark.Done, "Done", "Ticks an item for a day.");
        Map(routine, RoutineMark.Skipped, "Skip", "Leaves an item out for a day. That is fine, and nobody asks about it.");
        routine.MapDelete("/items/{itemId:guid}/mark", RemoveAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Routine_Unmark")
            .WithSummary("Takes a tick or a skip back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static void Map(RouteGroupBuilder routine, string state, string name, string summary) =>
        routine.MapPost($"/items/{{itemId:guid}}/{state}", (Guid itemId, Caller caller, WellnessDb db, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken, MarkItemRequest? request = null) =>
                MarkAsync(itemId, request?.Date, state, caller, db, people, clock, cancellationToken))
            .Allow(AccessPolicy.SignedIn)
            .WithName("Routine_" + name)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();

    private static async Task<Results<NoContent, ProblemHttpResult>> MarkAsync(
        Guid itemId, DateOnly? date, string state, Caller caller, WellnessDb db, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var today = (await LocalDays.OfAsync(people, caller.UserId, cancellationToken)).DayOf(now);
        var day = date ?? today;
        if (day < today.AddDays(-MostDaysBack) || day > today.AddDays(1))
            return WellnessProblems.Invalid("date", $"Give a day of the last {MostDaysBack}, or tomorrow.");

        var changed = await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.routine_marks (user_id, item_id, day, state, marked_at)
            select user_id, id, {day}, {state}, {now} from wellness.routine_items where user_id = {caller.UserId.Value} and id = {itemId}
            on conflict (user_id, item_id, day) do update set state = excluded.state, marked_at = excluded.marked_at
            """, cancellationToken);
        return changed == 0 ? NotFound() : TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid itemId, Caller caller, WellnessDb db, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken,
        [FromQuery] DateOnly? date = null)
    {
        if (!await db.Set<RoutineItem>().AnyAsync(item => item.UserId == caller.UserId && item.Id == itemId, cancellationToken))
            return NotFound();

        var day = date ?? (await LocalDays.OfAsync(people, caller.UserId, cancellationToken)).DayOf(clock.GetUtcNow());
        await db.Set<RoutineMark>().Where(mark => mark.UserId == caller.UserId && mark.ItemId == itemId && mark.Day == day).ExecuteDeleteAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    internal static ProblemHttpResult NotFound() =>
        HalcyonProblem.Create(StatusCodes.Status404NotFound, "routine-item-not-found", "There is no such item in your routine.");
}
