using System.Globalization;
using System.Text;
using Halcyon.Signals.Features;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Features;

public sealed class FeatureTableTests
{
    [Fact]
    public void Write_TwoRates_HasARowForEachEpochAndTheMeasuresOfEachChannel()
    {
        var samples = new[] { Signals.Sine(10, 20, 95, 100), Signals.Sine(10, 20, 95, 256), Signals.Sine(1, 1, 95, 100) };
        using var recording = new MemoryRecording(
            [
                MemoryRecording.Channel(0, "O1", "O1", ChannelKind.Eeg, 100, samples[0].Length),
                MemoryRecording.Channel(1, "O2, fine", "O2", ChannelKind.Eeg, 256, samples[1].Length),
                MemoryRecording.Channel(2, "Temp", null, ChannelKind.Other, 100, samples[2].Length, "degC"),
            ], samples);
        var (header, rows, result) = Write(recording, new FeatureTableOptions());

        Assert.StartsWith("epoch,onset_seconds,O1.delta_power_uv2,O1.theta_power_uv2,", header, StringComparison.Ordinal);
        Assert.EndsWith(",\"O2, fine.histogram_entropy_60_nats\",O1-O2.alpha_asymmetry_ln", header, StringComparison.Ordinal);
        Assert.Equal(3, rows.Count);
        Assert.Equal((3L, 2), (result.EpochCount, result.ChannelCount));
        Assert.Equal(["Temp is left out: it is not a voltage.", "1 of 4 epochs are left out because a gap or the end of the recording cuts them."], result.Notes);
        Assert.Equal([0, 30, 60], rows.Select(r => r[1]));
        var alpha = 2 + EpochFeatures.Names.ToList().IndexOf("alpha_power_uv2");
        Assert.All(rows, r => Assert.Equal(200, r[alpha]!.Value, 0.1));
        Assert.All(rows, r => Assert.Equal(200, r[alpha + EpochFeatures.Names.Count]!.Value, 0.1));
        Assert.All(rows, r => Assert.Equal(0, r[^1]!.Value, 1e-3));
    }

    [Fact]
    public void Write_Gap_LeavesOutWhatItCutsAndKeepsTheClock()
    {
        // 70 s, then 45 s missing, then 100 s from 115 s on: epochs 0 and 1, and 4…6 (120 to 210 s).
        var samples = Signals.PinkNoise(170 * 100, 10, 4);
        using var recording = MemoryRecording.Eeg(100, ["Cz"], [samples], [new ContinuousSegment(0, 70, 0), new ContinuousSegment(115, 100, 70)]);
        var (_, rows, result) = Write(recording, new FeatureTableOptions());
        Assert.Equal([0, 1, 4, 5, 6], rows.Select(r => (int)r[0]!.Value));
        Assert.Equal([0, 30, 120, 150, 180], rows.Select(r => r[1]!.Value));
        Assert.Contains("3 of 8 epochs", Assert.Single(result.Notes), StringComparison.Ordinal);

        // Epoch 4 is what is stored 70 s + 5 s in.
        var mean = 2 + EpochFeatures.Names.ToList().IndexOf("mean_uv");
        Assert.Equal(samples.Skip(7500).Take(3000).Average(), rows[2][mean]!.Value, 1e-6);
    }

    [Fact]
    public void Write_NotANumberInTheFile_LeavesEmptyFieldsInThatEpochOnly()
    {
        var samples = Signals.PinkNoise(9000, 10, 4);
        samples[4000] = double.NaN;
        using var recording = MemoryRecording.Eeg(100, ["Cz"], [samples]);
        var (_, rows, _) = Write(recording, new FeatureTableOptions());
        Assert.All(rows[1].Skip(2), v => Assert.Null(v));
        Assert.NotNull(rows[0][2]);
        Assert.NotNull(rows[2][2]);
    }

    [Fact]
    public void Write_OneThreadOrThree_IsTheSameTable()
    {
        using var recording = MemoryRecording.Eeg(100, ["Fp1", "Cz", "O2"], [.. Enumerable.Range(1, 3).Select(seed => Signals.PinkNoise(6000, 10, seed))]);
        Assert.Equal(
            Text(recording, new FeatureTableOptions { EpochSeconds = 2.5, Parallelism = 1 }),
            Text(recording, new FeatureTableOptions { EpochSeconds = 2.5, Parallelism = 3 }));
    }

    [Fact]
    public void Write_SleepRecording_HasTheEpochsOfTheFile()
    {
        using var reader = RecordingFile.Open(SharedRecordings.Path("fixtures/edfio/short_psg.edf"));
        var (header, rows, result) = Write(reader, new FeatureTableOptions());
        Assert.Equal(10, rows.Count);
        // Breathing, muscle, temperature and marker are sampled once a second or are no voltages.
        Assert.Equal(3, result.ChannelCount);
        Assert.Contains(result.Notes, n => n.StartsWith("Temp rectal is left out", StringComparison.Ordinal));
        // The value of the public feature file for the first epoch of Fpz-Cz.
        Assert.Equal(36.36261, rows[0][Array.IndexOf(header.Split(','), "EEG Fpz-Cz.standard_deviation_uv")]!.Value, 1e-4);
    }

    [Fact]
    public void Write_ChosenChannels_KeepTheirOrderAndUnknownOnesAreRefused()
    {
        using var recording = MemoryRecording.Eeg(100, ["Fp1", "T7"], [Signals.Noise(3000, 5, 1), Signals.Noise(3000, 5, 2)]);
        var (header, _, _) = Write(recording, new FeatureTableOptions { Channels = ["t3", "FP1"] });
        Assert.StartsWith("epoch,onset_seconds,T7.", header, StringComparison.Ordinal);
        var refused = Assert.Throws<FeaturesRefusedException>(() => Write(recording, new FeatureTableOptions { Channels = ["Pz"] }));
        Assert.Equal("There is no channel \"Pz\"; the file has Fp1, T7.", refused.Message);
        Assert.Throws<FeaturesRefusedException>(() => Write(recording, new FeatureTableOptions { EpochSeconds = 1e6 }));
        using var breathing = new MemoryRecording([MemoryRecording.Channel(0, "Resp", null, ChannelKind.Resp, 10, 100)], [new double[100]]);
        Assert.Throws<FeaturesRefusedException>(() => Write(breathing, new FeatureTableOptions()));
    }

    [Fact]
    public void Write_ShorterThanAnEpoch_IsAHeaderAndANote()
    {
        using var recording = MemoryRecording.Eeg(100, ["Cz"], [new double[1000]]);
        var (_, rows, result) = Write(recording, new FeatureTableOptions());
        Assert.Empty(rows);
        Assert.Contains("1 of 1 epochs", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    private static (string Header, List<double?[]> Rows, FeatureTableResult Result) Write(IRecordingReader reader, FeatureTableOptions options)
    {
        using var memory = new MemoryStream();
        var result = FeatureTable.Write(reader, options, memory, null, TestContext.Current.CancellationToken);
        var lines = Encoding.UTF8.GetString(memory.ToArray()).TrimEnd('\n').Split('\n');
        var rows = lines.Skip(1).Select(line => line.Split(',')
            .Select(v => v.Length == 0 ? (double?)null : double.Parse(v, CultureInfo.InvariantCulture)).ToArray()).ToList();
        return (lines[0], rows, result);
    }

    private static string Text(IRecordingReader reader, FeatureTableOptions options)
    {
        using var memory = new MemoryStream();
        FeatureTable.Write(reader, options, memory, null, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(memory.ToArray());
    }
}
