using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Screenings;

public sealed record QuestionsResponse(
    string Kind, string Title, string Intro, IReadOnlyList<string> Items, IReadOnlyList<string> Answers, string DifficultyQuestion,
    IReadOnlyList<string> DifficultyAnswers, IReadOnlyList<ScoreBand> Bands, string Source, string Notice);

public sealed record PastScreening(Guid Id, DateTimeOffset TakenAt, int Total, string Band, bool Item9Positive);

/// <summary>Questions and history of both questionnaires; each has routes of its own, so that their descriptions say what they take.</summary>
internal static class ScreeningEndpoints
{
    private const int LargestLimit = 100;

    public static void Map(RouteGroupBuilder screenings)
    {
        foreach (var questionnaire in Questionnaire.All)
        {
            var name = questionnaire == Questionnaire.Phq9 ? "Phq9" : "Gad7";
            var group = screenings.MapGroup("/" + questionnaire.Kind);
            group.MapGet("/questions", () => TypedResults.Ok(Questions(questionnaire)))
                .Allow(AccessPolicy.SignedIn).WithName($"Screenings_{name}Questions").WithSummary($"The questions of the {questionnaire.Title} and how it is counted.");
            group.MapGet("", (Caller caller, WellnessDb db, CancellationToken cancellationToken, int limit = 20, string? cursor = null) =>
                    ListAsync(questionnaire, caller, db, limit, cursor, cancellationToken))
                .Allow(AccessPolicy.SignedIn).WithName($"Screenings_{name}List").WithSummary($"Your {questionnaire.Title} over time, newest first.")
                .ProducesProblem(StatusCodes.Status400BadRequest);
            TakeScreening.Map(group, questionnaire, name);
        }
    }

    private static QuestionsResponse Questions(Questionnaire asked) => new(
        asked.Kind, asked.Title, asked.Intro, asked.Items, Questionnaire.Answers, Questionnaire.DifficultyQuestion, Questionnaire.DifficultyAnswers,
        asked.Bands, asked.Source, Questionnaire.Notice);

    private static async Task<Results<Ok<Page<PastScreening>>, ProblemHttpResult>> ListAsync(
        Questionnaire asked, Caller caller, WellnessDb db, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (limit is < 1 or > LargestLimit)
            return WellnessProblems.Invalid("limit", $"Give a number from 1 to {LargestLimit}.");

        var mine = db.Set<Screening>().AsNoTracking().Where(screening => screening.UserId == caller.UserId && screening.Kind == asked.Kind);
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return WellnessProblems.Invalid("cursor", IdCursor.Error);
            mine = mine.Where(screening => screening.Id < last);
        }

        var found = await mine.OrderByDescending(screening => screening.Id).Take(limit + 1)
            .Select(screening => new PastScreening(screening.Id, screening.TakenAt, screening.Total, screening.Band, screening.Item9Positive))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(IdCursor.Cut(found, limit, screening => screening.Id));
    }
}
