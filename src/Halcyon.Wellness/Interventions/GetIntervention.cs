using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Interventions;

internal static class GetIntervention
{
    public static void Map(RouteGroupBuilder interventions) =>
        interventions.MapGet("/{interventionId}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Interventions_Get")
            .WithSummary("One action with its steps, cautions and the source of its evidence.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<InterventionResponse>, ProblemHttpResult>> HandleAsync(
        string interventionId, Caller caller, InterventionLibrary library, WellnessDb db, CancellationToken cancellationToken)
    {
        var edition = await library.GetAsync(cancellationToken);
        return edition.Find(interventionId) is { } item
            ? TypedResults.Ok(InterventionResponse.From(item, await PersonalChoices.LoadAsync(db, caller.UserId, cancellationToken)))
            : InterventionProblems.NotFound();
    }
}
