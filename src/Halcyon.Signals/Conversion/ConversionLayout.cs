using System.Globalization;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Conversion;

/// <summary>A stretch without a gap as it will be written.</summary>
/// <param name="Segment">Index in <see cref="RecordingInfo.Segments"/>.</param>
/// <param name="OnsetSeconds">From the start of the source recording.</param>
internal sealed record ConversionPiece(int Segment, double OnsetSeconds, long RecordCount);

/// <summary>How the wanted stretch is cut into data records.</summary>
internal sealed class ConversionLayout
{
    // All fit a header field; the source's own duration is asked first.
    private static readonly double[] UsualRecordSeconds = [1, 0.5, 0.25, 0.2, 0.125, 0.1, 0.0625, 0.05, 0.03125, 0.025, 2, 5, 10, 30, 60];

    // Onsets and durations of whole samples carry a few roundings.
    private const double Rounding = 1e-6;

    private readonly RecordingInfo _info;
    private readonly ConversionPlan _plan;

    private ConversionLayout(RecordingInfo info, ConversionPlan plan, double recordSeconds, IReadOnlyList<(int Segment, double Onset, double Seconds)> stretches)
    {
        (_info, _plan, RecordSeconds) = (info, plan, recordSeconds);
        SamplesPerRecord = [.. plan.Channels.Select(channel => (int)Math.Round(plan.GroupOf(channel).OutputRateHz * recordSeconds))];
        Pieces = [.. stretches
            .Select(stretch => new ConversionPiece(stretch.Segment, stretch.Onset, WholeRecords(stretch.Segment, stretch.Onset, stretch.Seconds)))
            .Where(piece => piece.RecordCount > 0)];
        LeftOutSeconds = stretches.Sum(stretch => stretch.Seconds) - (RecordCount * recordSeconds);
    }

    public double RecordSeconds { get; }
    public IReadOnlyList<ConversionPiece> Pieces { get; }

    /// <summary>Of each of the plan's channels.</summary>
    public int[] SamplesPerRecord { get; }

    /// <summary>What does not fill a whole record at the ends of stretches.</summary>
    public double LeftOutSeconds { get; }

    public long RecordCount => Pieces.Sum(piece => piece.RecordCount);

    public double FirstOnsetSeconds => Pieces[0].OnsetSeconds;

    /// <param name="bySample">True where records mean nothing (CSV): every sample of the common rate is one.</param>
    /// <exception cref="ConversionRefusedException">Nothing lies in the wanted stretch, or no record duration suits all rates.</exception>
    public static ConversionLayout Make(RecordingInfo info, ConversionPlan plan, ConversionOptions options, bool bySample)
    {
        var (from, to) = (options.FromSeconds ?? 0, options.ToSeconds ?? info.DurationSeconds);
        var stretches = info.Segments
            .Select((segment, i) => (Segment: i, Onset: Math.Max(segment.OnsetSeconds, from), End: Math.Min(segment.OnsetSeconds + segment.DurationSeconds, to)))
            .Where(stretch => stretch.End > stretch.Onset)
            .Select(stretch => (stretch.Segment, stretch.Onset, Seconds: stretch.End - stretch.Onset))
            .ToArray();
        if (stretches.Length == 0)
            throw new ConversionRefusedException(string.Create(CultureInfo.InvariantCulture,
                $"There are no samples from {from} to {to} s; the recording lasts {info.DurationSeconds} s."));
        double[] candidates = bySample
            ? [1 / plan.Groups[0].OutputRateHz]
            : [.. ((double[])[info.RecordSeconds, .. UsualRecordSeconds]).Where(seconds => seconds > 0 && Suits(plan, seconds))];
        var layouts = candidates.Select(seconds => new ConversionLayout(info, plan, seconds, stretches)).Where(layout => layout.Pieces.Count > 0).ToArray();
        return layouts.FirstOrDefault(layout => layout.LeftOutSeconds < Rounding)
            ?? layouts.MinBy(layout => layout.LeftOutSeconds)
            ?? throw new ConversionRefusedException("No data record holds a whole number of samples of every channel; resample to a round rate, or choose channels of one rate.");
    }

    /// <summary>The stored stretch of a channel that a piece is part of.</summary>
    public ChannelSegment SegmentOf(ChannelInfo channel, int segment)
    {
        var stretch = _info.Segments[segment];
        var first = (long)Math.Round(stretch.StoredOffsetSeconds * channel.SamplingRateHz);
        var end = (long)Math.Round((stretch.StoredOffsetSeconds + stretch.DurationSeconds) * channel.SamplingRateHz);
        return new ChannelSegment(first, Math.Min(end, channel.SampleCount) - first, (long)Math.Round(stretch.OnsetSeconds * channel.SamplingRateHz));
    }

    /// <summary>Where a piece begins within its stretch, in samples that come out.</summary>
    public long FirstOutput(ConversionGroup group, int segment, double onsetSeconds) =>
        (long)Math.Round((onsetSeconds - _info.Segments[segment].OnsetSeconds) * group.OutputRateHz);

    private long WholeRecords(int segment, double onsetSeconds, double seconds)
    {
        var records = (long)Math.Floor((seconds / RecordSeconds) + Rounding);
        // Rounding the onset to a sample can leave the last record short of one.
        for (var i = 0; i < _plan.Channels.Count; i++)
        {
            var group = _plan.GroupOf(_plan.Channels[i]);
            var available = group.OutputLength(SegmentOf(_plan.Channels[i], segment)) - FirstOutput(group, segment, onsetSeconds);
            records = Math.Min(records, available / SamplesPerRecord[i]);
        }
        return Math.Max(0, records);
    }

    private static bool Suits(ConversionPlan plan, double recordSeconds) => plan.Groups.All(group =>
    {
        var samples = group.OutputRateHz * recordSeconds;
        return Math.Round(samples) >= 1 && Math.Abs(samples - Math.Round(samples)) < Rounding;
    });
}
