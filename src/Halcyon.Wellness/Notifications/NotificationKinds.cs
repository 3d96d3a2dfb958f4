namespace Halcyon.Wellness.Notifications;

/// <summary>What Halcyon tells people of its own accord: how long it is of use, and where it leads.</summary>
/// <param name="Name">Stable name, in rows and to clients.</param>
/// <param name="Useful">After this it is not delivered any more: a morning's question at noon is noise.</param>
/// <param name="Path">Page that it opens.</param>
/// <param name="MayWait">Whether it is still of use once quiet hours are over.</param>
/// <param name="ReachesIntoFocus">Told also in a focus time in which somebody wants to hear of nothing else.</param>
/// <param name="WasAskedFor">For exactly then, by the person: the day's maximum neither counts it nor holds it back.</param>
internal sealed record NotificationKind(
    string Name, TimeSpan Useful, string Path, bool MayWait, bool ReachesIntoFocus = false, bool WasAskedFor = false)
{
    public static NotificationKind MorningCheckIn { get; } = new("morning_checkin", TimeSpan.FromHours(4), "/check-in", MayWait: true);

    public static NotificationKind EveningReflection { get; } = new("evening_reflection", TimeSpan.FromHours(3), "/check-in?evening", MayWait: false);

    /// <summary>Asked for a day after a crisis; about is the crisis event.</summary>
    public static NotificationKind CrisisFollowUp { get; } = new("crisis_follow_up", TimeSpan.FromDays(2), "/check-in?after=crisis", MayWait: true, ReachesIntoFocus: true);

    public static NotificationKind WeeklySummary { get; } = new("weekly_summary", TimeSpan.FromDays(3), "/insights", MayWait: true);

    public static NotificationKind SensoryLoad { get; } = new("sensory_load", TimeSpan.FromHours(2), "/tools/sensory", MayWait: false);

    public static NotificationKind RoutineDeviation { get; } = new("routine_deviation", TimeSpan.FromHours(2), "/tools/routine", MayWait: false);

    /// <summary>Before a day that will differ; of use until it begins, and after quiet hours too.</summary>
    public static NotificationKind RoutineChange { get; } = new("routine_change", TimeSpan.FromHours(12), "/tools/routine", MayWait: true);

    public static NotificationKind Hyperfocus { get; } = new(
        "hyperfocus", TimeSpan.FromMinutes(30), "/tools/focus", MayWait: false, ReachesIntoFocus: true, WasAskedFor: true);

    private static readonly Dictionary<string, NotificationKind> All = new[]
    {
        MorningCheckIn, EveningReflection, CrisisFollowUp, WeeklySummary, SensoryLoad, RoutineDeviation, RoutineChange, Hyperfocus,
    }.ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Names of the kinds that the day's maximum leaves alone.</summary>
    public static IReadOnlyList<string> AskedFor { get; } = [.. All.Values.Where(kind => kind.WasAskedFor).Select(kind => kind.Name)];

    /// <returns>Null for a kind of another version of Halcyon.</returns>
    public static NotificationKind? Find(string name) => All.GetValueOrDefault(name);
}
