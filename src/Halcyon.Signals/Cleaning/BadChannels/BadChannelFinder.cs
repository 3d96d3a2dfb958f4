using Halcyon.Signals.Analysis;
using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;

namespace Halcyon.Signals.Cleaning.BadChannels;

/// <summary>Finds bad EEG channels, each with its reasons and measures.</summary>
/// <remarks>
/// The quality report's verdicts (amplitude, correlation, mains, flat, saturated, bridged), and then, among the channels
/// it leaves, those that the others cannot predict (RANSAC). After PREP: Bigdely-Shamlo et al. 2015, doi:10.3389/fninf.2015.00016.
/// </remarks>
public static class BadChannelFinder
{
    /// <exception cref="AnalysisRefusedException">Less than ten seconds: no verdict can be given.</exception>
    public static BadChannelFindings Find(EegSignals signals, BadChannelOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(options);
        if (signals.MeasuredCount < QualityNeeds.ChannelSeconds * signals.SamplingRateHz)
            throw new AnalysisRefusedException($"A verdict on channels needs at least {QualityNeeds.ChannelSeconds} seconds of signal.");
        using var reader = signals.AsReader();
        var analysis = new AnalysisOptions { Sections = AnalysisSections.Quality, LineFrequency = options.LineFrequency, Parallelism = options.Threads };
        var quality = RecordingAnalysis.Run(reader, analysis, null, cancellationToken).Quality;
        if (quality is null)
            return new BadChannelFindings([], new Dictionary<string, IReadOnlyList<string>>(), null);

        var reasons = quality.Channels.ToDictionary(c => c.Label, BadChannelReasons.Of);
        var missing = quality.Channels.ToDictionary(c => c.Label, c => c.Unchecked.ToList());
        AddUnpredictable(signals, options, reasons, missing, cancellationToken);
        return new BadChannelFindings(
            [.. signals.Channels.Where(c => reasons.TryGetValue(c.Label, out var found) && found.Count > 0).Select(c => new BadChannel(c.Label, reasons[c.Label]))],
            missing.Where(m => m.Value.Count > 0).ToDictionary(m => m.Key, m => (IReadOnlyList<string>)m.Value),
            quality.LineFrequencyHz);
    }

    private static void AddUnpredictable(
        EegSignals signals, BadChannelOptions options, Dictionary<string, List<BadChannelReason>> reasons,
        Dictionary<string, List<string>> missing, CancellationToken cancellationToken)
    {
        int[] eeg = signals.Places(ChannelKind.Eeg);
        // What is bad already predicts nobody, and needs no further reason.
        var candidates = eeg.Where(i => reasons[signals.Channels[i].Label].Count == 0).ToList();
        var fractions = Predictability.UnpredictedFractions(signals, candidates, options, cancellationToken);
        foreach (var place in eeg.Where(i => !fractions.ContainsKey(i)))
            missing[signals.Channels[place].Label].Add("unpredictable");
        foreach (var (place, fraction) in fractions.Where(f => f.Value > options.UnpredictableFraction))
        {
            reasons[signals.Channels[place].Label].Add(new BadChannelReason(
                "unpredictable", "pieces of 5 s in which the other electrodes predict it badly", 100 * fraction, "%", 100 * options.UnpredictableFraction));
        }
    }
}

/// <summary>Says a quality verdict's reasons with the measure that passed its limit.</summary>
internal static class BadChannelReasons
{
    public static List<BadChannelReason> Of(ChannelQuality channel) => [.. channel.Reasons.Select(kind => Of(kind, channel.Metrics))];

    private static BadChannelReason Of(string kind, IReadOnlyDictionary<string, double> metrics)
    {
        double Metric(string name) => metrics.GetValueOrDefault(name, double.NaN);
        BadChannelReason Percent(string measure, string metric, double limit) => new(kind, measure, 100 * Metric(metric), "%", 100 * limit);
        return kind switch
        {
            "flat" => Percent("seconds without a signal", "flat_fraction", QualityLimits.FlatFraction),
            "saturated" => Percent("seconds at the end of the range", "saturated_fraction", QualityLimits.SaturatedFraction),
            "uncorrelated" => Percent("seconds in which no other channel agrees", "uncorrelated_fraction", QualityLimits.UncorrelatedFraction),
            "bridged" => Percent("seconds in which it is one with another channel", "bridged_fraction", QualityLimits.BridgedFraction),
            "line_noise" when Metric("line_noise_uv") > QualityLimits.LineAlwaysMicrovolts =>
                new(kind, "mains", Metric("line_noise_uv"), "uV", QualityLimits.LineAlwaysMicrovolts),
            "line_noise" => new(kind, "mains", Metric("line_noise_uv"), "uV", QualityLimits.LineMicrovolts),
            _ when Metric("standard_deviation_uv") > QualityLimits.NoisyMicrovolts =>
                new(kind, "usual standard deviation, 1-40 Hz", Metric("standard_deviation_uv"), "uV", QualityLimits.NoisyMicrovolts),
            _ when Metric("standard_deviation_z") > QualityLimits.NoisyDeviations =>
                new(kind, "standard deviation among the channels", Metric("standard_deviation_z"), "robust z", QualityLimits.NoisyDeviations),
            _ => new(kind, "RMS above 20 Hz among the channels", Metric("high_frequency_z"), "robust z", QualityLimits.NoisyDeviations),
        };
    }
}
