using System.Numerics.Tensors;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;

namespace Halcyon.Signals.Analysis;

/// <summary>What is left of a recording when the stretches without numbers are taken for gaps.</summary>
/// <param name="Groups">Without them, and without channels of which too little is there.</param>
/// <param name="Missing">Each stretch by channel; nothing is put in its place.</param>
/// <param name="LeftOut">Channels of which too little is there, and the share that is missing, 0…1.</param>
internal sealed record MeasuredParts(
    IReadOnlyList<ChannelGroup> Groups, IReadOnlyList<MissingStretch> Missing, IReadOnlyList<(ChannelInfo Channel, double MissingFraction)> LeftOut);

/// <summary>Finds samples that are no numbers (NaN), which files of floating-point samples hold where nothing was measured.</summary>
/// <remarks>
/// Channels of a group are compared sample by sample, so a stretch that one of them lacks is a gap for all. A channel that
/// lacks more than half of the recording is left out instead: it would take the others with it.
/// </remarks>
internal static class MissingStretches
{
    private const double MostMissing = 0.5;

    // Quality is judged by whole seconds: what lies between two losses closer to each other than that shows nothing.
    private const double LeastBetweenSeconds = 1;
    private const int BlockSamples = 1 << 16;

    /// <exception cref="OperationCanceledException">Cancelled, within a block's time.</exception>
    public static MeasuredParts Find(IRecordingReader reader, IReadOnlyList<ChannelGroup> groups, ParallelOptions parallel)
    {
        var (kept, missing, leftOut) = (new List<ChannelGroup>(), new List<MissingStretch>(), new List<(ChannelInfo, double)>());
        foreach (var group in groups)
        {
            // Whole numbers always are some; there is nothing to look for.
            if (group.Channels.All(channel => channel.DigitalLimits is not null))
            {
                kept.Add(group);
                continue;
            }

            var runs = new List<ChannelSegment>[group.Channels.Count];
            var lost = new long[runs.Length];
            Parallel.For(0, runs.Length, parallel, c => runs[c] = Runs(reader, group, group.Channels[c], out lost[c], parallel.CancellationToken));
            for (var c = 0; c < runs.Length; c++)
                missing.AddRange(runs[c].Select(run => new MissingStretch(
                    group.Channels[c].Label, Seconds(run.FirstTick, group), Seconds(run.SampleCount, group))));
            var isLeftOut = lost.Select(count => count > MostMissing * group.SampleCount).ToArray();
            leftOut.AddRange(group.Channels.Select((channel, c) => (channel, (double)lost[c] / group.SampleCount)).Where((_, c) => isLeftOut[c]));
            var rest = group with
            {
                Channels = [.. group.Channels.Where((_, c) => !isLeftOut[c])],
                Segments = Without(group.Segments, [.. runs.Where((_, c) => !isLeftOut[c]).SelectMany(run => run).OrderBy(run => run.FirstSample)]),
            };
            if (rest.Channels.Count > 0 && rest.Segments.Count > 0)
                kept.Add(rest);
        }

        return new MeasuredParts(kept, [.. missing.OrderBy(stretch => stretch.OnsetSeconds).ThenBy(stretch => stretch.Channel, StringComparer.Ordinal)], leftOut);
    }

    private static double Seconds(long ticks, ChannelGroup group) => Math.Round(ticks / group.SamplingRateHz, 3);

    /// <param name="lost">Samples of the channel that are no numbers.</param>
    private static List<ChannelSegment> Runs(IRecordingReader reader, ChannelGroup group, ChannelInfo channel, out long lost, CancellationToken cancellationToken)
    {
        var runs = new List<ChannelSegment>();
        var samples = new double[BlockSamples];
        var closest = (long)Math.Ceiling(LeastBetweenSeconds * group.SamplingRateHz);
        lost = 0;
        foreach (var segment in group.Segments)
        {
            var before = runs.Count;
            for (long at = 0; at < segment.SampleCount; at += samples.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var block = samples.AsSpan(0, (int)Math.Min(samples.Length, segment.SampleCount - at));
                reader.ReadSamples(channel.Index, segment.FirstSample + at, block);
                if (TensorPrimitives.IsFiniteAll<double>(block))
                    continue;
                for (var i = 0; i < block.Length; i++)
                {
                    if (double.IsFinite(block[i]))
                        continue;
                    lost++;
                    var (first, tick) = (segment.FirstSample + at + i, segment.FirstTick + at + i);
                    if (runs.Count > before && first - (runs[^1].FirstSample + runs[^1].SampleCount) < closest)
                        runs[^1] = runs[^1] with { SampleCount = first + 1 - runs[^1].FirstSample };
                    else
                        runs.Add(new ChannelSegment(first, 1, tick));
                }
            }
        }

        return runs;
    }

    /// <param name="runs">By their first samples; may overlap.</param>
    private static List<ChannelSegment> Without(IReadOnlyList<ChannelSegment> segments, List<ChannelSegment> runs)
    {
        var rest = new List<ChannelSegment>();
        foreach (var segment in segments)
        {
            var (first, end) = (segment.FirstSample, segment.FirstSample + segment.SampleCount);
            foreach (var run in runs.Where(run => run.FirstSample < end && run.FirstSample + run.SampleCount > segment.FirstSample))
            {
                Add(first, run.FirstSample);
                first = Math.Max(first, run.FirstSample + run.SampleCount);
            }

            Add(first, end);

            void Add(long from, long to)
            {
                if (to > from)
                    rest.Add(new ChannelSegment(from, to - from, segment.FirstTick + from - segment.FirstSample));
            }
        }

        return rest;
    }
}
