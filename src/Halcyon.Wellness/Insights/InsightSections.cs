namespace Halcyon.Wellness.Insights;

/// <summary>What can be hidden, by stable name. What is hidden is not worked out into an answer, nor shown to a therapist.</summary>
internal static class InsightSections
{
    public const string Averages = "averages";
    public const string Trend = "trend";
    public const string Emotions = "emotions";
    public const string Interventions = "interventions";
    public const string Focus = "focus";
    public const string BestTime = "best_time";
    public const string Streak = "streak";
    public const string Narrative = "narrative";
    public const string Circadian = "circadian";
    public const string Weekdays = "weekdays";
    public const string Factors = "factors";
    public const string Achievements = "achievements";

    /// <summary>The course of the questionnaires: worked out on the screen, and hidden there.</summary>
    public const string Screenings = "screenings";

    public static IReadOnlyList<string> All { get; } =
        [Averages, Trend, Emotions, Interventions, Focus, BestTime, Streak, Narrative, Circadian, Weekdays, Factors, Achievements, Screenings];
}
