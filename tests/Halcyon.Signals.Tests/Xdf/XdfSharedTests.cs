using System.IO.Compression;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;
using Halcyon.Signals.Xdf;
using Xunit;

namespace Halcyon.Signals.Tests.Xdf;

/// <summary>Public XDF files; expected values by hand from the format's specification and by NumPy.</summary>
public sealed class XdfSharedTests
{
    [Fact]
    public void Open_MinimalExample_GivesWhatItsDescriptionSays()
    {
        using var file = XdfFile.Open(SharedRecordings.Path("captures/xdf-examples/minimal.xdf"));
        Assert.Equal([("SendDataC", "EEG", 9L), ("SendDataString", "StringMarker", 9L)], file.Streams.Select(stream => (stream.Name, stream.Type, stream.SampleCount)));
        // Stamps 5.1 … 5.9 by ten a second, both clock offsets −0.1.
        Assert.Equal(5.0, file.Streams[0].FirstSampleSeconds!.Value, 1e-9);
        Assert.Equal(10, file.Streams[0].MeasuredRateHz, 1e-6);
        Assert.Equal(9, file.Streams[1].Markers.Count);
        Assert.Contains("<?xml", file.Streams[1].Markers[0].Text, StringComparison.Ordinal);
        Assert.Equal(["Hello", "World", "from", "LSL"], file.Streams[1].Markers.Skip(1).Take(4).Select(marker => marker.Text));
        // The string stream measured no offsets: its stamps stand as they are.
        Assert.Equal(5.1, file.Streams[1].Markers[0].Seconds, 1e-9);
        using var reader = file.OpenStream(file.Streams[0]);
        var samples = new double[9];
        reader.ReadSamples(0, 0, samples);
        Assert.Equal([192, 12, 13, 14, 15, 12, 13, 14, 15], samples);
        reader.ReadSamples(2, 0, samples);
        Assert.Equal([238, 32, 33, 34, 35, 32, 33, 34, 35], samples);
    }

    [Fact]
    public void Open_ClockSetAnew_PutsBothStretchesOnOneClock()
    {
        using var file = XdfFile.Open(SharedRecordings.Path("captures/xdf-examples/clock_resets.xdf"));
        Assert.Equal([175, 27815], file.Streams.Select(stream => stream.SampleCount));
        using var reader = file.OpenStream(file.Streams[1]);
        // Stamps 653150.38 … 653288.51 with offsets of −652340.28, then 100.62 … 261.93 with +1121.17, seconds.
        Assert.Equal(653150.379 - 652340.284, file.Streams[1].FirstSampleSeconds!.Value, 0.1);
        Assert.Equal(2, reader.Info.Segments.Count);
        // The rate wanders, so the line through each stretch passes its first and last stamps by up to 0.3 s.
        Assert.Equal((100.616 + 1121.166) - (653150.379 - 652340.284), reader.Info.Segments[1].OnsetSeconds, 0.4);
        Assert.Equal((261.927 + 1121.166) - (653150.379 - 652340.284), reader.Info.DurationSeconds, 0.6);
        // 12,876 samples in 138.13 s and 14,939 in 161.31 s: it promises 100 Hz and never kept it.
        Assert.Equal(27815 / (138.13 + 161.31), file.Streams[1].MeasuredRateHz, 0.1);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("promises 100 Hz", StringComparison.Ordinal));
        Assert.True(file.Streams[0].Markers.Zip(file.Streams[0].Markers.Skip(1)).All(pair => pair.Second.Seconds >= pair.First.Seconds));
        Assert.All(reader.Info.Annotations, note => Assert.InRange(note.OnsetSeconds, 0, reader.Info.DurationSeconds));
    }

    [Fact]
    public void Open_PackedFile_IsTheSameRecording()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var original = SharedRecordings.Path("captures/xdf-examples/clock_resets.xdf");
            var path = Path.Combine(folder.FullName, "packed.xdfz");
            using (var packed = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            using (var file = File.OpenRead(original))
                file.CopyTo(packed);
            using var expected = RecordingFile.Open(original);
            using (var reader = RecordingFile.Open(path))
            {
                Assert.Equal(expected.Info.Annotations, reader.Info.Annotations);
                var (first, second) = (new double[1000], new double[1000]);
                expected.ReadSamples(5, 20_000, first);
                reader.ReadSamples(5, 20_000, second);
                Assert.Equal(first, second);
            }
            // Cut off: half an archive is no recording.
            var bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, [.. bytes[..100], .. new byte[200]]);
            Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(path).Dispose());
            // A stream may be the only, encrypted copy; it is not unpacked onto the disk.
            Assert.Contains("unpack it first", Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(new MemoryStream(bytes), "a.xdfz").Dispose()).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("bci/bci-essentials-xdf/data/switch_example.xdf", 34320, 581, 1222188.231532114, 255.996516333)]
    [InlineData("bci/bci-essentials-xdf/examples/data/July5/AG/sub-P001/ses-S001/eeg/sub-P001_ses-S001_task-MISwitch_run-002_eeg.xdf", 30992, 556, 1222364.796453157, 255.996494574)]
    public void Open_Recording_GivesItsSamplesOnTheTimesOfTheReferenceReader(string name, int samples, int responses, double firstSeconds, double rateHz)
    {
        using var reader = RecordingFile.Open(SharedRecordings.Path(name));
        Assert.Equal(16, reader.Info.Channels.Count);
        Assert.Equal(["F3", "Fz", "F4"], reader.Info.Channels.Take(3).Select(channel => channel.Name));
        Assert.All(reader.Info.Channels, channel => Assert.Equal((samples, 256.0, "uV"), (channel.SampleCount, channel.SamplingRateHz, channel.Unit)));
        using var file = XdfFile.Open(SharedRecordings.Path(name));
        var eeg = file.Streams.Single(stream => stream.Type == "EEG");
        Assert.Equal(responses, file.Streams.Single(stream => stream.Name == "PythonResponse").Markers.Count);
        // NumPy with the reference reader's loss (Huber, 0.1 ms) and line; agreement to the microsecond.
        Assert.Equal(firstSeconds, eeg.FirstSampleSeconds!.Value, 1e-6);
        Assert.Equal(rateHz, eeg.MeasuredRateHz, 1e-6);
        Assert.Equal(file.Streams.Sum(stream => stream.Markers.Count), reader.Info.Annotations.Count);
    }
}
