using System.Collections.Frozen;

namespace Halcyon.Wellness.CheckIns;

/// <summary>The fixed words of a check-in. An emotion that is none of these is the person's own, and is kept encrypted.</summary>
public static class CheckInWords
{
    public const int MostTags = 20;
    public const int LongestTag = 40;
    public const int LongestActivity = 100;
    public const int LongestJournal = 20_000;

    public static IReadOnlyList<string> EmotionTags { get; } =
    [
        "calm", "content", "happy", "joyful", "grateful", "hopeful", "proud", "excited", "loved", "relaxed", "focused", "curious", "energised",
        "okay", "neutral", "bored", "tired", "restless", "confused", "surprised",
        "sad", "down", "lonely", "numb", "empty", "exhausted", "guilty", "ashamed", "hurt", "disappointed",
        "anxious", "worried", "scared", "panicked", "stressed", "overwhelmed", "overstimulated", "understimulated", "shut_down",
        "frustrated", "irritated", "angry", "jealous", "disgusted",
    ];

    public static IReadOnlyList<string> BodyAreas { get; } =
    [
        "head", "eyes", "jaw", "neck", "throat", "shoulders", "chest", "upper_back", "lower_back", "stomach",
        "arms", "hands", "hips", "legs", "feet",
    ];

    internal static FrozenSet<string> KnownTags { get; } = EmotionTags.ToFrozenSet(StringComparer.Ordinal);

    internal static FrozenSet<string> KnownAreas { get; } = BodyAreas.ToFrozenSet(StringComparer.Ordinal);
}
