using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Quality;

/// <summary>Turns the measures of a group's channels into verdicts with reasons.</summary>
internal sealed class ChannelVerdicts(
    IReadOnlyList<ChannelEpochs> epochs, NeighbourMonitor neighbours, WelchBank spectra, int? lineHertz)
{
    /// <param name="isLongEnough">Else the measures are there, and no verdict.</param>
    public IReadOnlyList<ChannelQuality> Judge(bool isLongEnough)
    {
        var line = epochs.Select((_, i) => Line(i)).ToList();
        var eeg = Enumerable.Range(0, epochs.Count).Where(i => epochs[i].Channel.Kind == ChannelKind.Eeg).ToList();
        var live = eeg.Where(i => epochs[i].FlatFraction <= QualityLimits.FlatFraction).ToList();
        var deviations = LogScores(live, e => e.Usual(e.Deviation));
        var highFrequencies = LogScores(live, e => e.Usual(e.HighFrequency));
        var usualLine = RobustStatistics.Median<double>([.. live.Where(i => line[i] is not null).Select(i => line[i]!.Value.Line)]);
        var verdicts = epochs.Select((e, i) =>
            Judge(e, i, deviations.GetValueOrDefault(i, double.NaN), highFrequencies.GetValueOrDefault(i, double.NaN), line[i], usualLine, live.Count));
        return isLongEnough ? [.. verdicts] : [.. verdicts.Select(v => v with { Status = null, Reasons = [ReportReasons.TooShort] })];
    }

    // One verdict, one list of rules: taken apart, a reader would have to gather them again.
    private ChannelQuality Judge(
        ChannelEpochs channel, int place, double deviationScore, double highFrequencyScore,
        (double Line, double Brain)? line, double usualLine, int liveCount)
    {
        var metrics = new SortedDictionary<string, double>(StringComparer.Ordinal);
        void Metric(string name, double value)
        {
            if (double.IsFinite(value))
                metrics[name] = Math.Round(value, 4);
        }

        var reasons = new List<string>();
        var deviation = channel.Usual(channel.Deviation);
        var highFrequency = channel.Usual(channel.HighFrequency);
        Metric("standard_deviation_uv", deviation);
        Metric("flat_fraction", channel.FlatFraction);
        Metric("saturated_fraction", channel.SaturatedFraction);
        if (channel.FlatFraction > QualityLimits.FlatFraction)
            reasons.Add("flat");
        if (channel.SaturatedFraction > QualityLimits.SaturatedFraction)
            reasons.Add("saturated");
        if (channel.Channel.Kind == ChannelKind.Eeg)
        {
            Metric("high_frequency_uv", highFrequency);
            Metric("standard_deviation_z", deviationScore);
            Metric("high_frequency_z", highFrequencyScore);
            if (deviation > QualityLimits.NoisyMicrovolts || deviationScore > QualityLimits.NoisyDeviations
                || (highFrequencyScore > QualityLimits.NoisyDeviations && highFrequency > QualityLimits.NoisyHighFrequencyMicrovolts))
                reasons.Add("noisy");
            AddNeighbours(place, reasons, Metric);
            if (line is var (hum, brain))
            {
                Metric("line_noise_uv", hum);
                Metric("line_noise_ratio", brain > 0 ? hum / brain : double.NaN);
                var aboveOthers = liveCount < QualityLimits.LeastForAmplitude || hum > QualityLimits.LineRatioToOthers * usualLine;
                if (hum > QualityLimits.LineAlwaysMicrovolts || (hum > QualityLimits.LineMicrovolts && hum > brain && aboveOthers))
                    reasons.Add("line_noise");
            }
        }

        return new ChannelQuality(channel.Channel.Label, reasons.Count == 0 ? "good" : "bad", reasons, metrics)
        {
            Unchecked = channel.Channel.Kind == ChannelKind.Eeg ? Unchecked(place) : [],
        };
    }

    /// <summary>What could not be looked for in an EEG channel: too few to compare it with, or a rate that does not reach the mains.</summary>
    private List<string> Unchecked(int place)
    {
        var missing = new List<string>();
        var peers = neighbours.Places.Contains(place) ? neighbours.Places.Count : 0;
        if (peers < QualityLimits.LeastForCorrelation)
            missing.Add("uncorrelated");
        if (peers < 2)
            missing.Add("bridged");
        var highestHz = epochs[place].Channel.SamplingRateHz / 2 - LineFrequencyDetector.NeighbourhoodHz;
        if (highestHz < (lineHertz ?? 60))
            missing.Add("line_noise");
        return missing;
    }

    private void AddNeighbours(int place, List<string> reasons, Action<string, double> metric)
    {
        var at = neighbours.Places.ToList().IndexOf(place);
        if (at < 0)
            return;
        metric("highest_correlation", neighbours.HighestCorrelation(at));
        metric("uncorrelated_fraction", neighbours.UncorrelatedFraction(at));
        var (bridged, distance) = neighbours.Bridge(at);
        metric("bridged_fraction", bridged);
        metric("electrical_distance_uv2", distance);
        if (neighbours.Places.Count >= QualityLimits.LeastForCorrelation
            && neighbours.UncorrelatedFraction(at) > QualityLimits.UncorrelatedFraction)
            reasons.Add("uncorrelated");
        if (bridged > QualityLimits.BridgedFraction)
            reasons.Add("bridged");
    }

    /// <summary>Robust z of the logarithm of a measure among the live EEG channels; empty when they are too few to compare.</summary>
    private Dictionary<int, double> LogScores(List<int> live, Func<ChannelEpochs, double> measure)
    {
        var logs = live.Select(i => (Place: i, Log: Math.Log(measure(epochs[i])))).Where(l => double.IsFinite(l.Log)).ToList();
        if (logs.Count < QualityLimits.LeastForAmplitude)
            return [];
        var values = logs.Select(l => l.Log).ToArray();
        var median = RobustStatistics.Median<double>(values);
        var scale = Math.Max(QualityLimits.LeastLogDeviation, RobustStatistics.Deviation<double>(values, median));
        return logs.ToDictionary(l => l.Place, l => (l.Log - median) / scale);
    }

    /// <summary>RMS of the mains and of 1–40 Hz; null without a mains frequency, or when the spectrum does not reach it.</summary>
    private (double Line, double Brain)? Line(int place)
    {
        var at = spectra.Places.ToList().IndexOf(place);
        if (at < 0 || lineHertz is not { } hertz || spectra.SegmentCount == 0)
            return null;
        var density = spectra.Density(at);
        if (LineFrequencyDetector.Power(density, spectra.Plan.BinWidthHz, hertz) is not var (line, background))
            return null;
        return (Math.Sqrt(Math.Max(0, line - background)), Math.Sqrt(FrequencyBands.Power(density, spectra.Plan.BinWidthHz, 1, 40)));
    }
}
