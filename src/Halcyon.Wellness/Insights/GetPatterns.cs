using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Halcyon.Wellness.Insights;

/// <param name="Checkins">How many of the last 365 days it goes by.</param>
/// <param name="Circadian">By time of day; null where hidden, as are the others.</param>
/// <param name="Method">How it was worked out, in a few words.</param>
public sealed record PatternsResponse(
    int Checkins, int Days, IReadOnlyList<MoodAt>? Circadian, IReadOnlyList<MoodAt>? Weekdays, IReadOnlyList<FactorEffect>? Factors,
    string Method, IReadOnlyList<string> Hidden);

internal static class GetPatterns
{
    private static readonly string Method = Words.Of(
        $"From the last {PatternInputs.DaysBack} days; each day counts once. Differences by Welch's test, called clear at 5 % after Holm's correction for all factors compared, with {FindPatterns.FewestDays} days on each side at least. What goes together need not be cause and effect.");

    public static void Map(RouteGroupBuilder insights) =>
        insights.MapGet("/patterns", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Insights_Patterns")
            .WithSummary("How your mood goes with the time of day, the weekday and what you noted, each with its numbers and how sure they are.");

    private static async Task<Ok<PatternsResponse>> HandleAsync(
        Caller caller, NpgsqlDataSource dataSource, IFieldProtector protector, IUserDirectory people, ReadTexts texts, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
        var inputs = await PatternInputs.LoadAsync(dataSource, protector, caller.UserId, days, clock.GetUtcNow(), cancellationToken);
        bool Shows(string section) => !inputs.Hidden.Contains(section);
        var actions = Shows(InsightSections.Interventions) ? inputs.DaysDone : new Dictionary<string, HashSet<DateOnly>>(StringComparer.Ordinal);
        return TypedResults.Ok(new PatternsResponse(
            inputs.CheckIns.Count, inputs.CheckIns.Select(c => c.Day).Distinct().Count(),
            Shows(InsightSections.Circadian) ? FindPatterns.TimesOfDay(inputs.CheckIns) : null,
            Shows(InsightSections.Weekdays) ? FindPatterns.Weekdays(inputs.CheckIns) : null,
            Shows(InsightSections.Factors) ? [.. FindPatterns.Factors(inputs.CheckIns, actions).Select(effect => effect with { IsClosed = IsHard(effect, texts) })] : null,
            Method,
            [.. InsightSections.All.Where(inputs.Hidden.Contains)]));
    }

    /// <summary>Only names of their own are a person's words.</summary>
    private static bool IsHard(FactorEffect effect, ReadTexts texts) =>
        effect.Kind == FindPatterns.OwnFactor && texts.Read(journal: null, [effect.Name]).CrisisLevel != "low";
}
