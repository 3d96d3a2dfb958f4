using Halcyon.Signals.Epochs;
using Xunit;

namespace Halcyon.Signals.Tests.Epochs;

public sealed class EpochEventsTests
{
    [Fact]
    public void FixedLength_AbsurdLength_IsRefusedByCount() =>
        Assert.Contains("epochs", Assert.Throws<ArgumentException>(() => EpochEvents.FixedLength([new Halcyon.Signals.Recordings.ContinuousSegment(0, 1e12, 0)], 256, 1)).Message, StringComparison.Ordinal);

    [Fact]
    public void FromAnnotations_SomeTexts_TakesThoseInTimeOrder()
    {
        using var recording = MemoryRecording.Eeg(200, ["Cz"], [new double[2000]]);
        var info = recording.Info with { Annotations = [new(4.2, 1, "T2"), new(1.0026, 1, "T1"), new(2, 0, "T0")] };
        Assert.Equal([new EpochEvent(201, "T1"), new EpochEvent(840, "T2")], EpochEvents.FromAnnotations(info, 200, "T1", "T2"));
        Assert.Equal([new EpochEvent(400, "rest")], EpochEvents.FromAnnotations(info, 200, note => note.Text == "T0" ? "rest" : null));
    }

    [Fact]
    public void FromTriggerChannel_Codes_MarksEachRiseOnce()
    {
        double[] codes = [0, 0, 2, 2, 0, 1, 3, 3, 0, 2];
        Assert.Equal([(2L, "2"), (5, "1"), (6, "3"), (9, "2")], EpochEvents.FromTriggerChannel(codes).Select(one => (one.Tick, one.Label)));
        Assert.Equal([(102L, "2"), (109, "2")], EpochEvents.FromTriggerChannel(codes, [2], 100).Select(one => (one.Tick, one.Label)));
        Assert.Empty(EpochEvents.FromTriggerChannel([]));
        Assert.Throws<ArgumentException>(() => EpochEvents.FromTriggerChannel([0, double.NaN]));
    }

    [Fact]
    public void FixedLength_OverlapAndGap_BeginsAnewAfterTheGap()
    {
        var events = EpochEvents.FixedLength([new(0, 4, 0), new(6, 3, 4)], 100, 2, 1);
        Assert.Equal([0L, 100, 200, 600, 700], events.Select(one => one.Tick));
    }

    [Fact]
    public void FixedLength_LongRecording_KeepsExactTicks()
    {
        // 30 days at 499.9 Hz pass 2³⁰ samples; every event lies a whole number of hops from the start.
        var events = EpochEvents.FixedLength([new(0, 30 * 86400, 0)], 499.9, 600);
        Assert.Equal(4319L * 299940, events[^1].Tick);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1, -0.5)]
    [InlineData(double.NaN, 0)]
    public void FixedLength_LengthOrOverlapOutOfRange_IsRefused(double duration, double overlap) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EpochEvents.FixedLength([new(0, 10, 0)], 100, duration, overlap));
}
