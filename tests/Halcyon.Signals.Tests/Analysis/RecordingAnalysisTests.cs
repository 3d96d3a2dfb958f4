using Halcyon.Signals.Analysis;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Spectra;
using Xunit;

namespace Halcyon.Signals.Tests.Analysis;

public sealed class RecordingAnalysisTests
{
    [Fact]
    public void Run_Spectrum_IsTheWelchDensityOfTheSignalAsRecorded()
    {
        using var recording = Noise(256, 90, ["C3", "C4", "O1"]);
        var spectrum = Run(recording).Spectrum!;
        var plan = WelchPlan.ForSeconds(4, 256);
        var density = new double[plan.BinCount];
        var samples = new double[90 * 256];
        recording.ReadSamples(1, 0, samples);
        Welch.Density(samples, plan, new WelchWorkspace(plan), density);
        Assert.Equal(density, spectrum.DensityMicrovoltsSquaredPerHz["C4"]);
        Assert.Equal(FrequencyBands.Powers(density, 0.25), spectrum.BandPowerMicrovoltsSquared["C4"]);
        Assert.Equal(4, spectrum.WindowSeconds);
        Assert.Equal(513, spectrum.FrequenciesHz.Count);
        Assert.Equal(128, spectrum.FrequenciesHz[^1]);
    }

    [Fact]
    public void Run_WithOrWithoutQualityAndThreads_GivesTheSameSpectrum()
    {
        using var recording = Noise(100, 200, ["Fp1", "Fp2", "C3", "C4"]);
        var all = Run(recording).Spectrum!;
        var alone = Run(recording, new AnalysisOptions { Sections = AnalysisSections.Spectrum, Parallelism = 1 });
        Assert.Null(alone.Quality);
        foreach (var (label, density) in all.DensityMicrovoltsSquaredPerHz)
            Assert.Equal(density, alone.Spectrum!.DensityMicrovoltsSquaredPerHz[label]);
    }

    [Fact]
    public void Run_WithAGap_UsesOnlyWindowsOnEitherSide()
    {
        // A level that jumps at the gap: a window across it would fill the low bins with power.
        double[] samples = [.. Enumerable.Repeat(0.0, 1050), .. Enumerable.Repeat(3000.0, 1050)];
        using var recording = MemoryRecording.Eeg(100, ["C3"], [samples], [new(0, 10.5, 0), new(60, 10.5, 10.5)]);
        var report = Run(recording);
        Assert.All(report.Spectrum!.DensityMicrovoltsSquaredPerHz["C3"], d => Assert.InRange(d, 0, 1e-15));
        var flat = report.Quality!.Artifacts!.Where(a => a.Kind == "flat").ToList();
        Assert.Equal([0.0, 60.0], flat.Select(a => a.OnsetSeconds));
        Assert.All(flat, a => Assert.Equal(10, a.DurationSeconds));
    }

    [Fact]
    public void Run_SeveralRates_MeasuresEachAndSharesOneAxis()
    {
        ChannelInfo[] channels =
        [
            MemoryRecording.Channel(0, "C3", "C3", ChannelKind.Eeg, 200, 12_000),
            MemoryRecording.Channel(1, "C4", "C4", ChannelKind.Eeg, 100, 6_000),
            MemoryRecording.Channel(2, "EMG", null, ChannelKind.Emg, 1, 60),
        ];
        using var recording = new MemoryRecording(
            channels, [Signals.Sine(10, 30, 60, 200), Signals.Sine(10, 30, 60, 100), new double[60]]);
        var report = Run(recording);
        Assert.Equal(450, report.Spectrum!.BandPowerMicrovoltsSquared["C3"].Alpha!.Value, 0.1);
        Assert.Equal(450, report.Spectrum.BandPowerMicrovoltsSquared["C4"].Alpha!.Value, 0.1);
        Assert.Equal(401, report.Spectrum.FrequenciesHz.Count);
        Assert.Equal(201, report.Spectrum.DensityMicrovoltsSquaredPerHz["C4"].Length);
        Assert.Equal(["C3", "C4"], report.Quality!.Channels.Select(c => c.Label));
    }

    [Fact]
    public void Run_AverageReference_LeavesBadChannelsOut()
    {
        var shared = Signals.PinkNoise(60 * 100, 20, seed: 1);
        string[] labels = ["Fp1", "Fp2", "C3", "C4", "O1", "O2", "Pz"];
        double[][] samples = [.. labels.Select((_, i) => shared.Zip(Signals.Noise(6000, 1, seed: 10 + i), (s, n) => s + n).ToArray())];
        samples[6] = Signals.Noise(6000, 400, seed: 3);
        using var recording = MemoryRecording.Eeg(100, labels, samples);
        var spectrum = Run(recording, new AnalysisOptions { Reference = AnalysisReference.Average }).Spectrum!;
        // What all share is gone; with the bad channel in the mean 400/7 µV of noise would be in every channel.
        Assert.InRange(Total(spectrum.BandPowerMicrovoltsSquared["C3"]), 0, 2);
    }

    [Fact]
    public void Run_LinkedEars_SubtractsTheirMean()
    {
        double[][] samples = [.. Enumerable.Range(0, 3).Select(i => Signals.PinkNoise(6000, 20, seed: 60 + i))];
        samples[0] = [.. samples[1].Zip(samples[2], (a, b) => (a + b) / 2)];
        using var recording = MemoryRecording.Eeg(100, ["C3", "A1", "A2"], samples);
        var spectrum = Run(recording, new AnalysisOptions { Reference = AnalysisReference.Parse("a1,A2")! }).Spectrum!;
        Assert.InRange(Total(spectrum.BandPowerMicrovoltsSquared["C3"]), 0, 1e-20);
        Assert.True(Total(spectrum.BandPowerMicrovoltsSquared["A1"]) > 10);
    }

    [Fact]
    public void Run_UnknownReference_IsRefusedByName()
    {
        using var recording = Noise(100, 10, ["C3", "C4"]);
        var refused = Assert.Throws<AnalysisRefusedException>(() => Run(recording, new AnalysisOptions { Reference = AnalysisReference.Parse("M1")! }));
        Assert.Contains("M1", refused.Message, StringComparison.Ordinal);
        using var one = Noise(100, 10, ["C3"]);
        Assert.Throws<AnalysisRefusedException>(() => Run(one, new AnalysisOptions { Reference = AnalysisReference.Average }));
    }

    [Fact]
    public void Run_NothingToAnalyse_GivesNullSections()
    {
        using var empty = new MemoryRecording([], []);
        AssertNothing(Run(empty), "no_signals");
        using var noSamples = new MemoryRecording([MemoryRecording.Channel(0, "C3", "C3", ChannelKind.Eeg, 100, 0)], [[]], []);
        AssertNothing(Run(noSamples), "too_short");
        using var noEeg = new MemoryRecording([MemoryRecording.Channel(0, "ECG", null, ChannelKind.Ecg, 100, 1000)], [Signals.Noise(1000, 100, 1)]);
        AssertNothing(Run(noEeg), "no_eeg");
        using var slow = new MemoryRecording([MemoryRecording.Channel(0, "C3", "C3", ChannelKind.Eeg, 10, 1000)], [Signals.Noise(1000, 100, 1)]);
        AssertNothing(Run(slow), "eeg_not_measurable");
    }

    [Fact]
    public void Run_ShorterThanAWindow_HasQualityButNoSpectrum()
    {
        using var recording = Noise(100, 3, ["C3"]);
        var report = Run(recording);
        Assert.Null(report.Spectrum);
        Assert.NotNull(report.Quality);
        using var blip = Noise(100, 0.5, ["C3"]);
        AssertNothing(Run(blip), "too_short");
        Assert.Equal("too_short", report.Omitted["spectrum"]);
        Assert.DoesNotContain("quality", report.Omitted.Keys);
    }

    [Fact]
    public void Run_SectionsNotAskedFor_AreSaidToBeThat()
    {
        using var recording = Noise(100, 70, ["C3", "C4"]);
        var report = Run(recording, new AnalysisOptions { Sections = AnalysisSections.Quality | AnalysisSections.Sleep });
        Assert.Equal(
            [("events", "not_asked"), ("sleep", "not_available"), ("spectrum", "not_asked"), ("triage", "not_asked")],
            report.Omitted.Select(o => (o.Key, o.Value)));
    }

    [Fact]
    public void Run_DuplicateLabels_KeepsBoth()
    {
        // The third channel is the one that is bad; the file says "C3" of three of them.
        double[][] samples = [.. Enumerable.Range(1, 5).Select(i => Signals.Noise(2000, i == 3 ? 0 : 20, i))];
        using var recording = MemoryRecording.Eeg(100, ["C3", "C3", "C3", "O1", "O2"], samples);
        var report = Run(recording);
        string[] labels = ["C3", "C3 (2)", "C3 (3)", "O1", "O2"];
        Assert.Equal(labels, report.Spectrum!.BandPowerMicrovoltsSquared.Keys);
        Assert.Equal(labels, report.Quality!.Channels.Select(c => c.Label));
        Assert.Equal(["C3 (3)"], report.Quality.Channels.Where(c => c.Reasons.Contains("flat")).Select(c => c.Label));
        Assert.Equal(0, report.Spectrum.BandPowerMicrovoltsSquared["C3 (3)"].Alpha);
        Assert.Contains(report.Quality.Artifacts!, a => a.Kind == "flat" && a.Channels is ["C3 (3)"]);
        Assert.Equal(["C3", "C3", "C3", "O1", "O2"], report.Recording.Channels.Select(c => c.Label));
    }

    [Theory]
    [InlineData(100, true, true, true)]
    [InlineData(90, true, true, true)]
    [InlineData(80, true, true, false)]
    [InlineData(50, true, false, false)]
    [InlineData(20, false, false, false)]
    public void Run_SlowChannel_HasNoPowerInBandsItsRateDoesNotReach(double samplingRateHz, bool alpha, bool beta, bool gamma)
    {
        using var recording = Noise(samplingRateHz, 20, ["C3"]);
        var report = Run(recording);
        var powers = report.Spectrum!.BandPowerMicrovoltsSquared["C3"];
        Assert.True(powers.Delta > 0 && powers.Theta > 0);
        Assert.Equal((alpha, beta, gamma), (powers.Alpha > 0, powers.Beta > 0, powers.Gamma > 0));
        Assert.Equal((alpha, beta, gamma), (powers.Alpha is not null, powers.Beta is not null, powers.Gamma is not null));
        using var json = new MemoryStream();
        ReportJson.Write(json, report);
        json.Position = 0;
        Assert.Equal(powers, ReportJson.Read(json).Spectrum!.BandPowerMicrovoltsSquared["C3"]);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("average")]
    [InlineData("C3,C4")]
    public void Run_Reference_IsSaidInTheSpectrum(string reference)
    {
        using var recording = Noise(100, 10, ["C3", "C4", "O1"]);
        Assert.Equal(reference, Run(recording, new AnalysisOptions { Reference = AnalysisReference.Parse(reference)! }).Spectrum!.Reference);
    }

    [Fact]
    public void Run_Progress_RisesToOne()
    {
        using var recording = Noise(100, 300, ["C3", "C4"]);
        var seen = new List<AnalysisProgress>();
        RecordingAnalysis.Run(recording, new AnalysisOptions(), new Collected(seen), TestContext.Current.CancellationToken);
        Assert.Equal(seen.Select(p => p.Fraction).Order(), seen.Select(p => p.Fraction));
        Assert.Equal(1, seen[^1].Fraction);
        Assert.Equal(["reading", "quality", "spectrum"], seen.Select(p => p.Stage).Distinct());
    }

    [Fact]
    public void Run_CancelledOnTheWay_Stops()
    {
        using var recording = Noise(100, 300, ["C3"]);
        using var source = new CancellationTokenSource();
        var seen = new List<AnalysisProgress>();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            RecordingAnalysis.Run(recording, new AnalysisOptions(), new Collected(seen, source.Cancel), source.Token));
        Assert.Single(seen);
    }

    [Theory]
    [InlineData("none", ReferenceKind.None)]
    [InlineData("Average", ReferenceKind.Average)]
    [InlineData("A1, A2", ReferenceKind.Channels)]
    public void Parse_Reference_ReadsWhatTheContractSays(string text, ReferenceKind kind) =>
        Assert.Equal(kind, AnalysisReference.Parse(text)!.Kind);

    [Fact]
    public void Parse_Nonsense_IsNull()
    {
        Assert.Null(AnalysisReference.Parse(" , "));
        Assert.Null(AnalysisOptions.ParseSections(["quality", "colour"]));
        Assert.Null(AnalysisOptions.ParseSections(["3"]));
        Assert.Null(AnalysisOptions.ParseSections([]));
        Assert.Null(AnalysisOptions.ParseLineFrequency("55"));
        Assert.Equal(AnalysisSections.Quality | AnalysisSections.Spectrum, AnalysisOptions.ParseSections(["Spectrum", "quality"]));
    }

    private static void AssertNothing(RecordingReport report, string reason)
    {
        Assert.Equal((reason, reason), (report.Omitted["quality"], report.Omitted["spectrum"]));
        Assert.Null(report.Quality);
        Assert.Null(report.Spectrum);
        Assert.Null(report.Events);
        Assert.Null(report.Sleep);
        Assert.Null(report.Triage);
    }

    private static double Total(BandPowers powers) => (powers.Delta + powers.Theta + powers.Alpha + powers.Beta + powers.Gamma)!.Value;

    private static RecordingReport Run(IRecordingReader recording, AnalysisOptions? options = null) =>
        RecordingAnalysis.Run(recording, options ?? new AnalysisOptions(), null, TestContext.Current.CancellationToken);

    private static MemoryRecording Noise(double samplingRateHz, double seconds, string[] labels) => MemoryRecording.Eeg(
        samplingRateHz, labels, [.. labels.Select((_, i) => Signals.PinkNoise((int)(seconds * samplingRateHz), 12, seed: 70 + i))]);

    private sealed class Collected(List<AnalysisProgress> seen, Action? then = null) : IProgress<AnalysisProgress>
    {
        public void Report(AnalysisProgress value)
        {
            seen.Add(value);
            then?.Invoke();
        }
    }
}
