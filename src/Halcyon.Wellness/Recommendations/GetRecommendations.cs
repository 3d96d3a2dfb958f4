using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Recommendations;

/// <summary>Everything may be left out: what is missing is taken from the latest check-in, if it is fresh.</summary>
/// <param name="Context">More of the moment: sleep_hours 0-24, sensory_load 1-10.</param>
public sealed record RecommendationsRequest(
    [property: OneOf("joy", "sadness", "anger", "fear", "disgust", "surprise", "anxiety", "overwhelm", "calm", "hopeful", "frustrated", "neutral")]
    string? CurrentEmotion = null,
    [property: Range(1, 10)] int? EnergyLevel = null,
    [property: Range(1, 1440)] int? TimeAvailableMinutes = null,
    RequestedContext? Context = null);

public sealed record RequestedContext(
    [property: Range(0.0, 24.0)] double? SleepHours = null, [property: Range(1, 10)] int? SensoryLoad = null);

public sealed record RecommendedActions(IReadOnlyList<Recommendation> Items);

internal static class GetRecommendations
{
    private const int Count = 3;

    public static void Map(RouteGroupBuilder interventions) =>
        interventions.MapPost("/recommendations", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Interventions_Recommend")
            .WithSummary("Three small actions for this moment, each with the reason in plain words.")
            .ProducesValidationProblem();

    private static async Task<Ok<RecommendedActions>> HandleAsync(
        RecommendationsRequest request, Caller caller, Recommender recommender, CancellationToken cancellationToken)
    {
        var context = new RecommendationContext(
            request.CurrentEmotion, request.EnergyLevel, request.TimeAvailableMinutes, request.Context?.SleepHours, request.Context?.SensoryLoad);
        return TypedResults.Ok(new RecommendedActions(await recommender.RecommendAsync(caller.UserId, context, Count, cancellationToken)));
    }
}
