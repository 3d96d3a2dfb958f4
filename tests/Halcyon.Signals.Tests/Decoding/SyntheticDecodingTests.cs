using System.Globalization;
using Halcyon.Signals.Decoding;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.Evoked;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

/// <summary>The whole way from a generated recording with known truth to events, epochs, averages and decoders.</summary>
public sealed class SyntheticDecodingTests(ITestOutputHelper output)
{
    private const double RateHz = 128;

    [Theory]
    [InlineData(4, 0.95)]
    [InlineData(2, 0.75)]
    public void FilterBankCca_FlickerInBackground_ReachesItsFloor(double amplitudeMicrovolts, double floor)
    {
        double[] frequencies = [8, 10, 12, 15];
        var looks = Enumerable.Range(0, 40).Select(i => (Onset: 2.0 + (4 * i), FrequencyHz: frequencies[i % 4])).ToArray();
        var signal = Signal(new SyntheticDesign
        {
            DurationSeconds = 170,
            SamplingRateHz = RateHz,
            Electrodes = ["P3", "Pz", "P4", "O1", "Oz", "O2"],
            Seed = 5,
            Events = [.. looks.Select(look => SyntheticEvent.Flicker(look.Onset, 3, look.FrequencyHz, amplitudeMicrovolts))],
        });
        EpochEvent[] events = [.. looks.Select(look => new EpochEvent((long)(look.Onset * RateHz), look.FrequencyHz.ToString(CultureInfo.InvariantCulture)))];
        var trials = EpochExtractor.Extract(signal, events, EpochOptions.ForDuration(3, RateHz));
        var decoder = FilterBankCca.Create(new TrialShape(trials.Channels, RateHz, trials.SampleCount), frequencies);
        var right = decoder.Predict(trials).Zip(trials.Epochs, (named, epoch) => named == epoch.Event.Label).Count(same => same);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"SSVEP {amplitudeMicrovolts} µV in 9 µV of background: {right} of 40"));
        Assert.True(right >= floor * 40, $"{right} of 40");
    }

    [Fact]
    public void Average_GeneratedResponses_RecoversTheirPeaks()
    {
        var onsets = SyntheticDesign.Times(3, 2, 290, 1.2);
        var design = new SyntheticDesign
        {
            DurationSeconds = 300,
            SamplingRateHz = RateHz,
            Electrodes = ["Fz", "Cz", "Pz", "Oz", "C3", "C4"],
            Events = [.. onsets.SelectMany((onset, i) => i % 4 == 0
                ? new[] { SyntheticEvent.Evoked(onset, "target", 0.3, 9, "Pz"), SyntheticEvent.Evoked(onset, "target", 0.1, -5, "Cz", 0.02) }
                : [SyntheticEvent.Evoked(onset, "other", 0.1, -5, "Cz", 0.02)])],
        };
        var signal = Signal(design).Filtered(ButterworthDesign.HighPass(2, 0.5, RateHz));
        var events = onsets.Select((onset, i) => new EpochEvent((long)Math.Round(onset * RateHz), i % 4 == 0 ? "target" : "other")).ToArray();
        var epochs = EpochExtractor.Extract(signal, events, new EpochOptions { FromSeconds = -0.2, ToSeconds = 0.7, Baseline = (-0.2, 0), Run = "1" });
        var (target, other) = (EvokedResponse.Average(epochs.WithLabel("target")), EvokedResponse.Average(epochs.WithLabel("other")));
        var peak = ErpPeak.Find(EvokedResponse.Difference(target, other), 2, 0.2, 0.5, PeakPolarity.Positive);
        // About 60 targets in 9 µV of background: a standard error near 1.3 µV, and latency uncertain by some samples at a peak 50 ms wide.
        Assert.Equal(9, peak.AmplitudeMicrovolts, 4.0);
        Assert.Equal(0.3, peak.LatencySeconds, 0.06);
        Assert.False(peak.IsAtEdge);
        var early = ErpPeak.Find(other, 1, 0.06, 0.16, PeakPolarity.Negative);
        Assert.Equal(0.1, early.LatencySeconds, 0.025);
        Assert.Equal(-5, early.AmplitudeMicrovolts, 2.5);
        var half = EpochSet.Concat(epochs.Where(epoch => epoch.Event.Tick < 150 * RateHz), Renamed(epochs.Where(epoch => epoch.Event.Tick >= 151 * RateHz)));
        var score = CrossValidation.LeaveOneRunOut(half, training => XdawnLda.Fit(training, new XdawnLdaOptions { Target = "target" }));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"synthetic P300: AUC {score.AreaUnderCurve:0.000} of {score.Count}"));
        Assert.True(score.AreaUnderCurve > 0.7, $"{score.AreaUnderCurve}");
    }

    private static EpochSet Renamed(EpochSet epochs) => new(
        epochs.Channels, epochs.SamplingRateHz, epochs.FirstOffset, epochs.SampleCount, [.. epochs.Epochs.Select(epoch => epoch with { Run = "2" })]);

    private static ContinuousSignal Signal(SyntheticDesign design) =>
        new("generated", design.Electrodes, design.SamplingRateHz, SyntheticGenerator.ReadAll(design));
}
