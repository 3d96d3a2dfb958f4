using Halcyon.Signals.Analysis;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.Epochs;

public sealed class EpochExtractorTests
{
    // 10 s stored as 4 s, a gap of 2 s, 6 s.
    private static readonly ContinuousSegment[] WithGap = [new(0, 4, 0), new(6, 6, 4)];

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Extract_RampWithGap_TakesTheSamplesAtTheEvents(double rate)
    {
        var count = (int)Math.Round(10 * rate);
        using var recording = MemoryRecording.Eeg(rate, ["Cz", "Pz"], [Ramp(count, 0), Ramp(count, 1e6)], WithGap);
        var tick = (long)Math.Round(7 * rate);
        var epochs = EpochExtractor.Extract(recording, recording.Info.Channels, [new EpochEvent(tick, "a")], new EpochOptions { FromSeconds = -0.5, ToSeconds = 1 });
        Assert.Equal((int)Math.Round(rate) - (int)Math.Round(-0.5 * rate) + 1, epochs.SampleCount);
        // The second stretch begins at tick round(6·rate) and is stored from round(4·rate).
        var first = tick + epochs.FirstOffset - (long)Math.Round(6 * rate) + (long)Math.Round(4 * rate);
        for (var t = 0; t < epochs.SampleCount; t++)
            Assert.Equal((first + t, 1e6 + first + t), (epochs.Samples(0, 0)[t], epochs.Samples(0, 1)[t]));
        Assert.Equal(-0.5, epochs.TimeSeconds(0), 0.5 / rate);
    }

    [Fact]
    public void Extract_EdgesGapAndMissingSamples_DropsEachWithItsReason()
    {
        var samples = Ramp(1000, 0);
        samples[700] = double.NaN;
        using var recording = MemoryRecording.Eeg(100, ["Cz"], [samples], WithGap);
        EpochEvent[] events = [new(49, "early"), new(50, "a"), new(301, "gap"), new(300, "b"), new(500, "in"), new(900, "nan"), new(1101, "late"), new(1100, "c")];
        var options = new EpochOptions { FromSeconds = -0.5, ToSeconds = 0.99 };
        var epochs = EpochExtractor.Extract(recording, recording.Info.Channels, events, options);
        Assert.Equal(["a", "b", "c"], epochs.Epochs.Select(epoch => epoch.Event.Label));
        Assert.Equal(
            [("early", EpochDropReason.OutsideRecording), ("gap", EpochDropReason.AcrossGap), ("in", EpochDropReason.AcrossGap),
                ("nan", EpochDropReason.NotFinite), ("late", EpochDropReason.OutsideRecording)],
            epochs.Dropped.Select(dropped => (dropped.Event.Label, dropped.Reason)));
        Assert.Equal(["Cz"], epochs.Dropped[3].Channels);
    }

    [Fact]
    public void Extract_AnnotationToAvoid_DropsWhatTouchesIt()
    {
        using var recording = MemoryRecording.Eeg(100, ["Cz"], [Ramp(1000, 0)]);
        var options = EpochOptions.ForDuration(1, 100) with { Avoid = [new Annotation(2.5, 1, "movement"), new Annotation(7.2, 0, "pop")] };
        var epochs = EpochExtractor.Extract(recording, recording.Info.Channels, EpochEvents.FixedLength(recording.Info.Segments, 100, 1), options);
        Assert.Equal([200L, 300, 700], epochs.Dropped.Select(dropped => dropped.Event.Tick));
        Assert.All(epochs.Dropped, dropped => Assert.Equal(EpochDropReason.Avoided, dropped.Reason));
    }

    [Fact]
    public void Extract_LinearDetrend_LeavesNothingOfALine()
    {
        using var recording = MemoryRecording.Eeg(100, ["Cz"], [Ramp(1000, 5000)]);
        var options = new EpochOptions { FromSeconds = 0, ToSeconds = 1, Detrend = EpochDetrend.Linear };
        var epochs = EpochExtractor.Extract(recording, recording.Info.Channels, [new EpochEvent(100, "a")], options);
        foreach (var value in epochs.Samples(0, 0))
            Assert.Equal(0, value, 1e-9);
    }

    [Fact]
    public void Extract_ContinuousSignalOrReader_GivesTheSameEpochs()
    {
        using var recording = MemoryRecording.Eeg(128, ["Cz", "Pz"], [Signals.Noise(1280, 10, 1), Signals.Noise(1280, 10, 2)], WithGap);
        var events = EpochEvents.FixedLength(recording.Info.Segments, 128, 1.5, 0.5);
        var options = EpochOptions.ForDuration(1.5, 128) with { Detrend = EpochDetrend.Constant };
        var read = EpochExtractor.Extract(recording, recording.Info.Channels, events, options);
        var held = EpochExtractor.Extract(ContinuousSignal.Read(recording, recording.Info.Channels), events, options);
        Assert.Equal(3 + 5, read.Count);
        for (var i = 0; i < read.Count; i++)
            Assert.Equal(read.Epochs[i].Samples.ToArray(), held.Epochs[i].Samples.ToArray());
    }

    [Fact]
    public void Filtered_AcrossAGap_FiltersEachStretchByItself()
    {
        var samples = new double[1000];
        samples.AsSpan(400).Fill(100);
        var signal = new ContinuousSignal("memory", ["Cz"], 100, [samples], [new ChannelSegment(0, 400, 0), new ChannelSegment(400, 600, 600)]);
        var filtered = signal.Filtered(Halcyon.Signals.Filters.ButterworthDesign.LowPass(4, 10, 100));
        // The step lies in the gap, so both sides stay level.
        Assert.All(filtered.Samples[0].Take(400), value => Assert.Equal(0, value, 1e-9));
        Assert.All(filtered.Samples[0].Skip(400), value => Assert.Equal(100, value, 1e-9));
    }

    [Theory]
    [InlineData(1, 0.5)]
    [InlineData(double.NaN, 1)]
    [InlineData(0, double.PositiveInfinity)]
    public void Extract_WindowWithoutSamples_IsRefused(double from, double to)
    {
        using var recording = MemoryRecording.Eeg(100, ["Cz"], [Ramp(1000, 0)]);
        Assert.Throws<ArgumentException>(() =>
            EpochExtractor.Extract(recording, recording.Info.Channels, [], new EpochOptions { FromSeconds = from, ToSeconds = to }));
    }

    [Fact]
    public void Extract_BaselineOutsideTheEpoch_IsRefused()
    {
        using var recording = MemoryRecording.Eeg(100, ["Cz"], [Ramp(1000, 0)]);
        Assert.Throws<ArgumentException>(() => EpochExtractor.Extract(
            recording, recording.Info.Channels, [], new EpochOptions { FromSeconds = 0, ToSeconds = 1, Baseline = (-0.2, 0) }));
    }

    [Fact]
    public void Extract_ChannelsOfTwoRates_AreRefused()
    {
        using var recording = new MemoryRecording(
            [MemoryRecording.Channel(0, "Cz", "Cz", ChannelKind.Eeg, 100, 100), MemoryRecording.Channel(1, "Pz", "Pz", ChannelKind.Eeg, 200, 200)],
            [new double[100], new double[200]]);
        var refusal = Assert.Throws<ArgumentException>(() =>
            EpochExtractor.Extract(recording, recording.Info.Channels, [], EpochOptions.ForDuration(0.5, 100)));
        Assert.Contains("\"Pz\"", refusal.Message, StringComparison.Ordinal);
    }

    private static double[] Ramp(int count, double from) => [.. Enumerable.Range(0, count).Select(i => from + i)];
}
