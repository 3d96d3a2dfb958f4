using System.Runtime.InteropServices;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Quality;

/// <summary>Tells 50 Hz from 60 Hz mains, or that neither is strong, before the recording is read: what is measured while reading keeps clear of it.</summary>
internal static class LineFrequencyDetector
{
    // Looking at this much of this many channels costs little and settles it: hum is there all the time.
    private const int MostChannels = 16;
    private const int Stretches = 12;
    private const double StretchSeconds = 10;

    // The highest of the three bins at the line, over the median of the neighbouring 3 Hz on either side: chance alone
    // reaches 1.5 with some 60 independent segments. In most channels, or 20 dB in any one.
    private const double LeastRatio = 3;
    private const double LeastRatioOfOne = 100;

    /// <summary>On either side of the line, what it is compared with.</summary>
    public const double NeighbourhoodHz = 3;

    /// <returns>50, 60, or null.</returns>
    public static int? Detect(IRecordingReader reader, IReadOnlyList<ChannelGroup> groups, CancellationToken cancellationToken)
    {
        var ratios = new Dictionary<int, List<double>> { [50] = [], [60] = [] };
        foreach (var (group, channel) in groups.SelectMany(g => g.Channels.Where(c => c.Kind == ChannelKind.Eeg).Select(c => (g, c))).Take(MostChannels))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Density(reader, group, channel) is not var (density, binWidthHz))
                continue;
            foreach (var (hertz, found) in ratios)
            {
                if (Ratio(density, binWidthHz, hertz) is { } ratio)
                    found.Add(ratio);
            }
        }

        var strongest = ratios.Where(r => r.Value.Count > 0)
            .Select(r => (Hertz: r.Key, Usual: RobustStatistics.Median<double>(CollectionsMarshal.AsSpan(r.Value)), Highest: r.Value.Max()))
            .Where(r => r.Usual >= LeastRatio || r.Highest >= LeastRatioOfOne)
            .OrderByDescending(r => r.Usual)
            .FirstOrDefault();
        return strongest.Hertz == 0 ? null : strongest.Hertz;
    }

    /// <summary>Power within 1 Hz of the line, and what the neighbourhood would put there; null where the rate is too low to tell.</summary>
    public static (double Line, double Background)? Power(ReadOnlySpan<double> density, double binWidthHz, double hertz)
    {
        if ((density.Length - 1) * binWidthHz < hertz + NeighbourhoodHz)
            return null;
        return (FrequencyBands.Power(density, binWidthHz, hertz - 1, hertz + 1), Around(density, binWidthHz, hertz) * 2);
    }

    private static double Around(ReadOnlySpan<double> density, double binWidthHz, double hertz)
    {
        var around = new List<double>();
        for (var k = (int)Math.Ceiling((hertz - 5) / binWidthHz); k < density.Length && k * binWidthHz <= hertz + 5; k++)
        {
            if (Math.Abs(k * binWidthHz - hertz) >= 2)
                around.Add(density[k]);
        }

        return RobustStatistics.Median<double>(CollectionsMarshal.AsSpan(around));
    }

    /// <summary>Highest density at the line over that beside it; null where the rate is too low to tell, or nothing was recorded.</summary>
    public static double? Ratio(ReadOnlySpan<double> density, double binWidthHz, double hertz)
    {
        if ((density.Length - 1) * binWidthHz < hertz + NeighbourhoodHz)
            return null;
        var bin = (int)Math.Round(hertz / binWidthHz);
        var line = Math.Max(density[bin], Math.Max(density[bin - 1], density[bin + 1]));
        var background = Around(density, binWidthHz, hertz);
        return background > 0 ? line / background : null;
    }

    private static (double[] Density, double BinWidthHz)? Density(IRecordingReader reader, ChannelGroup group, ChannelInfo channel)
    {
        var plan = WelchPlan.ForSeconds(2, group.SamplingRateHz);
        var accumulator = new WelchAccumulator(plan);
        var workspace = new WelchWorkspace(plan);
        var longest = group.Segments.MaxBy(s => s.SampleCount);
        var length = (int)Math.Min(longest.SampleCount, StretchSeconds * group.SamplingRateHz);
        var samples = new double[length];
        var last = longest.SampleCount - length;
        var stretches = (int)Math.Clamp(longest.SampleCount / length, 1, Stretches);
        for (var i = 0; i < stretches; i++)
        {
            var first = longest.FirstSample + (stretches == 1 ? 0 : last * i / (stretches - 1));
            reader.ReadSamples(channel.Index, first, samples);
            MissingSamples.Refuse(samples, channel, first);
            accumulator.Add(samples, workspace);
            accumulator.EndStretch(workspace);
        }

        if (accumulator.SegmentCount == 0)
            return null;
        var density = new double[plan.BinCount];
        accumulator.WriteDensity(density);
        return (density, plan.BinWidthHz);
    }
}
