using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Insights;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Halcyon.Wellness.Achievements;

/// <param name="AchievedAt">Null while it is still ahead.</param>
public sealed record AchievementResponse(string Type, string Title, string Text, DateTimeOffset? AchievedAt);

/// <param name="IsShown">False where it is hidden, not wanted or resting; then there is nothing in it.</param>
/// <param name="RewardStyle">none, subtle or celebratory.</param>
/// <param name="Fireflies">One for each day with a check-in; none ever goes out.</param>
/// <param name="StreakRule">How the streak counts, in words.</param>
/// <param name="Resting">Why nothing is shown just now; null when nothing rests.</param>
public sealed record AchievementsResponse(
    bool IsShown, string RewardStyle, int? Fireflies, int? Streak, int? LongestStreak, string StreakRule,
    IReadOnlyList<AchievementResponse> Items, string? Resting);

/// <summary>Who wants to see them.</summary>
internal static class AchievementViews
{
    public static bool AreWanted(Person? person) => person?.Preferences.RewardStyle != "none";
}

internal static class GetAchievements
{
    public static void Map(RouteGroupBuilder insights) =>
        insights.MapGet("/achievements", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Insights_Achievements")
            .WithSummary("Your fireflies, streak and achievements. They rest after a hard moment, and while you hide them.");

    private static async Task<Ok<AchievementsResponse>> HandleAsync(
        Caller caller, NpgsqlDataSource dataSource, IUserDirectory people, CrisisStates crisis, TimeProvider clock, CancellationToken cancellationToken)
    {
        var state = await crisis.FindAsync(caller.UserId, cancellationToken);
        var person = await people.FindAsync(caller.UserId, cancellationToken);
        var style = person?.Preferences.RewardStyle ?? "subtle";
        var nothing = new AchievementsResponse(false, style, null, null, null, Rhythm.Rule, [], state.IsPaused ? state.Why : null);
        if (state.IsPaused || !AchievementViews.AreWanted(person))
            return TypedResults.Ok(nothing);

        var (now, local) = (clock.GetUtcNow(), await LocalDays.OfAsync(people, caller.UserId, cancellationToken));
        await using var batch = dataSource.CreateBatch();
        batch.BatchCommands.Add(WeekInputs.Command("select hidden from wellness.insight_settings where user_id = $1", caller.UserId.Value));
        batch.BatchCommands.Add(WeekInputs.Command(WeekInputs.DaysSql, caller.UserId.Value, local.ZoneName, now.AddDays(1)));
        batch.BatchCommands.Add(WeekInputs.Command("select type, achieved_at from wellness.user_achievements where user_id = $1", caller.UserId.Value));
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        var hidden = (await WeekInputs.ReadAsync(reader, row => row.GetFieldValue<string[]>(0), cancellationToken)).SelectMany(sections => sections).ToHashSet(StringComparer.Ordinal);
        await reader.NextResultAsync(cancellationToken);
        var days = await WeekInputs.ReadAsync(reader, row => row.GetFieldValue<DateOnly>(0), cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var given = (await WeekInputs.ReadAsync(reader, row => (Type: row.GetString(0), At: row.GetFieldValue<DateTimeOffset>(1)), cancellationToken))
            .ToDictionary(row => row.Type, row => row.At, StringComparer.Ordinal);
        if (hidden.Contains(InsightSections.Achievements))
            return TypedResults.Ok(nothing);

        var showsStreak = !hidden.Contains(InsightSections.Streak);
        return TypedResults.Ok(new AchievementsResponse(
            true, style, days.Count, showsStreak ? Rhythm.StreakOn(local.DayOf(now), days) : null, showsStreak ? Rhythm.Longest(days) : null, Rhythm.Rule,
            [.. Achievement.All.Select(a => new AchievementResponse(a.Type, a.Title, a.Text, given.TryGetValue(a.Type, out var at) ? at : null))],
            null));
    }
}
