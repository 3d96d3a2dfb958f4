using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Wording;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Insights;

/// <param name="WeekOf">Any day of it, in your time zone; this week when it is left out.</param>
public sealed record RephraseWeekRequest(DateOnly? WeekOf = null);

/// <param name="Narrative">The same facts in other words; the numbers were compared.</param>
public sealed record RephrasedWeek(string Narrative);

internal static class RephraseWeek
{
    public static void Map(RouteGroupBuilder insights) =>
        insights.MapPost("/weekly/rephrase", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Insights_RephraseWeek")
            .WithSummary("The sentences of a week in other words, by the wording service of this server, if it has one and you agreed to it. Journals never go there.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<RephrasedWeek>, ProblemHttpResult>> HandleAsync(
        Caller caller, WordingService service, OtherWords words, IConsents consents, WeeklySummaries summaries, CrisisStates crisis,
        CancellationToken cancellationToken, RephraseWeekRequest? request = null)
    {
        if (!service.IsConfigured)
            return HalcyonProblem.Create(StatusCodes.Status404NotFound, "no-wording-service", "This server has no wording service; the summary as it stands is all there is.");
        if (!await consents.IsGrantedAsync(caller.UserId, IConsents.Wording, cancellationToken))
            return HalcyonProblem.Create(StatusCodes.Status403Forbidden, "consent-needed", "Agree first, under privacy, that these sentences may go to the wording service.");
        if (!GetWeekly.CanBe(request?.WeekOf) || await summaries.FindAsync(caller.UserId, request?.WeekOf, cancellationToken) is not { } week)
            return GetWeekly.NoSuchWeek();

        var state = await crisis.FindAsync(caller.UserId, cancellationToken);
        var style = state.IsPaused ? "warm" : week.Style;
        if (week.Hidden.Contains(InsightSections.Narrative) || Narrative.Write(week.Facts, style, week.Hidden) is not { Length: > 0 } narrative
            || await words.ForAsync(narrative, style, cancellationToken) is not { } other)
        {
            return HalcyonProblem.Create(StatusCodes.Status503ServiceUnavailable, "no-other-words", "There are no other words for it just now; the summary stays as it is.");
        }

        return TypedResults.Ok(new RephrasedWeek(other));
    }
}
