using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Conversion;

/// <summary>Works out what a BrainVision recording says of a conversion's samples.</summary>
internal static class BrainVisionPlan
{
    /// <summary>
    /// The step that holds a channel as it is stored in 16 bits: BrainVision has no offset, so the stored zero has to
    /// fall on a whole step. Null when there is none.
    /// </summary>
    public static double? LosslessResolution(ChannelInfo channel)
    {
        if (channel.DigitalLimits is not { } limits)
            return null;
        var gain = (channel.PhysicalMaximum - channel.PhysicalMinimum) / ((double)limits.Maximum - limits.Minimum);
        var shift = (channel.PhysicalMinimum / gain) - limits.Minimum;
        var whole = Math.Round(shift);
        return Math.Abs(shift - whole) < 1e-6 && limits.Minimum + whole >= short.MinValue && limits.Maximum + whole <= short.MaxValue ? gain : null;
    }

    /// <param name="pieces">First sample in the output and onset from the start of the source, in order.</param>
    public static IReadOnlyList<(long FirstSample, long SampleCount, string Text)> Markers(
        IReadOnlyList<Annotation> annotations, IReadOnlyList<(long FirstSample, double OnsetSeconds, long SampleCount)> pieces, double rateHz, out int leftOut)
    {
        var markers = new List<(long FirstSample, long SampleCount, string Text)>();
        leftOut = 0;
        foreach (var note in annotations)
        {
            var end = note.OnsetSeconds + note.DurationSeconds;
            var piece = pieces.Where(candidate => end >= candidate.OnsetSeconds && note.OnsetSeconds < candidate.OnsetSeconds + (candidate.SampleCount / rateHz))
                .Select(candidate => ((long FirstSample, double OnsetSeconds, long SampleCount)?)candidate).FirstOrDefault();
            if (piece is not { } found)
            {
                leftOut++;
                continue;
            }
            var first = Math.Clamp((long)Math.Round((note.OnsetSeconds - found.OnsetSeconds) * rateHz), 0, found.SampleCount - 1);
            var length = Math.Min((long)Math.Round(note.DurationSeconds * rateHz), found.SampleCount - first);
            markers.Add((found.FirstSample + first, length, note.Text));
        }
        return [.. markers.OrderBy(marker => marker.FirstSample)];
    }
}
