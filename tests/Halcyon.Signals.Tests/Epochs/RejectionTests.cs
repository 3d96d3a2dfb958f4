using Halcyon.Signals.Epochs;
using Xunit;

namespace Halcyon.Signals.Tests.Epochs;

public sealed class RejectionTests
{
    [Fact]
    public void Fixed_LoudAndFlatEpochs_AreDroppedWithTheirChannels()
    {
        var epochs = Made([[[0, 10, -10], [0, 5, 0]], [[0, 100, -101], [0, 5, 0]], [[0, 10, 0], [0, 0.5, 0]]]);
        var kept = EpochRejection.Fixed(epochs, 200, 1);
        Assert.Equal(0, Assert.Single(kept.Epochs).Event.Tick);
        Assert.Equal([(1L, EpochDropReason.PeakToPeak, "Cz"), (2, EpochDropReason.Flat, "Pz")],
            kept.Dropped.Select(dropped => (dropped.Event.Tick, dropped.Reason, dropped.Channels.Single())));
        Assert.Equal(3, EpochRejection.Fixed(epochs, null).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => EpochRejection.Fixed(epochs, double.NaN));
    }

    [Fact]
    public void Learn_OutlyingEpochs_DropsThemAndKeepsTheRest()
    {
        // 60 epochs of 20 µV noise around one wave; 8 of them carry 400 µV jumps in both channels.
        var loud = new HashSet<int> { 3, 11, 19, 24, 33, 41, 50, 58 };
        var epochs = Noisy(60, loud, channelsHit: 4);
        var thresholds = LearntThresholds.Learn(epochs);
        var kept = thresholds.Apply(epochs);
        Assert.Equal(loud.Select(i => (long)i).Order(), kept.Dropped.Select(dropped => dropped.Event.Tick).Order());
        Assert.All(kept.Dropped, dropped => Assert.Equal(EpochDropReason.LearntThreshold, dropped.Reason));
        Assert.All(thresholds.PeakToPeakMicrovolts, limit => Assert.InRange(limit, 60, 400));
    }

    [Fact]
    public void Learn_CleanEpochs_KeepsNearlyAll()
    {
        var epochs = Noisy(60, [], channelsHit: 0);
        var kept = LearntThresholds.Learn(epochs).Apply(epochs);
        Assert.InRange(kept.Count, 54, 60);
    }

    [Fact]
    public void Learn_Twice_GivesTheSameLimits()
    {
        var epochs = Noisy(40, [5, 9], channelsHit: 2);
        Assert.Equal(LearntThresholds.Learn(epochs).PeakToPeakMicrovolts, LearntThresholds.Learn(epochs).PeakToPeakMicrovolts);
    }

    [Fact]
    public void Learn_OneBadChannelInMostEpochs_EstimatesItInsteadOfDroppingThem()
    {
        string[] electrodes = ["Fp1", "Fp2", "F7", "F3", "Fz", "F4", "F8", "T7", "C3", "Cz", "C4", "T8", "P7", "P3", "Pz", "P4", "P8", "O1", "O2"];
        const int length = 50;
        // Alike at all electrodes but for 1 µV: what a neighbour shows is what the lost electrode would have shown.
        var clean = Enumerable.Range(0, 60).Select(e =>
        {
            var (shared, own) = (Signals.Noise(length, 15, 300 + e), Signals.Noise(19 * length, 1, 400 + e));
            return own.Select((value, at) => value + shared[at % length]).ToArray();
        }).ToArray();
        var spoilt = clean.Select((samples, e) =>
        {
            var copy = samples.ToArray();
            if (e % 3 != 0)
                copy.AsSpan((e % 19 * length) + 20, 10).Fill(e % 2 == 0 ? 500 : -500);
            return copy;
        }).ToArray();
        var epochs = new EpochSet(electrodes, 100, 0, length, [.. spoilt.Select((samples, e) => new Epoch { Event = new EpochEvent(e, "a"), Samples = samples })]);
        var learnt = LearntThresholds.Learn(epochs);
        var kept = learnt.Apply(epochs);
        Assert.InRange(learnt.MostInterpolated, 1, 8);
        // Forty are spoilt; a limit that is learnt takes one or another loud one with it.
        Assert.InRange(kept.Count, 55, 60);
        foreach (var epoch in kept.Epochs)
        {
            var e = (int)epoch.Event.Tick;
            if (e % 3 != 0)
                Assert.Contains(electrodes[e % 19], epoch.Interpolated);
            // Estimated from 18 others with 1 µV of noise each: a few µV at an electrode on the rim, not 500.
            for (var at = 0; at < 19 * length; at++)
                Assert.Equal(clean[e][at], epoch.Samples.Span[at], 10.0);
        }
        Assert.Equal(spoilt[1], epochs.Epochs[1].Samples.ToArray());
    }

    [Fact]
    public void Learn_TooFewEpochsOrOtherChannels_AreRefused()
    {
        var epochs = Noisy(20, [], 0);
        Assert.Throws<ArgumentException>(() => LearntThresholds.Learn(epochs, 11));
        Assert.Throws<ArgumentException>(() => LearntThresholds.Learn(epochs).Apply(Made([[[0], [1]]])));
    }

    private static EpochSet Noisy(int count, HashSet<int> loud, int channelsHit)
    {
        const int length = 100;
        var epochs = Enumerable.Range(0, count).Select(i =>
        {
            var samples = Signals.Noise(4 * length, 20, 100 + i);
            for (var at = 0; at < samples.Length; at++)
                samples[at] += 30 * Math.Sin(2 * Math.PI * (at % length) / length);
            if (loud.Contains(i))
                for (var c = 0; c < channelsHit; c++)
                    samples.AsSpan((c * length) + 40 + (i % 20), 10).Fill(i % 2 == 0 ? 400 : -400);
            return new Epoch { Event = new EpochEvent(i, "a"), Samples = samples };
        });
        return new EpochSet(["F3", "F4", "P3", "P4"], 100, 0, length, [.. epochs]);
    }

    /// <summary>Epochs × two channels × samples.</summary>
    private static EpochSet Made(double[][][] values) => new(
        ["Cz", "Pz"], 100, 0, values[0][0].Length,
        [.. values.Select((channels, i) => new Epoch { Event = new EpochEvent(i, "a"), Samples = channels.SelectMany(channel => channel).ToArray() })]);
}
