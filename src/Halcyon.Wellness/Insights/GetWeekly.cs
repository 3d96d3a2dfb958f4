using Halcyon.Platform.Access;
using Halcyon.Platform.Sharing;
using Halcyon.Wellness.Achievements;
using Halcyon.Wellness.Crisis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Insights;

/// <param name="Count">Of the check-ins it is the mean of.</param>
public sealed record AverageOfWeek(double Value, int Count);

/// <param name="Rule">How it counts, in words.</param>
public sealed record StreakResponse(int Days, string Rule);

/// <summary>A week. What is hidden, unknown or resting is null or empty.</summary>
/// <param name="WeekOf">Its Monday, in the person's time zone.</param>
/// <param name="WeekUntil">Its Sunday.</param>
/// <param name="MostEffectiveInterventions">By the ratings of the twelve weeks that end with it.</param>
/// <param name="Resting">Why streaks are not shown just now; null when nothing rests.</param>
public sealed record WeeklyResponse(
    DateOnly WeekOf, DateOnly WeekUntil, bool IsRunning, int TotalCheckins, int DaysWithCheckin,
    AverageOfWeek? AverageMood, AverageOfWeek? AverageEnergy, MoodTrend? MoodTrend, IReadOnlyList<CommonEmotion> CommonEmotions,
    IReadOnlyList<EffectiveIntervention> MostEffectiveInterventions, IReadOnlyList<FocusArea> RecommendedFocus, BestTime? BestTimeToCheckIn,
    StreakResponse? Streak, int? InterventionsCompleted, IReadOnlyList<PractisedSkill> SkillsPractised, string? Narrative,
    IReadOnlyList<string> Hidden, string? Resting)
{
    internal static WeeklyResponse From(SummarisedWeek summarised, IReadOnlySet<string> hidden, string? resting)
    {
        var (facts, week) = (summarised.Facts, summarised.Week);
        bool Shows(string section) => !hidden.Contains(section);
        AverageOfWeek? Average(double? value) => Shows(InsightSections.Averages) && value is { } mean ? new(mean, facts.TotalCheckins) : null;
        var showsActions = Shows(InsightSections.Interventions);
        // After a hard moment nobody is to be joked with.
        var style = resting is null ? summarised.Style : "warm";
        return new(
            week.Monday, week.Monday.AddDays(6), summarised.IsRunning, facts.TotalCheckins, facts.DaysWithCheckin,
            Average(facts.AverageMoodScore), Average(facts.AverageEnergyLevel),
            Shows(InsightSections.Trend) ? facts.Trend : null,
            Shows(InsightSections.Emotions) ? facts.CommonEmotions : [],
            showsActions ? facts.MostEffective : [],
            Shows(InsightSections.Focus) ? facts.Focus : [],
            Shows(InsightSections.BestTime) ? facts.BestTime : null,
            Shows(InsightSections.Streak) && resting is null && AchievementViews.AreWanted(summarised.Person) ? new(facts.Streak, Rhythm.Rule) : null,
            showsActions ? facts.InterventionsCompleted : null,
            showsActions ? facts.Skills : [],
            Shows(InsightSections.Narrative) ? Insights.Narrative.Write(facts, style, hidden) : null,
            [.. InsightSections.All.Where(hidden.Contains)],
            resting);
    }
}

internal static class GetWeekly
{
    private static readonly DateOnly Earliest = new(1990, 1, 8);

    public static void Map(RouteGroupBuilder insights) =>
        insights.MapGet("/weekly", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Insights_Weekly")
            .WithSummary("A week of yours in numbers and a few sentences from them; week_of is any day of it, in your time zone.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    /// <summary>The section `summaries` of a client: the numbers, without what is said to the client or meant to please them.</summary>
    public static void MapShared(RouteGroupBuilder client) =>
        client.MapGet("", SharedAsync)
            .Allow(AccessPolicy.Therapists)
            .WithName("SharedSummaries_Get")
            .WithSummary("A week of the client in numbers, without what they hide; week_of is any day of it, in their time zone.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<WeeklyResponse>, ProblemHttpResult>> HandleAsync(
        Caller caller, WeeklySummaries summaries, CrisisStates crisis, CancellationToken cancellationToken,
        [FromQuery(Name = "week_of")] DateOnly? weekOf = null)
    {
        if (!CanBe(weekOf) || await summaries.FindAsync(caller.UserId, weekOf, cancellationToken) is not { } week)
            return NoSuchWeek();

        var state = await crisis.FindAsync(caller.UserId, cancellationToken);
        return TypedResults.Ok(WeeklyResponse.From(week, week.Hidden, state.IsPaused ? state.Why : null));
    }

    private static async Task<Results<Ok<WeeklyResponse>, ProblemHttpResult>> SharedAsync(
        Guid shareId, Caller caller, HttpResponse response, ISharedAccess access, WeeklySummaries summaries, CancellationToken cancellationToken,
        [FromQuery(Name = "week_of")] DateOnly? weekOf = null)
    {
        if (await access.FindClientAsync(caller, shareId, SharingScopes.Summaries, cancellationToken) is not { } clientId)
            return SharingProblems.NotShared();
        if (!CanBe(weekOf) || await summaries.FindAsync(clientId, weekOf, cancellationToken) is not { } week)
            return NoSuchWeek();
        if (!await access.RecordAsync(caller, shareId, SharingScopes.Summaries, $"week/{week.Week.Monday:yyyy-MM-dd}", cancellationToken))
            return SharingProblems.NotShared();

        // What is revoked must not stay in the therapist's browser.
        response.Headers.CacheControl = "no-store";
        var hidden = week.Hidden.Append(InsightSections.Narrative).Append(InsightSections.Streak).ToHashSet(StringComparer.Ordinal);
        return TypedResults.Ok(WeeklyResponse.From(week, hidden, resting: null) with { Hidden = [] });
    }

    internal static bool CanBe(DateOnly? day) => !(day < Earliest || day > DateOnly.MaxValue.AddDays(-8));

    internal static ProblemHttpResult NoSuchWeek() =>
        WellnessProblems.Invalid("week_of", "Give a day of this week or an earlier one, from 1990 on, as yyyy-MM-dd.");
}
