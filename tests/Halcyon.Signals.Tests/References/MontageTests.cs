using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.References;

public sealed class MontageTests
{
    private static readonly ChannelInfo[] TenTwenty = [.. Goldens.Labels.Select((label, i) => Eeg(i, label))];

    [Fact]
    public void Mean_GoodChannels_MatchesMnesAverageReference()
    {
        var golden = Goldens.Open("avgref");
        var channels = Goldens.Eeg19();
        var good = new ReferenceSet([.. Enumerable.Range(0, 19).Where(i => i is not (Goldens.Flat or Goldens.Noisy))]);
        var mean = new double[channels[0].Length];
        good.Mean(channels, mean);
        foreach (var c in good.Members)
        {
            // Channels marked bad MNE leaves as they are; there is nothing to compare.
            var difference = Goldens.LargestDifference(golden, c, [.. channels[c].Zip(mean, (x, m) => x - m)]);
            Assert.True(difference < 1e-9, $"{Goldens.Labels[c]} differs by {difference} µV.");
        }
    }

    [Fact]
    public void Derive_LongitudinalOfTenTwenty_IsTheDoubleBanana()
    {
        var labels = Montages.Derive(Montage.Longitudinal, TenTwenty).Select(d => d.Label);
        Assert.Equal(
            "Fp1-F7 F7-T7 T7-P7 P7-O1 Fp1-F3 F3-C3 C3-P3 P3-O1 Fz-Cz Cz-Pz Fp2-F4 F4-C4 C4-P4 P4-O2 Fp2-F8 F8-T8 T8-P8 P8-O2",
            string.Join(' ', labels));
    }

    [Fact]
    public void Derive_TransverseOfTenTwenty_RunsFromEarToEar()
    {
        var labels = Montages.Derive(Montage.Transverse, TenTwenty).Select(d => d.Label).ToList();
        Assert.Equal(18, labels.Count);
        Assert.Contains("T7-C3", labels);
        Assert.Contains("C4-T8", labels);
    }

    [Fact]
    public void Derive_OldNames_JoinTheChainsUnderTheirOwnNames()
    {
        var old = new[] { "F7", "T3", "T5", "O1" }.Select((label, i) => Eeg(i, label)).ToArray();
        Assert.Equal(["F7-T3", "T3-T5", "T5-O1"], Montages.Derive(Montage.Longitudinal, old).Select(d => d.Label));
    }

    [Fact]
    public void Derive_MissingElectrode_LeavesItsPairsOutAndBridgesNothing()
    {
        var channels = TenTwenty.Where(c => c.Label != "C3").Select((c, i) => c with { Index = i }).ToArray();
        var labels = Montages.Derive(Montage.Longitudinal, channels).Select(d => d.Label).ToList();
        Assert.Equal(16, labels.Count);
        Assert.DoesNotContain(labels, l => l.Contains("C3", StringComparison.Ordinal) || l == "F3-P3");
    }

    [Fact]
    public void Derive_OtherKindsAndDerivations_FollowUnchanged()
    {
        ChannelInfo[] channels =
        [
            Eeg(0, "C3"), Eeg(1, "Cz"), Eeg(2, "Fpz-Cz") with { Name = null },
            MemoryRecording.Channel(3, "EOG", null, ChannelKind.Eog, 100, 100),
        ];
        Assert.Equal(["Fpz-Cz", "EOG"], Montages.Derive(Montage.Longitudinal, channels).Select(d => d.Label));
        Assert.Equal(["C3-Cz", "Fpz-Cz", "EOG"], Montages.Derive(Montage.Transverse, [Eeg(1, "Cz") with { Index = 0 }, Eeg(0, "C3") with { Index = 1 }, channels[2], channels[3]])
            .Select(d => d.Label == "Cz-C3" ? "C3-Cz" : d.Label));
        Assert.Equal(["C3", "Cz", "Fpz-Cz", "EOG"], Montages.Derive(Montage.Recorded, channels).Select(d => d.Label));
    }

    [Fact]
    public void Derive_LaplacianOfC3_TakesItsFourNeighbours()
    {
        var c3 = Montages.Derive(Montage.Laplacian, TenTwenty).Single(d => d.Label == "C3-lap");
        var neighbours = c3.Reference!.Members.Select(i => TenTwenty[i].Label).Order(StringComparer.Ordinal);
        Assert.Equal(["Cz", "F3", "P3", "T7"], neighbours);
    }

    [Fact]
    public void Derive_DifferentRates_AreNeverMixed()
    {
        ChannelInfo[] channels = [Eeg(0, "C3"), Eeg(1, "Cz"), Eeg(2, "C4") with { SamplingRateHz = 200 }];
        Assert.DoesNotContain(Montages.Derive(Montage.Transverse, channels), d => d.Label == "Cz-C4");
        var average = Montages.Derive(Montage.Average, channels);
        Assert.Equal([0, 1], average[0].Reference!.Members);
        Assert.Null(average[2].Reference);
    }

    private static ChannelInfo Eeg(int index, string label) =>
        MemoryRecording.Channel(index, label, label, ChannelKind.Eeg, 100, 100);
}
