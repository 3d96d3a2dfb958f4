using Halcyon.Signals.Analysis;
using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Synthetic;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Quality;

public sealed class QualityTests
{
    private const double Rate = 256;

    [Fact]
    public void Judge_HealthyHead_FindsNothingWrong()
    {
        var quality = Analyse(Head());
        Assert.All(quality.Channels, c => Assert.Equal("good", c.Status));
        Assert.Equal("A", quality.Grade);
        Assert.All(quality.Channels, c => Assert.All(c.Metrics, m => Assert.True(double.IsFinite(m.Value))));
    }

    [Fact]
    public void Judge_FlatChannel_IsBadAndOneSegment()
    {
        var head = Head();
        Array.Fill(head[4], 12.5);
        var quality = Analyse(head);
        Assert.Equal(["flat"], Verdict(quality, 4).Reasons);
        var segment = Assert.Single(quality.Artifacts!, a => a.Kind == "flat");
        Assert.Equal((0, 60), (segment.OnsetSeconds, segment.DurationSeconds));
        Assert.Equal("B", quality.Grade);
    }

    [Fact]
    public void Judge_NoisyChannel_IsNoisyAndUncorrelated()
    {
        var head = Head();
        head[7] = Signals.Noise(head[7].Length, 150, seed: 9);
        var reasons = Verdict(Analyse(head), 7).Reasons;
        Assert.Contains("noisy", reasons);
        Assert.Contains("uncorrelated", reasons);
    }

    [Fact]
    public void Judge_ChannelOfItsOwn_IsUncorrelated()
    {
        var head = Head();
        var deviation = Math.Sqrt(head[7].Sum(v => v * v) / head[7].Length);
        head[7] = Signals.PinkNoise(head[7].Length, deviation, seed: 77);
        Assert.Equal(["uncorrelated"], Verdict(Analyse(head), 7).Reasons);
    }

    [Fact]
    public void Judge_TwoGelledElectrodes_AreBothBridged()
    {
        var head = Head();
        head[9] = [.. head[8].Select((v, i) => v + 0.2 * Math.Sin(i))];
        var quality = Analyse(head);
        Assert.Equal(["bridged"], Verdict(quality, 8).Reasons);
        Assert.Equal(["bridged"], Verdict(quality, 9).Reasons);
        Assert.Equal(17, quality.Channels.Count(c => c.Status == "good"));
    }

    [Fact]
    public void Judge_HumInOneChannel_IsLineNoiseButHumInAllIsTheRoom()
    {
        var head = Head();
        Add(head[3], Signals.Sine(50, 60, 60, Rate));
        var quality = Analyse(head);
        Assert.Equal(["line_noise"], Verdict(quality, 3).Reasons);

        head = Head();
        foreach (var samples in head)
            Add(samples, Signals.Sine(50, 60, 60, Rate));
        quality = Analyse(head);
        Assert.Equal(50, quality.LineFrequencyHz);
        Assert.All(quality.Channels, c => Assert.Equal("good", c.Status));
    }

    [Fact]
    public void Judge_ClippedChannel_IsSaturatedButAReachedPeakIsNot()
    {
        var head = Head();
        for (var i = 0; i < head[5].Length; i++)
            head[5][i] = Math.Clamp(head[5][i] + 3500 * Math.Sin(2 * Math.PI * 0.3 * i / Rate), -3276.8, 3276.7);
        head[6][1000] = 3276.7;
        var quality = Analyse(head);
        Assert.Contains("saturated", Verdict(quality, 5).Reasons);
        Assert.DoesNotContain("saturated", Verdict(quality, 6).Reasons);
        Assert.Contains(quality.Artifacts!, a => a.Kind == "saturation");
    }

    [Fact]
    public void Judge_SamplesBeyondTheStatedRange_AreNotClipped()
    {
        var head = Head();
        for (var i = 0; i < head[5].Length; i++)
            head[5][i] = i % 100 < 5 ? 3276.7 : head[5][i];
        head[5][5000] = 4000;
        Assert.DoesNotContain("saturated", Verdict(Analyse(head), 5).Reasons);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Judge_FewChannels_NeverComparesButStillSeesFlat(int count)
    {
        double[][] samples = [.. Enumerable.Range(0, count).Select(i => Signals.PinkNoise(60 * 256, 12, seed: 300 + i))];
        var quality = Analyse(samples);
        Assert.All(quality.Channels, c => Assert.Equal("good", c.Status));
        samples[0].AsSpan().Clear();
        quality = Analyse(samples);
        Assert.Equal(["flat"], quality.Channels[0].Reasons);
        Assert.All(quality.Channels.Skip(1), c => Assert.Equal("good", c.Status));
    }

    [Fact]
    public void Judge_OtherKinds_AreNotHeldAgainstTheirNeighbours()
    {
        var head = Head();
        ChannelInfo[] channels =
        [
            .. Goldens.Labels.Select((label, i) => MemoryRecording.Channel(i, label, label, ChannelKind.Eeg, Rate, head[i].Length)),
            MemoryRecording.Channel(19, "ECG", null, ChannelKind.Ecg, Rate, head[0].Length),
        ];
        using var recording = new MemoryRecording(channels, [.. head, Signals.Noise(head[0].Length, 500, seed: 4)]);
        var quality = Run(recording).Quality!;
        Assert.Equal("good", quality.Channels.Single(c => c.Label == "ECG").Status);
        Assert.Equal("A", quality.Grade);
    }

    [Theory]
    [InlineData(50, 256)]
    [InlineData(60, 256)]
    [InlineData(50, 128)]
    [InlineData(60, 499.9)]
    public void Detect_Hum_IsFound(int hertz, double samplingRateHz)
    {
        double[][] samples = [.. Enumerable.Range(0, 4).Select(i => Signals.PinkNoise((int)(60 * samplingRateHz), 12, seed: 20 + i))];
        using var quiet = MemoryRecording.Eeg(samplingRateHz, ["C3", "C4", "O1", "O2"], samples);
        Assert.Null(LineFrequencyDetector.Detect(quiet, ChannelGroup.Of(quiet.Info), TestContext.Current.CancellationToken));
        foreach (var channel in samples)
            Add(channel, Signals.Sine(hertz, 3, 60, samplingRateHz));
        using var humming = MemoryRecording.Eeg(samplingRateHz, ["C3", "C4", "O1", "O2"], samples);
        Assert.Equal(hertz, LineFrequencyDetector.Detect(humming, ChannelGroup.Of(humming.Info), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Artifacts_MuscleBurstMovementAndPop_AreFoundWhereTheyAre()
    {
        var head = Head();
        var burst = Signals.Noise(2 * 256, 60, seed: 11);
        foreach (var c in (int[])[3, 7])
            Add(head[c], burst, at: 20 * 256);
        foreach (var samples in head)
            Add(samples, Signals.Sine(1.5, 600, 2, Rate), at: 40 * 256);
        for (var i = 50 * 256 + 128; i < head[10].Length; i++)
            head[10][i] += 300;
        var artifacts = Analyse(head).Artifacts!;
        var muscle = Assert.Single(artifacts, a => a.Kind == "muscle" && a.Channels.Count == 2);
        Assert.Equal((20, 2), (muscle.OnsetSeconds, muscle.DurationSeconds));
        Assert.Equal([Goldens.Labels[3], Goldens.Labels[7]], muscle.Channels);
        var movement = Assert.Single(artifacts, a => a.Kind == "movement");
        Assert.InRange(movement.OnsetSeconds, 39, 41);
        Assert.Equal(19, movement.Channels.Count);
        var pop = Assert.Single(artifacts, a => a.Kind == "electrode_pop");
        Assert.Equal((50, Goldens.Labels[10]), (pop.OnsetSeconds, Assert.Single(pop.Channels)));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Artifacts_BlinksAtAnyRate_AreFound(double samplingRateHz)
    {
        double[] peaks = [5, 12.3, 20.1, 31.7, 44, 52.5];
        string[] labels = ["Fp1", "Fp2", "C3", "C4", "O1", "O2"];
        double[][] samples = [.. labels.Select((_, i) => Signals.PinkNoise((int)(60 * samplingRateHz), 8, seed: 40 + i))];
        foreach (var peak in peaks)
        {
            for (var i = (int)((peak - 0.2) * samplingRateHz); i < (peak + 0.2) * samplingRateHz; i++)
            {
                var blink = 120 * Math.Pow(Math.Cos(Math.PI * (i / samplingRateHz - peak) / 0.4), 2);
                samples[0][i] += blink;
                samples[1][i] += blink;
                samples[2][i] += 0.2 * blink;
                samples[3][i] += 0.2 * blink;
            }
        }

        using var recording = MemoryRecording.Eeg(samplingRateHz, labels, samples);
        var blinks = Run(recording).Quality!.Artifacts!.Where(a => a.Kind == "blink").ToList();
        Assert.Equal(peaks.Length, blinks.Count);
        for (var i = 0; i < peaks.Length; i++)
            Assert.Equal(peaks[i], blinks[i].OnsetSeconds + blinks[i].DurationSeconds / 2, 0.1);
    }

    [Fact]
    public void Artifacts_DemoRecording_MatchItsTruth()
    {
        using var file = new MemoryStream();
        DemoRecording.Write(file);
        using var recording = RecordingFile.Open(new MemoryStream(file.ToArray()), DemoRecording.FileName);
        var report = Run(recording);
        var truth = DemoRecording.Truth;
        var bad = Assert.Single(report.Quality!.Channels, c => c.Status == "bad");
        Assert.Equal($"EEG {truth.BadElectrode}-Ref", bad.Label);
        var blinks = report.Quality.Artifacts!.Where(a => a.Kind == "blink").ToList();
        Assert.All(truth.BlinkPeakSeconds, peak => Assert.Contains(blinks, b => Math.Abs(b.OnsetSeconds + b.DurationSeconds / 2 - peak) < 0.15));
        Assert.Equal(truth.BlinkPeakSeconds.Count, blinks.Count);
        Assert.All(truth.MuscleBursts, burst => Assert.Contains(
            report.Quality.Artifacts!, a => a.Kind == "muscle" && a.OnsetSeconds <= burst.OnsetSeconds + 0.5 && a.OnsetSeconds + a.DurationSeconds >= burst.OnsetSeconds + burst.DurationSeconds - 0.5));
        Assert.All(truth.FlatSegments, flat => Assert.Contains(
            report.Quality.Artifacts!, a => a.Kind == "flat" && Math.Abs(a.OnsetSeconds - flat.OnsetSeconds) <= 1 && Math.Abs(a.DurationSeconds - flat.DurationSeconds) <= 1));
        Assert.Equal((int)truth.LineFrequencyHz, report.Quality.LineFrequencyHz);
        Assert.Equal(truth.AlphaHz, report.Spectrum!.AlphaPeakHz["EEG O1-Ref"], 0.15);
    }

    [Theory]
    [InlineData(0, 1, "A")]
    [InlineData(0.049, 1, "A")]
    [InlineData(0.05, 1, "B")]
    [InlineData(0.1, 1, "C")]
    [InlineData(0.2, 1, "D")]
    [InlineData(0.3, 1, "F")]
    [InlineData(0, 0.94, "B")]
    [InlineData(0.06, 0.75, "D")]
    // Neither alone would cost the A; together they are 7.8 %.
    [InlineData(0.04, 0.96, "B")]
    [InlineData(0, 0, "F")]
    public void Grade_LostChannelsAndLostTimeTogether_GiveTheLetter(double badFraction, double usableFraction, string grade) =>
        Assert.Equal(grade, QualityGrade.Of(badFraction, usableFraction));

    [Fact]
    public void ElectrodePop_LargeStep_IsNotMuscleToo()
    {
        using var file = new MemoryStream();
        SyntheticEdf.Write(
            new SyntheticDesign
            {
                DurationSeconds = 90,
                Events = [SyntheticEvent.ElectrodePop(30.4, "P4", 400), SyntheticEvent.Muscle(60, 2, 60)],
            }, file);
        file.Position = 0;
        using var reader = RecordingFile.Open(file, "generated.edf");
        var artifacts = RecordingAnalysis.Run(reader, new AnalysisOptions { Sections = AnalysisSections.Quality }, null, TestContext.Current.CancellationToken).Quality!.Artifacts!;
        var pop = Assert.Single(artifacts, a => a.OnsetSeconds < 50);
        Assert.Equal(("electrode_pop", 30.0), (pop.Kind, pop.OnsetSeconds));
        Assert.Equal(60, Assert.Single(artifacts, a => a.Kind == "muscle").OnsetSeconds);
    }

    private static double[][] Head() => [.. SyntheticRecording.Generate(new SyntheticRecordingOptions { DurationSeconds = 60, Seed = 5, LineAmplitudeMicrovolts = 0 })
        .Samples.Select(s => (double[])s.Clone())];

    private static void Add(double[] samples, double[] other, int at = 0)
    {
        for (var i = 0; i < other.Length; i++)
            samples[at + i] += other[i];
    }

    private static ChannelQuality Verdict(QualitySection quality, int channel) => quality.Channels[channel];

    private static QualitySection Analyse(double[][] samples)
    {
        using var recording = MemoryRecording.Eeg(Rate, Goldens.Labels[..samples.Length], samples);
        return Run(recording).Quality!;
    }

    private static RecordingReport Run(IRecordingReader recording) =>
        RecordingAnalysis.Run(recording, new AnalysisOptions(), null, TestContext.Current.CancellationToken);
}
