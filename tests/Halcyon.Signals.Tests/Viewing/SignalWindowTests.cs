using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Viewing;
using Xunit;

namespace Halcyon.Signals.Tests.Viewing;

public sealed class SignalWindowTests
{
    public static TheoryData<double> Rates => [100, 128, 256, 499.9];

    [Theory, MemberData(nameof(Rates))]
    public void Read_NeighbouringFilteredPages_JoinWithoutASeam(double samplingRateHz)
    {
        // Five channels: a full set of lanes and one over. An offset of 20 deviations, as an unreferenced amplifier has.
        using var recording = Noise(samplingRateHz, 90, ["C3", "Cz", "C4", "P3", "P4"], offset: 600);
        foreach (var low in (double[])[0.1, 0.5, 5])
        {
            var whole = Read(recording, 0, 90, points: 100_000, low: low, high: 40, notch: 45);
            foreach (var from in (double[])[0, 37.3, 80])
            {
                var page = Read(recording, from, from + 10, points: 100_000, low: low, high: 40, notch: 45);
                for (var c = 0; c < page.Channels.Count; c++)
                {
                    var offset = (int)Math.Round(page.Channels[c].FirstSampleSeconds * samplingRateHz);
                    // 1e-4 of the noise's 30 µV: a hundredth of a pixel at any gain that keeps the trace on the screen.
                    for (var i = 0; i < page.Channels[c].Count; i++)
                        Assert.Equal(whole.Channels[c].Values[offset + i], page.Channels[c].Values[i], 3e-3f);
                }
            }
        }
    }

    [Theory]
    [InlineData(128)]
    [InlineData(499.9)]
    [InlineData(1000)]
    public void Read_BandAndNotch_PassStopAndHalveWhatTheySay(double samplingRateHz)
    {
        double[] frequencies = [0.05, 0.5, 10, 40, 50];
        double[] gains = [1e-4, 0.5, 1, 0.5, 1e-3];
        using var recording = MemoryRecording.Eeg(
            samplingRateHz, [.. frequencies.Select(f => $"S{f}")], [.. frequencies.Select(f => Signals.Sine(f, 100, 120, samplingRateHz))]);
        var shown = Read(recording, 40, 80, points: 100_000, low: 0.5, high: 40, notch: 50);
        for (var c = 0; c < frequencies.Length; c++)
        {
            // Zero phase: where the sine passes, it passes in place. Half is 6 dB, 3 at each edge in each direction; the
            // 40 Hz sine also feels the notch's foot a little.
            var recorded = Stored(recording, c, (int)Math.Ceiling(40 * samplingRateHz), shown.Channels[c].Count);
            for (var i = 0; i < recorded.Length; i++)
                Assert.Equal(gains[c] * recorded[i], shown.Channels[c].Values[i], 1.0);
        }
    }

    [Fact]
    public void Read_FewSamples_GivesThemAsTheyAre()
    {
        using var recording = Noise(100, 10, ["C3"]);
        var channel = Read(recording, 2, 4, points: 100).Channels[0];
        Assert.Equal(SignalLayout.Samples, channel.Layout);
        Assert.Equal(200, channel.Count);
        Assert.Equal(2, channel.FirstSampleSeconds, 1e-12);
        Assert.Equal(0.01, channel.StepSeconds, 1e-12);
        Assert.Equal(Stored(recording, 0, 200, 200).Select(v => (float)v), channel.Values);
    }

    [Fact]
    public void Read_ManySamples_GivesMinimumAndMaximumOfEachBin()
    {
        using var recording = Noise(256, 100, ["C3"]);
        var channel = Read(recording, 10, 60, points: 500).Channels[0];
        Assert.Equal(SignalLayout.MinMax, channel.Layout);
        Assert.InRange(channel.Count, 480, 500);
        Assert.Equal(2 * channel.Count, channel.Values.Length);
        var perBin = (int)Math.Round(channel.StepSeconds * 256);
        var first = (int)Math.Round(channel.FirstSampleSeconds * 256);
        Assert.Equal(0, first % perBin);
        for (var bin = 0; bin < channel.Count; bin++)
        {
            var samples = Stored(recording, 0, first + bin * perBin, perBin);
            Assert.Equal((float)samples.Min(), channel.Values[2 * bin]);
            Assert.Equal((float)samples.Max(), channel.Values[2 * bin + 1]);
        }
    }

    [Theory]
    [InlineData(100_000)]
    [InlineData(50)]
    public void Read_AcrossAGap_LeavesNaNThereAndFiltersEachSideAlone(int points)
    {
        // 5 s stored, 3 s of nothing, 5 s stored at another level.
        double[] samples = [.. Enumerable.Repeat(100.0, 500), .. Enumerable.Repeat(-100.0, 500)];
        using var recording = MemoryRecording.Eeg(100, ["C3"], [samples], [new(0, 5, 0), new(8, 5, 5)]);
        var channel = Read(recording, 0, 13, points, high: 20).Channels[0];
        var values = channel.Layout == SignalLayout.Samples ? 1 : 2;
        var nan = 0;
        for (var i = 0; i < channel.Values.Length; i++)
        {
            var seconds = channel.FirstSampleSeconds + i / values * channel.StepSeconds;
            if (seconds + channel.StepSeconds <= 5 + 1e-9)
                Assert.Equal(100, channel.Values[i], 0.01f);
            else if (seconds >= 8 - 1e-9 && seconds < 13 - channel.StepSeconds)
                Assert.Equal(-100, channel.Values[i], 0.01f);
            else if (seconds >= 5 && seconds + channel.StepSeconds <= 8)
                nan += float.IsNaN(channel.Values[i]) ? 1 : 0;
        }

        Assert.InRange(nan, points == 50 ? 15 : 295, points == 50 ? 30 : 300);
    }

    [Fact]
    public void Read_Montages_SubtractWhatTheySay()
    {
        using var recording = Noise(100, 4, ["Fp1", "F7", "T7", "P7", "O1"]);
        var bipolar = Read(recording, 0, 4, montage: Montage.Longitudinal).Channels;
        Assert.Equal(["Fp1-F7", "F7-T7", "T7-P7", "P7-O1"], bipolar.Select(c => c.Label));
        Assert.Equal([1, 2], bipolar[1].SourceChannels);
        var average = Read(recording, 0, 4, montage: Montage.Average).Channels;
        double[][] stored = [.. Enumerable.Range(0, 5).Select(c => Stored(recording, c, 0, 400))];
        for (var i = 0; i < 400; i++)
        {
            Assert.Equal(stored[1][i] - stored[2][i], bipolar[1].Values[i], 1e-4);
            Assert.Equal(stored[0][i] - stored.Average(s => s[i]), average[0].Values[i], 1e-4);
        }
    }

    [Fact]
    public void Read_ChosenChannels_KeepsTheAverageOfAll()
    {
        using var recording = Noise(100, 4, ["Fp1", "F7", "T7"]);
        var all = Read(recording, 0, 4, montage: Montage.Average).Channels;
        var one = Read(recording, 0, 4, montage: Montage.Average, channels: [1]).Channels;
        Assert.Equal(all[1].Values, Assert.Single(one).Values);
        Assert.Equal("Fp1-F7", Assert.Single(Read(recording, 0, 4, montage: Montage.Longitudinal, channels: [0, 1]).Channels).Label);
    }

    [Fact]
    public void Read_MixedRatesAndUnits_FiltersOnlyVoltagesThatAllowIt()
    {
        ChannelInfo[] channels =
        [
            MemoryRecording.Channel(0, "C3", "C3", ChannelKind.Eeg, 256, 2560),
            MemoryRecording.Channel(1, "Temp", null, ChannelKind.Other, 1, 10, "degC"),
            MemoryRecording.Channel(2, "EMG", null, ChannelKind.Emg, 1, 10),
        ];
        double[] degrees = [.. Enumerable.Range(0, 10).Select(i => 36.0 + i % 2)];
        using var recording = new MemoryRecording(channels, [Signals.Noise(2560, 20, 1), degrees, degrees]);
        var window = Read(recording, 0, 10, points: 100_000, low: 0.5, high: 40, notch: 50);
        Assert.Equal(["C3", "Temp", "EMG"], window.Channels.Select(c => c.Label));
        Assert.Equal(degrees.Select(d => (float)d), window.Channels[1].Values);
        Assert.Equal(degrees.Select(d => (float)d), window.Channels[2].Values);
        Assert.Equal(2560, window.Channels[0].Count);
    }

    [Fact]
    public void Read_OutsideTheRecording_IsClippedAndMayBeEmpty()
    {
        using var recording = Noise(100, 10, ["C3"]);
        Assert.Equal(300, Read(recording, -5, 3, points: 1000).Channels[0].Count);
        Assert.Equal(100, Read(recording, 9, 99, points: 1000).Channels[0].Count);
        Assert.Equal(0, Read(recording, 50, 60).Channels[0].Count);
        using var empty = new MemoryRecording([], []);
        Assert.Empty(Read(empty, 0, 10).Channels);
    }

    [Theory]
    [InlineData(5, 5, 100, null, null, null)]
    [InlineData(double.NaN, 5, 100, null, null, null)]
    [InlineData(0, 5, 1, null, null, null)]
    [InlineData(0, 5, 100_001, null, null, null)]
    [InlineData(0, 5, 100, 40.0, 0.5, null)]
    [InlineData(0, 5, 100, 0.0, 40.0, null)]
    [InlineData(0, 5, 100, null, null, double.NaN)]
    public void Read_NonsenseRequest_IsRefused(double from, double to, int points, double? low, double? high, double? notch)
    {
        using var recording = Noise(100, 10, ["C3"]);
        Assert.Throws<ArgumentException>(() => Read(recording, from, to, points, low, high, notch));
        Assert.Throws<ArgumentException>(() => Read(recording, 0, 5, channels: [1]));
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        using var recording = Noise(100, 10, ["C3"]);
        Assert.ThrowsAny<OperationCanceledException>(() => SignalWindow.Read(
            recording, new SignalWindowRequest { FromSeconds = 0, ToSeconds = 10 }, new CancellationToken(canceled: true)));
    }

    private static SignalWindow Read(
        MemoryRecording recording, double from, double to, int points = 2000, double? low = null, double? high = null,
        double? notch = null, Montage montage = Montage.Recorded, int[]? channels = null) =>
        SignalWindow.Read(
            recording,
            new SignalWindowRequest
            {
                FromSeconds = from,
                ToSeconds = to,
                Points = points,
                LowHz = low,
                HighHz = high,
                NotchHz = notch,
                Montage = montage,
                Channels = channels,
            },
            TestContext.Current.CancellationToken);

    private static MemoryRecording Noise(double samplingRateHz, double seconds, string[] labels, double offset = 0) => MemoryRecording.Eeg(
        samplingRateHz, labels,
        [.. labels.Select((_, i) => Signals.Noise((int)(seconds * samplingRateHz), 30, seed: 50 + i).Select(v => v + offset).ToArray())]);

    private static double[] Stored(MemoryRecording recording, int channel, int first, int count)
    {
        var samples = new double[count];
        recording.ReadSamples(channel, first, samples);
        return samples;
    }
}
