namespace Halcyon.Wellness.Recommendations;

/// <summary>A moment, as far as it is known. Null for what is not.</summary>
/// <param name="Emotion">One of <see cref="Emotions.All"/>.</param>
/// <param name="EnergyLevel">1-10.</param>
/// <param name="TimeOfDay">One of <see cref="ContextVector.TimesOfDay"/>, where the person is.</param>
/// <param name="RecentEffectiveness">Mean of the last five rated sessions, 0-1.</param>
/// <param name="RecentSkips">Share of the last ten sessions that were skipped, 0-1.</param>
/// <param name="SensoryLoad">1-10.</param>
public sealed record Moment(
    string? Emotion, int? EnergyLevel, string TimeOfDay, double? RecentEffectiveness, double RecentSkips,
    bool HasAdhd, bool HasAutismSpectrum, double? SleepHours, int? SensoryLoad, int? TimeAvailableMinutes);

/// <summary>
/// A moment as numbers: a constant, then the twenty of the Firefly document (emotion, energy, time of day, recent effectiveness,
/// ADHD, autism), then sleep, sensory load, time available and recent skips. What is not known takes a neutral value.
/// </summary>
public static class ContextVector
{
    /// <summary>Rises when a place changes its meaning; what was learnt with another version is not read.</summary>
    public const short Version = 1;

    public const int Length = 25;

    public const int Constant = 0;
    public const int FirstEmotion = 1;
    public const int Energy = 13;
    public const int FirstTimeOfDay = 14;
    public const int Recent = 18;
    public const int Adhd = 19;
    public const int Autism = 20;
    public const int Sleep = 21;
    public const int Sensory = 22;
    public const int TimeAvailable = 23;
    public const int Skips = 24;

    private const int EveningStarts = 17;

    public static IReadOnlyList<string> TimesOfDay { get; } = ["morning", "afternoon", "evening", "night"];

    public static float[] Of(Moment moment)
    {
        ArgumentNullException.ThrowIfNull(moment);
        var x = new float[Length];
        x[Constant] = 1;
        if (moment.Emotion is { } emotion && IndexOf(Emotions.All, emotion) is >= 0 and var index)
            x[FirstEmotion + index] = 1;
        x[Energy] = (moment.EnergyLevel ?? 5) / 10f;
        x[FirstTimeOfDay + IndexOf(TimesOfDay, moment.TimeOfDay)] = 1;
        x[Recent] = (float)(moment.RecentEffectiveness ?? 0.5);
        x[Adhd] = moment.HasAdhd ? 1 : 0;
        x[Autism] = moment.HasAutismSpectrum ? 1 : 0;
        x[Sleep] = (float)Math.Clamp(((moment.SleepHours ?? 7) - 7) / 4, -1.5, 1);
        x[Sensory] = moment.SensoryLoad is { } load ? (load / 10f) - 0.5f : 0;
        x[TimeAvailable] = moment.TimeAvailableMinutes is { } minutes ? (float)Math.Clamp(Math.Log2(Math.Max(1, minutes) / 10.0) / 3, -1, 1) : 0;
        x[Skips] = (float)moment.RecentSkips;
        return x;
    }

    /// <summary>Night is 22 to 5, as people call it.</summary>
    public static string TimeOfDayAt(int hour) => TimesOfDay[hour switch
    {
        >= 5 and < 12 => 0,
        >= 12 and < EveningStarts => 1,
        >= EveningStarts and < 22 => 2,
        _ => 3,
    }];

    private static int IndexOf(IReadOnlyList<string> words, string word)
    {
        for (var index = 0; index < words.Count; index++)
        {
            if (words[index] == word)
                return index;
        }

        return -1;
    }
}
