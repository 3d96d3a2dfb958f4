using Halcyon.Wellness.Achievements;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Insights.Statistics;
using Halcyon.Wellness.Recommendations;

namespace Halcyon.Wellness.Insights;

/// <summary>Works a week out from its rows, without looking anything up.</summary>
internal static class SummariseWeek
{
    public const int TrendDays = 28;
    public const int FewestTrendDays = 7;
    public const int FewestForBestTime = 10;
    private const int FewestForFocus = 3;
    private const int MostListed = 3;
    private const int MostFocus = 2;

    /// <summary>Adults sleep 7 h or more to stay well (Watson et al. 2015, doi:10.5665/sleep.4716).</summary>
    private const double EnoughSleepHours = 7;

    /// <summary>How many ratings at the person's own mean each action begins with.</summary>
    private const double PriorRatings = 3;

    /// <param name="today">Of the person; within the week while it runs.</param>
    public static WeekFacts From(WeekInputs inputs, Week week, LocalDays days, DateOnly today)
    {
        var mine = inputs.CheckIns.Where(checkIn => checkIn.OccurredAt >= week.Start).ToList();
        var sunday = week.Monday.AddDays(6);
        var effective = Effective(inputs.Sessions);
        var completed = inputs.Sessions.Where(session => session.WasCompleted && session.StartedAt >= week.Start).ToList();
        return new WeekFacts(
            mine.Count,
            inputs.Days.Count(day => day >= week.Monday && day <= sunday),
            mine.Count == 0 ? null : mine.Average(checkIn => checkIn.Mood),
            mine.Count == 0 ? null : mine.Average(checkIn => checkIn.Energy),
            Trend(inputs.CheckIns, week, days),
            [.. mine.SelectMany(checkIn => checkIn.Tags.Distinct(StringComparer.Ordinal)).GroupBy(tag => tag, StringComparer.Ordinal)
                .Select(group => new CommonEmotion(group.Key, group.Count()))
                .OrderByDescending(emotion => emotion.Count).ThenBy(emotion => emotion.Name, StringComparer.Ordinal).Take(MostListed)],
            effective,
            Focus(mine, effective),
            BestTimeOf([.. inputs.CheckIns.Where(checkIn => checkIn.TimeKnown)], days),
            Rhythm.StreakOn(today < sunday ? today : sunday, inputs.Days),
            completed.Count,
            [.. completed.GroupBy(session => session.Approach, StringComparer.Ordinal)
                .Select(group => new PractisedSkill(group.Key, group.Count()))
                .OrderByDescending(skill => skill.Count).ThenBy(skill => skill.Approach, StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Theil-Sen over the daily mean moods of the 28 days that end with the week: improving or declining where the whole 95 %
    /// interval of the slope lies on one side of zero, stable otherwise.
    /// </summary>
    private static MoodTrend Trend(IReadOnlyList<WeekCheckIn> checkIns, Week week, LocalDays days)
    {
        var first = week.Monday.AddDays(7 - TrendDays);
        var points = checkIns.GroupBy(checkIn => days.DayOf(checkIn.OccurredAt)).Where(day => day.Key >= first)
            .OrderBy(day => day.Key).Select(day => (day.Key.DayNumber, day.Average(checkIn => checkIn.Mood))).ToList();
        if (points.Count < FewestTrendDays)
            return new("not_enough_data", points.Count, null, null, null, Words.Of($"{Words.Days(points.Count)} with a check-in in four weeks; a trend takes {FewestTrendDays}."));

        var line = TheilSen.Of(points);
        var (slope, low, high) = (line.SlopePerDay * 7, line.Low * 7, line.High * 7);
        var direction = low > 0 ? "improving" : high < 0 ? "declining" : "stable";
        return new(
            direction, points.Count, slope, low, high,
            Words.Of($"Over {points.Count} days in four weeks mood changed by {slope:+0.0;-0.0;0.0} a week (95 % interval {low:+0.0;-0.0;0.0} to {high:+0.0;-0.0;0.0})."));
    }

    private static List<EffectiveIntervention> Effective(IReadOnlyList<WeekSession> sessions)
    {
        var rated = sessions.Where(session => session.Rating is not null).ToList();
        if (rated.Count == 0)
            return [];

        var overall = rated.Average(session => session.Rating!.Value);
        return [.. rated.GroupBy(session => session.InterventionId, StringComparer.Ordinal)
            .Select(group =>
            {
                var (count, sum) = (group.Count(), group.Sum(session => session.Rating!.Value));
                return new EffectiveIntervention(
                    group.Key, group.First().Name, count, (double)sum / count, (sum + (PriorRatings * overall)) / (count + PriorRatings));
            })
            // What helped less than middling is nobody's "most effective", even if nothing else was tried.
            .Where(item => item.MeanRating >= 3)
            .OrderByDescending(item => item.ShrunkRating).ThenBy(item => item.Id, StringComparer.Ordinal).Take(MostListed)];
    }

    private static List<FocusArea> Focus(List<WeekCheckIn> mine, List<EffectiveIntervention> effective)
    {
        var areas = new List<FocusArea>();
        void Look(string kind, IEnumerable<double> found, Func<double, bool> matters, Func<double, string> why)
        {
            var values = found.ToList();
            if (values.Count >= FewestForFocus && matters(values.Average()))
                areas.Add(new(kind, Words.Of($"{why(values.Average())} on average, over {values.Count} check-ins."), values.Count));
        }

        Look("stress", mine.Where(c => c.Stress is not null).Select(c => (double)c.Stress!), mean => mean >= 7, mean => Words.Of($"Stress was {mean:0.0} of 10"));
        Look("anxiety", mine.Where(c => c.Anxiety is not null).Select(c => (double)c.Anxiety!), mean => mean >= 7, mean => Words.Of($"Anxiety was {mean:0.0} of 10"));
        Look("sleep", mine.Where(c => c.SleepHours is not null).Select(c => c.SleepHours!.Value), mean => mean < EnoughSleepHours, mean => Words.Of($"Sleep was {mean:0.0} h"));
        Look("energy", mine.Select(c => (double)c.Energy), mean => mean <= 4, mean => Words.Of($"Energy was {mean:0.0} of 10"));
        if (effective.FirstOrDefault(item => item.Ratings >= FewestForFocus) is { } best)
            areas.Add(new("what_helped", Words.Of($"{best.Name} was rated {best.MeanRating:0.0} of 5, over {best.Ratings} ratings."), best.Ratings));
        return [.. areas.Take(MostFocus)];
    }

    /// <summary>When the person checks in most often, over eight weeks: a reminder then meets a habit that is there already.</summary>
    /// <param name="checkIns">Whose time is known.</param>
    private static BestTime? BestTimeOf(IReadOnlyList<WeekCheckIn> checkIns, LocalDays days)
    {
        if (checkIns.Count < FewestForBestTime)
            return null;

        var best = checkIns.GroupBy(checkIn => ContextVector.TimeOfDayAt(days.HourOf(checkIn.OccurredAt)), StringComparer.Ordinal)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).First();
        return new(best.Key, best.Count(), checkIns.Count, Words.Of($"{best.Count()} of your {checkIns.Count} check-ins in eight weeks were then."));
    }
}
