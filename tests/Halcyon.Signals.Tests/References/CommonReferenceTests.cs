using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.References;

public sealed class CommonReferenceTests
{
    private static readonly HashSet<int> None = [];

    [Fact]
    public void Average_BadChannelsLeftOut_MatchesMne()
    {
        var golden = Goldens.Open("avgref");
        var reference = CommonReference.Average(Eeg(Goldens.Labels), new HashSet<int> { Goldens.Flat, Goldens.Noisy });
        double[][] samples = Goldens.Eeg19(), outputs = [.. samples.Select(s => new double[s.Length])];
        reference.Apply(samples, outputs, new double[samples[0].Length]);
        foreach (var c in reference.Reference!.Members)
            Assert.True(Goldens.LargestDifference(golden, c, outputs[c]) < 1e-9);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(1000)]
    public void Apply_InPlaceAtAnyLength_TakesTheMeanOfWhatWasThere(int length)
    {
        double[][] samples = [.. Enumerable.Range(0, 3).Select(c => Signals.Noise(length, 10, c))];
        var expected = samples.Select(own => own.Select((value, n) => value - (samples[0][n] + samples[1][n] + samples[2][n]) / 3).ToArray()).ToArray();
        CommonReference.Average(Eeg("C3", "C4", "Pz"), None).Apply(samples, samples, new double[length]);
        for (var c = 0; c < samples.Length; c++)
            Assert.Equal(expected[c], samples[c]);
    }

    [Fact]
    public void LinkedEars_EarsMastoidsOrOneOnly_AreToldApart()
    {
        var ears = CommonReference.LinkedEars(Eeg("C3", "A1", "A2", "M1", "M2"), None);
        Assert.Equal([1, 2], ears.Reference!.Members);
        var mastoids = CommonReference.LinkedEars(Eeg("C3", "M1", "M2"), None);
        Assert.Equal([1, 2], mastoids.Reference!.Members);
        Assert.Contains("mastoids", mastoids.Note, StringComparison.Ordinal);

        var one = CommonReference.LinkedEars(Eeg("C3", "A1", "M1", "M2"), None);
        Assert.Null(one.Reference);
        Assert.Equal(["A2"], one.Missing);
        Assert.Equal(["A1"], CommonReference.LinkedEars(Eeg("C3", "A1", "A2"), new HashSet<int> { 1 }).Missing);
        Assert.Equal(["A1", "A2"], CommonReference.LinkedEars(Eeg("C3", "C4"), None).Missing);
    }

    [Fact]
    public void OneElectrode_OldNameOrAbsent_IsFoundOrNamedMissing()
    {
        Assert.Equal([1], CommonReference.OneElectrode(Eeg("Cz", "T7"), None, "T3").Reference!.Members);
        var absent = CommonReference.OneElectrode(Eeg("Cz", "T7"), None, "Fz");
        Assert.Null(absent.Reference);
        Assert.Equal(["Fz"], absent.Missing);
        Assert.Null(CommonReference.OneElectrode(Eeg("Cz", "T7"), new HashSet<int> { 0 }, "Cz").Reference);
        Assert.Throws<InvalidOperationException>(() => absent.Apply([new double[1]], [new double[1]], new double[1]));
    }

    [Fact]
    public void Apply_DerivationsAndOtherChannels_StayAsTheyAre()
    {
        ChannelInfo[] channels =
        [
            .. Eeg("C3", "C4", "A1"), MemoryRecording.Channel(3, "Fpz-Cz", null, ChannelKind.Eeg, 100, 100),
            MemoryRecording.Channel(4, "EOG", null, ChannelKind.Eog, 100, 100), MemoryRecording.Channel(5, "B17", null, ChannelKind.Eeg, 100, 100),
        ];
        var reference = CommonReference.Average(channels, None);
        Assert.Equal([0, 1, 2, 5], reference.Referenced);
        double[][] samples = [[4, 8], [1, 1], [2, 2], [9, 9], [7, 7], [5, 1]];
        var scratch = new double[2];
        double[][] outputs = [.. samples.Select(s => new double[s.Length])];
        Allocations.AssertNone(() => reference.Apply(samples, outputs, scratch));
        reference.Apply(samples, samples, scratch);
        Assert.Equal(outputs, samples);
        Assert.Equal([[1, 5], [-2, -2], [-1, -1], [9, 9], [7, 7], [2, -2]], samples);
    }

    [Fact]
    public void Split_DifferentRates_AreRefused()
    {
        var channels = Eeg("C3", "C4");
        channels[1] = channels[1] with { SamplingRateHz = 200 };
        Assert.Throws<ArgumentException>(() => CommonReference.Average(channels, None));
        Assert.Null(CommonReference.Average(Eeg("C3"), None).Reference);
        Assert.Null(CommonReference.Infinity(Eeg("C3", "C4", "Cz"), None).Reference);
    }

    /// <summary>Dipoles that the estimate knows nothing of: it comes nearer to infinity than the average does.</summary>
    [Fact]
    public void Infinity_SimulatedSources_IsNearerToTheTruthThanTheAverage()
    {
        string[] names = [.. ElectrodePositions.All.Where(p => p.Z > -0.1).Select(p => p.Name)];
        var channels = Eeg(names);
        var rest = CommonReference.Infinity(channels, None);
        Assert.Equal(1, rest.Reference!.Weights!.Sum(), 1e-9);
        var random = new Random(11);
        double restError = 0, averageError = 0;
        for (var trial = 0; trial < 20; trial++)
        {
            double Uniform() => 2 * random.NextDouble() - 1;
            (double, double, double) place = (0.45 * Uniform(), 0.45 * Uniform(), 0.45 * Uniform()), moment = (Uniform(), Uniform(), Uniform());
            double[] truth = [.. names.Select(n => ElectrodePositions.TryGet(n, out var p) ? ThreeShellHead.Potential(p, place, moment) : 0)];
            // Recorded against Cz; a reference takes that away again.
            double[][] recorded = [.. truth.Select(v => new[] { v - truth[Array.IndexOf(names, "Cz")] })];
            double Level(CommonReference reference)
            {
                var level = new double[1];
                reference.Reference!.Mean(recorded, level);
                return Math.Pow(recorded[0][0] - level[0] - truth[0], 2);
            }

            restError += Level(rest);
            averageError += Level(CommonReference.Average(channels, None));
        }

        // Half the average's error, with electrodes on the upper head only and sources down to its base.
        Assert.InRange(Math.Sqrt(restError / averageError), 0, 0.5);
    }

    [Fact]
    public void Montages_BadChannels_TakeNoPartAndAreNamed()
    {
        var channels = Eeg(Goldens.Labels);
        var bad = new HashSet<int> { Array.IndexOf(Goldens.Labels, "C3") };
        var average = Montages.Derive(Montage.Average, channels, bad);
        Assert.Equal(18, average[0].Reference!.Members.Count);
        Assert.DoesNotContain(Montages.Derive(Montage.Longitudinal, channels, bad), d => d.Label.Contains("C3", StringComparison.Ordinal));
        Assert.Equal(["C3"], Montages.MissingElectrodes(Montage.Longitudinal, channels, bad));
        Assert.Equal(["F7", "T7", "P7"], Montages.MissingElectrodes(Montage.Transverse, Eeg([.. Goldens.Labels.Except(["F7", "T7", "P7"])]), None));
        Assert.Empty(Montages.MissingElectrodes(Montage.Average, channels, bad));
    }

    private static ChannelInfo[] Eeg(params string[] labels) =>
        [.. labels.Select((label, i) => MemoryRecording.Channel(i, label, label, ChannelKind.Eeg, 100, 100))];
}
