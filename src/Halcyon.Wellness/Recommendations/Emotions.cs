namespace Halcyon.Wellness.Recommendations;

/// <summary>The twelve emotions of a check-in's reading, in the order of the context vector.</summary>
public static class Emotions
{
    public static IReadOnlyList<string> All { get; } =
    [
        "joy", "sadness", "anger", "fear", "disgust", "surprise", "anxiety", "overwhelm", "calm", "hopeful", "frustrated", "neutral",
    ];

    /// <summary>Words that people tag a check-in with, each with the emotion it is nearest to; the rest say too little.</summary>
    private static readonly Dictionary<string, string> ByTag = new(StringComparer.Ordinal)
    {
        ["content"] = "calm",
        ["relaxed"] = "calm",
        ["calm"] = "calm",
        ["happy"] = "joy",
        ["joyful"] = "joy",
        ["grateful"] = "joy",
        ["proud"] = "joy",
        ["excited"] = "joy",
        ["loved"] = "joy",
        ["hopeful"] = "hopeful",
        ["neutral"] = "neutral",
        ["okay"] = "neutral",
        ["surprised"] = "surprise",
        ["sad"] = "sadness",
        ["down"] = "sadness",
        ["lonely"] = "sadness",
        ["numb"] = "sadness",
        ["empty"] = "sadness",
        ["hurt"] = "sadness",
        ["disappointed"] = "sadness",
        ["guilty"] = "sadness",
        ["ashamed"] = "sadness",
        ["anxious"] = "anxiety",
        ["worried"] = "anxiety",
        ["scared"] = "fear",
        ["panicked"] = "fear",
        ["stressed"] = "overwhelm",
        ["overwhelmed"] = "overwhelm",
        ["overstimulated"] = "overwhelm",
        ["shut_down"] = "overwhelm",
        ["frustrated"] = "frustrated",
        ["irritated"] = "frustrated",
        ["angry"] = "anger",
        ["disgusted"] = "disgust",
    };

    /// <returns>The first tag that says an emotion; null when none does.</returns>
    public static string? Of(IEnumerable<string> tags) =>
        tags.Select(tag => ByTag.GetValueOrDefault(tag)).FirstOrDefault(emotion => emotion is not null);
}
