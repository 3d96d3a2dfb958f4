using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Halcyon.Wellness.CheckIns;

/// <param name="Date">In the person's time zone.</param>
public sealed record CalendarDay(DateOnly Date, int Count, double MoodAverage, double EnergyAverage);

public sealed record CalendarYear(int Year, IReadOnlyList<CalendarDay> Days);

/// <summary>Columns of equal length, oldest first; null where nothing was said.</summary>
/// <param name="TimeKnown">False where only the day is known: the moment is then noon of that day, and no hour to go by.</param>
/// <param name="JournalSentiment">−1 to 1.</param>
public sealed record CheckInSeries(
    IReadOnlyList<Guid> Id, IReadOnlyList<DateTimeOffset> OccurredAt, IReadOnlyList<bool> TimeKnown, IReadOnlyList<int> MoodScore, IReadOnlyList<int> EnergyLevel,
    IReadOnlyList<int?> AnxietyLevel, IReadOnlyList<int?> StressLevel, IReadOnlyList<int?> SensoryLoad, IReadOnlyList<int?> ExecutiveFunction,
    IReadOnlyList<int?> MaskingLevel, IReadOnlyList<double?> SleepHours, IReadOnlyList<double?> JournalSentiment);

internal static class CheckInCharts
{
    private const int MostDays = 800;
    private const int DefaultDays = 30;

    public static void Map(RouteGroupBuilder checkIns)
    {
        checkIns.MapGet("/calendar", CalendarAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Calendar")
            .WithSummary("A year of days, each with how many check-ins and their averages. Days without one are left out.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        checkIns.MapGet("/series", SeriesAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Series")
            .WithSummary("Columns for charts, oldest first; both days, yyyy-MM-dd, are included. The last 30 days when none are given.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        checkIns.MapGet("/options", () => TypedResults.Ok(new CheckInOptions(CheckInWords.EmotionTags, CheckInWords.BodyAreas)))
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Options")
            .WithSummary("The emotions and areas of the body that are offered; any other word may be used for an emotion.");
    }

    private static async Task<Results<Ok<CalendarYear>, ProblemHttpResult>> CalendarAsync(
        Caller caller, NpgsqlDataSource dataSource, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken, int? year = null)
    {
        var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
        var wanted = year ?? days.DayOf(clock.GetUtcNow()).Year;
        if (wanted is < 1990 or > 9000)
            return WellnessProblems.Invalid("year", "Give a year such as 2026.");

        var points = await CheckInPoints.ReadAsync(
            dataSource, caller.UserId, days.StartOf(new DateOnly(wanted, 1, 1)), days.StartOf(new DateOnly(wanted + 1, 1, 1)), cancellationToken);
        var found = points.GroupBy(point => days.DayOf(point.OccurredAt))
            .Select(day => new CalendarDay(
                day.Key, day.Count(), Math.Round(day.Average(point => point.MoodScore), 2), Math.Round(day.Average(point => point.EnergyLevel), 2)));
        return TypedResults.Ok(new CalendarYear(wanted, [.. found]));
    }

    private static async Task<Results<Ok<CheckInSeries>, ProblemHttpResult>> SeriesAsync(
        Caller caller, NpgsqlDataSource dataSource, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken,
        DateOnly? from = null, DateOnly? to = null)
    {
        var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
        var last = to ?? days.DayOf(clock.GetUtcNow());
        var first = from ?? last.AddDays(-Math.Min(DefaultDays - 1, last.DayNumber));
        if (first > last || last.DayNumber - first.DayNumber > MostDays || last == DateOnly.MaxValue)
            return WellnessProblems.Invalid("from", $"Give a day before `to`, at most {MostDays} days earlier.");

        var points = await CheckInPoints.ReadAsync(dataSource, caller.UserId, days.StartOf(first), days.StartOf(last.AddDays(1)), cancellationToken);
        return TypedResults.Ok(new CheckInSeries(
            points.ConvertAll(p => p.Id), points.ConvertAll(p => p.OccurredAt), points.ConvertAll(p => p.TimeKnown), points.ConvertAll(p => p.MoodScore), points.ConvertAll(p => p.EnergyLevel),
            points.ConvertAll(p => p.AnxietyLevel), points.ConvertAll(p => p.StressLevel), points.ConvertAll(p => p.SensoryLoad),
            points.ConvertAll(p => p.ExecutiveFunction), points.ConvertAll(p => p.MaskingLevel), points.ConvertAll(p => p.SleepHours),
            points.ConvertAll(p => p.JournalSentiment)));
    }
}

public sealed record CheckInOptions(IReadOnlyList<string> EmotionTags, IReadOnlyList<string> BodyAreas);

/// <summary>The numbers of one check-in, for charts and averages.</summary>
internal sealed record CheckInPoint(
    Guid Id, DateTimeOffset OccurredAt, int MoodScore, int EnergyLevel, int? AnxietyLevel, int? StressLevel, int? SensoryLoad,
    int? ExecutiveFunction, int? MaskingLevel, double? SleepHours, double? JournalSentiment, bool TimeKnown);

internal static class CheckInPoints
{
    /// <summary>Far more than anybody lives through in that time; a bound on what one call may cost.</summary>
    private const int Most = 20_000;

    /// <returns>Oldest first.</returns>
    public static async Task<List<CheckInPoint>> ReadAsync(
        NpgsqlDataSource dataSource, UserId userId, DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select id, occurred_at, mood_score, energy_level, anxiety_level, stress_level, sensory_load, executive_function, masking_level,
                sleep_hours, journal_sentiment, time_known
            from wellness.check_ins where user_id = $1 and occurred_at >= $2 and occurred_at < $3 and deleted_at is null
            order by occurred_at, id limit $4
            """);
        command.Parameters.Add(new() { Value = userId.Value });
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = until });
        command.Parameters.Add(new() { Value = Most });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<CheckInPoint>();
        int? Level(int column) => row.IsDBNull(column) ? null : row.GetInt16(column);
        double? Number(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(new CheckInPoint(
                row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetInt16(2), row.GetInt16(3), Level(4), Level(5), Level(6), Level(7),
                Level(8), Number(9), Number(10), row.GetBoolean(11)));
        }

        return found;
    }
}
