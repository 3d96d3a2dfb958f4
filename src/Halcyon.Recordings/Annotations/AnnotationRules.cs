using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Recordings.Annotations;

/// <summary>What an annotation of a person must fulfil; pure, so that adding and changing decide the same.</summary>
internal static class AnnotationRules
{
    public const int MaximumTextLength = 2000;
    private const int MaximumChannels = 1024;

    public static ProblemHttpResult? Check(
        RecordingScope recording, double onsetSeconds, double durationSeconds, string text, IReadOnlyList<string> channels)
    {
        if (!double.IsFinite(onsetSeconds) || onsetSeconds < 0 || onsetSeconds > recording.DurationSeconds)
            return RecordingProblems.Invalid("onset_seconds", $"Give a time within the recording, 0 to {recording.DurationSeconds} s.");
        if (!double.IsFinite(durationSeconds) || durationSeconds < 0 || onsetSeconds + durationSeconds > recording.DurationSeconds + 1)
            return RecordingProblems.Invalid("duration_seconds", "Give 0 or more seconds that end within the recording.");
        if (string.IsNullOrWhiteSpace(text))
            return RecordingProblems.Invalid("text", "Give at least one visible character.");
        if (text.Length > MaximumTextLength)
            return RecordingProblems.Invalid("text", $"Give at most {MaximumTextLength} characters.");
        if (channels.Count > MaximumChannels)
            return RecordingProblems.Invalid("channels", $"Give at most {MaximumChannels} channels.");

        var known = recording.Channels.Select(channel => channel.Label).ToHashSet(StringComparer.Ordinal);
        return channels.FirstOrDefault(label => !known.Contains(label)) is { } unknown
            ? RecordingProblems.Invalid("channels", $"The recording has no channel labelled {unknown}.")
            : null;
    }
}

/// <summary>What the rules need to know of the recording.</summary>
internal sealed record RecordingScope(double DurationSeconds, IReadOnlyList<RecordingChannel> Channels);
