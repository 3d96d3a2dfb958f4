using System.Runtime.InteropServices;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Epochs;

/// <summary>Something that happened at one moment of a recording.</summary>
/// <param name="Tick">Sample on the recording's own clock, gaps included: it lies tick / rate seconds after the first sample.</param>
/// <param name="Label">What happened; the class that a decoder learns.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct EpochEvent(long Tick, string Label);

/// <summary>Finds events in annotations, in trigger channels, or at a fixed distance.</summary>
public static class EpochEvents
{
    /// <summary>More events at a fixed distance are refused: a second apart it would be four months.</summary>
    public const int MostEvents = 10_000_000;

    /// <summary>One event at the onset of each annotation whose text is among <paramref name="texts"/>, in time order.</summary>
    /// <param name="samplingRateHz">Of the channels that the epochs are to be cut from.</param>
    public static IReadOnlyList<EpochEvent> FromAnnotations(RecordingInfo info, double samplingRateHz, params IReadOnlyList<string> texts) =>
        FromAnnotations(info, samplingRateHz, annotation => texts.Contains(annotation.Text, StringComparer.Ordinal) ? annotation.Text : null);

    /// <param name="label">The event's label for an annotation, or null for none.</param>
    public static IReadOnlyList<EpochEvent> FromAnnotations(RecordingInfo info, double samplingRateHz, Func<Annotation, string?> label)
    {
        ArgumentNullException.ThrowIfNull(info);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        var events = new List<EpochEvent>();
        foreach (var annotation in info.Annotations)
            if (label(annotation) is { } text)
                events.Add(new EpochEvent((long)Math.Round(annotation.OnsetSeconds * samplingRateHz), text));
        return [.. events.OrderBy(one => one.Tick)];
    }

    /// <summary>One event wherever a trigger channel changes to a code other than 0, labelled with the code.</summary>
    /// <param name="codes">Whole numbers; the value before the first sample counts as 0.</param>
    /// <param name="wanted">Codes to keep; none given keeps all.</param>
    /// <param name="firstTick">Tick of the first sample given.</param>
    public static IReadOnlyList<EpochEvent> FromTriggerChannel(ReadOnlySpan<double> codes, IReadOnlyCollection<int>? wanted = null, long firstTick = 0)
    {
        var events = new List<EpochEvent>();
        var previous = 0;
        for (var i = 0; i < codes.Length; i++)
        {
            if (!double.IsFinite(codes[i]) || Math.Abs(codes[i]) > int.MaxValue)
                throw new ArgumentException($"The trigger channel holds no code at sample {i}.", nameof(codes));
            var code = (int)Math.Round(codes[i]);
            if (code != previous && code != 0 && (wanted is null || wanted.Contains(code)))
                events.Add(new EpochEvent(firstTick + i, code.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            previous = code;
        }
        return events;
    }

    /// <summary>Events that follow each other at a fixed distance, begun anew after every gap so that no epoch crosses one.</summary>
    /// <param name="durationSeconds">Of the epochs to be cut, above 0.</param>
    /// <param name="overlapSeconds">Shared by neighbours; 0 or more, below the duration.</param>
    /// <remarks>Cut them with <see cref="EpochOptions.ForDuration"/> of the same duration.</remarks>
    public static IReadOnlyList<EpochEvent> FixedLength(
        IReadOnlyList<ContinuousSegment> segments, double samplingRateHz, double durationSeconds, double overlapSeconds = 0, string label = "")
    {
        ArgumentNullException.ThrowIfNull(segments);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        var length = EpochLength.Samples(durationSeconds, samplingRateHz, nameof(durationSeconds));
        var hop = EpochLength.Samples(durationSeconds - overlapSeconds, samplingRateHz, nameof(overlapSeconds));
        if (!(overlapSeconds >= 0))
            throw new ArgumentOutOfRangeException(nameof(overlapSeconds), overlapSeconds, "Must be 0 s or more.");
        var events = new List<EpochEvent>();
        foreach (var segment in segments)
        {
            var first = (long)Math.Round(segment.OnsetSeconds * samplingRateHz);
            var count = (long)Math.Round((segment.StoredOffsetSeconds + segment.DurationSeconds) * samplingRateHz)
                - (long)Math.Round(segment.StoredOffsetSeconds * samplingRateHz);
            if (events.Count + Math.Max(0, (count - length) / hop) >= MostEvents)
                throw new ArgumentException($"The recording would give more than {MostEvents} epochs; take longer ones or a part of it.", nameof(segments));
            for (long at = 0; at + length <= count; at += hop)
                events.Add(new EpochEvent(first + at, label));
        }
        return events;
    }
}
