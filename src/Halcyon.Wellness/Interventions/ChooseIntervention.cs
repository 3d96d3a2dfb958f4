using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Interventions;

/// <summary>Keeping an action close or out of sight. Both can be said twice, and undone at any time.</summary>
internal static class ChooseIntervention
{
    public static void Map(RouteGroupBuilder interventions)
    {
        Map(interventions.MapPut("/{interventionId}/favourite", ChooseAsync(isFavourite: true)), "Favour", "Keep an action close. One that was hidden is shown again.");
        Map(interventions.MapDelete("/{interventionId}/favourite", ForgetAsync(isFavourite: true)), "Unfavour", "No longer a favourite.");
        Map(interventions.MapPut("/{interventionId}/hidden", ChooseAsync(isFavourite: false)), "Hide", "Never recommend or list this action again, until you show it.");
        Map(interventions.MapDelete("/{interventionId}/hidden", ForgetAsync(isFavourite: false)), "Show", "Show a hidden action again.");
    }

    private static void Map(RouteHandlerBuilder route, string name, string summary) =>
        route.Allow(AccessPolicy.SignedIn)
            .WithName("Interventions_" + name)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static Func<string, Caller, WellnessDb, TimeProvider, CancellationToken, Task<Results<NoContent, ProblemHttpResult>>> ChooseAsync(bool isFavourite) =>
        async (interventionId, caller, db, clock, cancellationToken) =>
        {
            var changed = await db.Database.ExecuteSqlAsync(
                $"""
                insert into wellness.intervention_choices as here (user_id, intervention_id, is_favourite, is_hidden, changed_at)
                select {caller.UserId.Value}, id, {isFavourite}, {!isFavourite}, {clock.GetUtcNow()} from wellness.interventions where id = {interventionId}
                on conflict (user_id, intervention_id) do update
                    set is_favourite = excluded.is_favourite, is_hidden = excluded.is_hidden, changed_at = excluded.changed_at
                """,
                cancellationToken);
            return changed == 0 ? InterventionProblems.NotFound() : TypedResults.NoContent();
        };

    private static Func<string, Caller, WellnessDb, CancellationToken, Task<NoContent>> ForgetAsync(bool isFavourite) =>
        async (interventionId, caller, db, cancellationToken) =>
        {
            await db.Set<PersonalChoice>()
                .Where(choice => choice.UserId == caller.UserId && choice.InterventionId == interventionId && choice.IsFavourite == isFavourite)
                .ExecuteDeleteAsync(cancellationToken);
            return TypedResults.NoContent();
        };
}
