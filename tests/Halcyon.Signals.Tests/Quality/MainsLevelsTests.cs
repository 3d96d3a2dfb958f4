using Halcyon.Signals.Analysis;
using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Tests.Edf;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Quality;

public sealed class MainsLevelsTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(160)]
    [InlineData(499.9)]
    public void Read_NoHum_IsNoneAtBothWithFigures(double samplingRateHz)
    {
        var mains = Mains(Head(samplingRateHz, 60));
        Assert.Equal([50, 60], mains.Select(m => m.FrequencyHz));
        Assert.All(mains, m => Assert.Equal(("none", null, 8), (m.Level, m.Reason, m.ChannelsJudged)));
        // The neighbourhood's own density: near 1 times.
        Assert.All(mains, m => Assert.InRange(m.PeakRatio!.Value, 0.8, 1.8));
    }

    [Theory]
    [InlineData(50, 256)]
    [InlineData(60, 256)]
    [InlineData(60, 160)]
    [InlineData(60, 499.9)]
    public void Read_SmallPeak_IsWeakWithItsAmplitude(int hertz, double samplingRateHz)
    {
        var quality = Analyse(Head(samplingRateHz, 60, hum: (hertz, 1)));
        var mains = quality.Mains.Single(m => m.FrequencyHz == hertz);
        Assert.Equal(("weak", 8, 8), (mains.Level, mains.ChannelsWithPeak, mains.ChannelsJudged));
        // 1 µV peak is 0.707 µV RMS; what the background adds in 2 Hz is taken off again, but for its chance.
        Assert.Equal(0.707, mains.AmplitudeMicrovolts!.Value, 0.05);
        Assert.Equal(hertz, quality.LineFrequencyHz);
        Assert.Equal("none", quality.Mains.Single(m => m.FrequencyHz != hertz).Level);
        Assert.All(quality.Channels, c => Assert.DoesNotContain("line_noise", c.Reasons));
    }

    [Fact]
    public void Read_ATenthOfTheSignal_IsStrong()
    {
        var quality = Analyse(Head(256, 60, hum: (50, 6)));
        Assert.Equal("strong", quality.Mains[0].Level);
        Assert.Equal(4.24, quality.Mains[0].AmplitudeMicrovolts!.Value, 0.1);
    }

    [Theory]
    [InlineData(100, null, null)]
    [InlineData(110, "none", null)]
    [InlineData(128, "none", "none")]
    public void Read_RateThatDoesNotReachIt_CannotBeJudged(double samplingRateHz, string? at50, string? at60)
    {
        var quality = Analyse(Head(samplingRateHz, 60));
        Assert.Equal([at50, at60], quality.Mains.Select(m => m.Level));
        Assert.All(quality.Mains, m => Assert.Equal(m.Level is null ? ReportReasons.SamplingRateTooLow : null, m.Reason));
        Assert.Null(quality.LineFrequencyHz);
        Assert.All(quality.Channels, c => Assert.Equal(at60 is null, c.Unchecked.Contains("line_noise")));
    }

    [Fact]
    public void Read_TooShort_CannotBeJudged()
    {
        var mains = Mains(Head(256, 6, hum: (50, 6)));
        Assert.All(mains, m => Assert.Equal((null, ReportReasons.TooShort), (m.Level, m.Reason)));
    }

    [Fact]
    public void Read_Given_IsTheOnlyOneLookedAt()
    {
        using var recording = Head(256, 60);
        var quality = RecordingAnalysis.Run(recording, new AnalysisOptions { LineFrequency = LineFrequency.Hertz60 }, null, TestContext.Current.CancellationToken).Quality!;
        Assert.Equal((60, "none"), (Assert.Single(quality.Mains).FrequencyHz, quality.Mains[0].Level));
        Assert.Equal(60, quality.LineFrequencyHz);
    }

    [Fact]
    public void Read_ABurstOfMuscleInOneChannel_IsNoMains()
    {
        // All of the power above 20 Hz comes from two seconds: far fewer independent segments than were counted.
        for (var seed = 0; seed < 40; seed++)
        {
            using var recording = Head(256, 60, burst: seed);
            Assert.All(Analyse(recording).Mains, m => Assert.Equal("none", m.Level));
        }
    }

    [Fact]
    public void ChanceLimit_MoreSegments_IsLower()
    {
        // SciPy's gamma.ppf(norm.cdf(4.5), n) / n for 4/1.056 and 60/1.056 segments; Wilson and Hilferty are within 3 % there.
        Assert.Equal(5.143, MainsLevels.ChanceLimit(4), 0.16);
        Assert.Equal(1.713, MainsLevels.ChanceLimit(60), 0.01);
    }

    [Fact]
    public void Read_MotorImageryRunWithASmallSixtyHertzPeak_IsWeak()
    {
        using var recording = RecordingFile.Open(SharedRecordings.Path("bci/eegmmidb-S001/S001R03.edf"));
        var quality = Analyse(recording);
        var mains = quality.Mains.Single(m => m.FrequencyHz == 60);
        Assert.Equal("weak", mains.Level);
        Assert.Equal("none", quality.Mains.Single(m => m.FrequencyHz == 50).Level);
        // SciPy's welch of the same samples, 4 s Hann windows: median ratio 4.62, median 1.21 µV, highest 2.20 µV.
        Assert.Equal(4.62, mains.PeakRatio!.Value, 0.05);
        Assert.Equal(1.21, mains.AmplitudeMicrovolts!.Value, 0.02);
        Assert.Equal(2.20, mains.HighestMicrovolts!.Value, 0.02);
        Assert.Equal("A", quality.Grade);
    }

    private static IReadOnlyList<MainsReading> Mains(IRecordingReader recording) => Analyse(recording).Mains;

    private static QualitySection Analyse(IRecordingReader recording)
    {
        using (recording)
            return RecordingAnalysis.Run(recording, new AnalysisOptions(), null, TestContext.Current.CancellationToken).Quality!;
    }

    private static MemoryRecording Head(double samplingRateHz, double seconds, (int Hertz, double Microvolts)? hum = null, int? burst = null)
    {
        double[][] samples = [.. Enumerable.Range(0, 8).Select(i => Signals.PinkNoise((int)(seconds * samplingRateHz), 12, seed: 500 + i))];
        foreach (var channel in samples)
        {
            for (var i = 0; hum is var (hertz, microvolts) && i < channel.Length; i++)
                channel[i] += microvolts * Math.Sin(2 * Math.PI * hertz * i / samplingRateHz);
        }

        if (burst is { } seed)
        {
            var muscle = Signals.Noise((int)(2 * samplingRateHz), 60, seed: 900 + seed);
            for (var i = 0; i < muscle.Length; i++)
                samples[2][(int)(20 * samplingRateHz) + i] += muscle[i];
        }

        return MemoryRecording.Eeg(samplingRateHz, Goldens.Labels[..8], samples);
    }
}
