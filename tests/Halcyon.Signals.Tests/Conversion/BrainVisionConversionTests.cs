using Halcyon.Signals.Conversion;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Conversion;

public sealed class BrainVisionConversionTests : IDisposable
{
    private const string Script = """
        import mne
        mne.set_log_level("ERROR")
        raw = mne.io.read_raw_brainvision(sys.argv[1], preload=True)
        print(json.dumps({"labels": raw.ch_names, "rate": float(raw.info["sfreq"]), "start": raw.info["meas_date"].isoformat() if raw.info["meas_date"] else None,
            "microvolts": (raw.get_data()[:, :500] * 1e6).tolist(), "count": int(raw.n_times),
            "annotations": [[float(o), float(d), str(t)] for o, d, t in zip(raw.annotations.onset, raw.annotations.duration, raw.annotations.description)]}))
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("halcyon-brainvision-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(BrainVisionNumbers.AsNeeded, true)]
    [InlineData(BrainVisionNumbers.Binary32, false)]
    [InlineData(BrainVisionNumbers.Integer16, true)]
    public void Write_Demo_IsReadBackAsItWas(BrainVisionNumbers numbers, bool asIntegers)
    {
        using var demo = Demo();
        var path = Path.Combine(_folder, "made.vhdr");
        ConvertedFiles.Write(demo, new ConversionOptions { Format = ConversionFormat.BrainVision, BrainVisionNumbers = numbers }, path, overwrite: false, null, CancellationToken.None);
        Assert.Equal(["made.eeg", "made.vhdr", "made.vmrk"], Directory.EnumerateFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Contains(asIntegers ? "INT_16" : "IEEE_FLOAT_32", File.ReadAllText(path), StringComparison.Ordinal);
        using var reader = RecordingFile.Open(path);
        Assert.Equal(demo.Info.StartTime, reader.Info.StartTime);
        Assert.Equal(demo.Info.Channels.Select(channel => (channel.Label, channel.Unit, channel.SamplingRateHz, channel.SampleCount)), reader.Info.Channels.Select(channel => (channel.Label, channel.Unit, channel.SamplingRateHz, channel.SampleCount)));
        Assert.Equal(demo.Info.Annotations.Select(note => "Comment/" + note.Text), reader.Info.Annotations.Where(note => !note.Text.StartsWith("New Segment", StringComparison.Ordinal)).Select(note => note.Text));
        foreach (var channel in demo.Info.Channels)
        {
            var (expected, actual) = (Read(demo, channel.Index), Read(reader, channel.Index));
            for (var i = 0; i < expected.Length; i++)
                // A float keeps 24 bits of at most 3277 µV.
                Assert.Equal(expected[i], actual[i], asIntegers ? 1e-9 : 3277 / Math.Pow(2, 24));
        }
    }

    [Fact]
    public void Write_Demo_IsTheSameToMne()
    {
        using var demo = Demo();
        var path = Path.Combine(_folder, "made.vhdr");
        ConvertedFiles.Write(demo, new ConversionOptions { Format = ConversionFormat.BrainVision }, path, overwrite: false, null, CancellationToken.None);
        var mne = PythonOracle.Ask(Script, path);
        Assert.Equal(demo.Info.Channels.Select(channel => channel.Label), mne.GetProperty("labels").EnumerateArray().Select(label => label.GetString()));
        Assert.Equal((256, demo.Info.Channels[0].SampleCount), (mne.GetProperty("rate").GetDouble(), mne.GetProperty("count").GetInt64()));
        Assert.Equal(demo.Info.StartTime, mne.GetProperty("start").GetDateTimeOffset().DateTime);
        for (var channel = 0; channel < demo.Info.Channels.Count; channel++)
        {
            var (expected, actual) = (Read(demo, channel), mne.GetProperty("microvolts")[channel].Numbers());
            for (var i = 0; i < actual.Length; i++)
                Assert.Equal(expected[i], actual[i], 1e-6);
        }
        var notes = mne.GetProperty("annotations").EnumerateArray().Where(note => !note[2].GetString()!.StartsWith("New Segment", StringComparison.Ordinal)).ToArray();
        Assert.Equal(demo.Info.Annotations.Select(note => "Comment/" + note.Text), notes.Select(note => note[2].GetString()));
        for (var i = 0; i < notes.Length; i++)
            Assert.Equal(demo.Info.Annotations[i].OnsetSeconds, notes[i][0].GetDouble(), 0.5 / 256);
    }

    [Fact]
    public void Write_DeidentifiedBefore1925_IsReadByMne()
    {
        using var demo = Demo();
        var path = Path.Combine(_folder, "made.vhdr");
        ConvertedFiles.Write(demo, new ConversionOptions { Format = ConversionFormat.BrainVision, Deidentification = new() }, path, overwrite: false, null, CancellationToken.None);
        var mne = PythonOracle.Ask(Script, path);
        Assert.InRange(mne.GetProperty("start").GetDateTimeOffset().Year, 1901, 1924);
    }

    [Fact]
    public void Write_Cancelled_LeavesNothing()
    {
        using var demo = Demo();
        Assert.Throws<OperationCanceledException>(() => ConvertedFiles.Write(
            demo, new ConversionOptions { Format = ConversionFormat.BrainVision }, Path.Combine(_folder, "made.vhdr"), overwrite: false, null, new CancellationToken(canceled: true)));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public void Write_FileThereAlready_IsRefusedAndLeftAlone()
    {
        using var demo = Demo();
        File.WriteAllText(Path.Combine(_folder, "made.eeg"), "mine");
        Assert.Throws<ConversionRefusedException>(() => ConvertedFiles.Write(
            demo, new ConversionOptions { Format = ConversionFormat.BrainVision }, Path.Combine(_folder, "made.vhdr"), overwrite: false, null, CancellationToken.None));
        Assert.Equal("mine", File.ReadAllText(Path.Combine(_folder, "made.eeg")));
    }

    [Fact]
    public void Write_SharedXdf_KeepsSamplesAndMarkers()
    {
        using var source = RecordingFile.Open(SharedRecordings.Path("bci/bci-essentials-xdf/data/switch_example.xdf"));
        var path = Path.Combine(_folder, "made.vhdr");
        ConvertedFiles.Write(source, new ConversionOptions { Format = ConversionFormat.BrainVision }, path, overwrite: false, null, CancellationToken.None);
        using var reader = RecordingFile.Open(path);
        Assert.Equal(Read(source, 3), Read(reader, 3));
        Assert.Equal(source.Info.Annotations.Count(note => note.OnsetSeconds >= 0 && note.OnsetSeconds < source.Info.DurationSeconds), reader.Info.Annotations.Count(note => !note.Text.StartsWith("New Segment", StringComparison.Ordinal)));
    }

    private static IRecordingReader Demo()
    {
        var stream = new MemoryStream();
        DemoRecording.Write(stream);
        return RecordingFile.Open(stream, DemoRecording.FileName);
    }

    private static double[] Read(IRecordingReader reader, int channel)
    {
        var samples = new double[reader.Info.Channels[channel].SampleCount];
        reader.ReadSamples(channel, 0, samples);
        return samples;
    }
}
