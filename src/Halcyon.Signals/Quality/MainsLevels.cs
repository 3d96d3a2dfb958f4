using Halcyon.Signals.Analysis;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Quality;

/// <summary>Measures the peak at each mains frequency in the spectra of all EEG channels, and says how strong it is.</summary>
internal static class MainsLevels
{
    // Neighbouring segments of a Hann taper that overlap by half share (1/6)² of their power's variance (Welch 1967).
    private const double SegmentsPerIndependent = 1 + 2.0 / 36;

    /// <param name="spectra">Of the EEG channels as recorded, by group.</param>
    /// <param name="given">The mains frequency when it was given, else null: both are looked for.</param>
    public static IReadOnlyList<MainsReading> Read(IReadOnlyList<WelchBank> spectra, IReadOnlyList<ChannelGroup> groups, int? given)
    {
        int[] frequencies = given is { } only ? [only] : [50, 60];
        return [.. frequencies.Select(hertz => Read(spectra, groups, hertz))];
    }

    /// <summary>The frequency with the clearest peak; null when none has one.</summary>
    public static int? Found(IReadOnlyList<MainsReading> readings) =>
        readings.Where(r => r.Level is "weak" or "strong").OrderByDescending(r => r.PeakRatio).Select(r => (int?)r.FrequencyHz).FirstOrDefault();

    /// <summary>
    /// The density above which the highest of a few bins is no chance, over the median of bins of noise alone. Bins of
    /// such a mean of n segments are Gamma(n)/n; the cube root of one is Gaussian (Wilson and Hilferty 1931).
    /// </summary>
    public static double ChanceLimit(long segments)
    {
        var independent = Math.Max(1, segments / SegmentsPerIndependent);
        return Math.Pow(1 - 1 / (9 * independent) + QualityLimits.MainsDeviations / (3 * Math.Sqrt(independent)), 3);
    }

    private static MainsReading Read(IReadOnlyList<WelchBank> spectra, IReadOnlyList<ChannelGroup> groups, int hertz)
    {
        var peaks = new List<Peak>();
        var isTooShort = false;
        foreach (var (bank, group) in spectra.Zip(groups).Where(s => s.First.Places.Count > 0))
        {
            // Near the Nyquist frequency there is nothing to compare the line with, and the filter before it hides it.
            if (group.SamplingRateHz / 2 < hertz + LineFrequencyDetector.NeighbourhoodHz)
                continue;
            if (group.SampleCount / group.SamplingRateHz < QualityNeeds.ChannelSeconds || bank.SegmentCount == 0)
            {
                isTooShort = true;
                continue;
            }

            for (var at = 0; at < bank.Places.Count; at++)
            {
                if (Measure(bank, at, hertz, group.Channels[bank.Places[at]].Label) is { } peak)
                    peaks.Add(peak);
            }
        }

        return peaks.Count > 0 ? Sum(hertz, peaks)
            : new MainsReading(hertz, null, isTooShort ? ReportReasons.TooShort : ReportReasons.SamplingRateTooLow);
    }

    private static MainsReading Sum(int hertz, List<Peak> peaks)
    {
        var highest = peaks.MaxBy(p => p.Microvolts)!;
        var there = peaks.Count(p => p.IsThere);
        var isMains = there > 0 && there >= QualityLimits.MainsChannels * peaks.Count || peaks.Exists(p => p.Ratio >= QualityLimits.MainsRatioOfOne);
        var level = !isMains ? "none" : peaks.Exists(p => p.IsStrong) ? "strong" : "weak";
        return new MainsReading(
            hertz, level, null, peaks.Count, there,
            Math.Round(RobustStatistics.Median<double>([.. peaks.Select(p => p.Ratio)]), 2),
            Math.Round(RobustStatistics.Median<double>([.. peaks.Select(p => p.Microvolts)]), 3), Math.Round(highest.Microvolts, 3), highest.Label);
    }

    /// <returns>Null for a channel without any signal.</returns>
    private static Peak? Measure(WelchBank bank, int at, int hertz, string label)
    {
        var density = bank.Density(at);
        var binWidthHz = bank.Plan.BinWidthHz;
        if (LineFrequencyDetector.Ratio(density, binWidthHz, hertz) is not { } ratio
            || LineFrequencyDetector.Power(density, binWidthHz, hertz) is not var (line, background))
            return null;
        var microvolts = Math.Sqrt(Math.Max(0, line - background));
        var signal = Math.Sqrt(FrequencyBands.Power(density, binWidthHz, 1, 40));
        var isThere = ratio > Math.Max(QualityLimits.MainsRatio, ChanceLimit(bank.SegmentCount));
        var isStrong = isThere && microvolts >= QualityLimits.StrongMainsMicrovolts && microvolts >= QualityLimits.StrongMainsPart * signal;
        return new Peak(label, ratio, microvolts, isThere, isStrong);
    }

    private sealed record Peak(string Label, double Ratio, double Microvolts, bool IsThere, bool IsStrong);
}
