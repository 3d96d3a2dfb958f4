using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;
using Halcyon.Signals.Tests.Fuzz;
using Xunit;

namespace Halcyon.Signals.Tests.Eeglab;

public sealed class EeglabReaderTests
{
    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void Open_DatasetInOneFile_IsReadInEitherByteOrderAndCompressed(bool bigEndian, bool compressed)
    {
        var mat = new RawMat(bigEndian);
        using var reader = Open(mat.File(compressed ? RawMat.Compressed(mat.Dataset()) : mat.Dataset()));
        AssertIsTheDataset(reader);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Open_FieldsAsVariables_AreReadLikeAStructure(bool compressed)
    {
        var mat = new RawMat();
        var fields = mat.Fields(named: true).Select(field => field.Value);
        using var reader = Open(mat.File([.. compressed ? fields.Select(RawMat.Compressed) : fields]));
        AssertIsTheDataset(reader);
    }

    [Theory]
    [InlineData("beside.fdt")]
    [InlineData("beside.dat")]
    public void Open_SamplesBeside_AreReadInTheOrderOfTheirKind(string name)
    {
        var mat = new RawMat();
        var inOrder = name.EndsWith(".dat", StringComparison.Ordinal)
            ? Enumerable.Range(0, 2).SelectMany(channel => Enumerable.Range(0, 40).Select(i => (10f * i) + channel))
            : Enumerable.Range(0, 40).SelectMany(i => Enumerable.Range(0, 2).Select(channel => (10f * i) + channel));
        var seed = new FuzzSeed("made.set", mat.File(mat.Dataset(dataFile: name)), (name, [.. inOrder.SelectMany(BitConverter.GetBytes)]));
        using var reader = seed.Open(new FuzzLedger(), mapped: true);
        AssertIsTheDataset(reader);
    }

    [Fact]
    public void Open_NumbersStoredSmallerThanTheirClass_AreRead()
    {
        var mat = new RawMat();
        using var reader = Open(mat.File(mat.Struct("EEG",
            ("nbchan", mat.Bytes([1, 1], [1])), ("pnts", mat.Bytes([1, 1], [4])), ("srate", mat.Bytes([1, 1], [200])), ("data", mat.Bytes([1, 4], [3, 1, 4, 1])))));
        Assert.Equal([3.0, 1, 4, 1], Read(reader, 0));
        Assert.Equal("EEG 000", reader.Info.Channels[0].Label);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("EEG 000", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_Epochs_AreStretchesLaidEndToEnd()
    {
        var mat = new RawMat();
        using var reader = Open(mat.File(mat.Dataset(trials: 4)));
        Assert.Equal([0.0, 0.1, 0.2, 0.3], reader.Info.Segments.Select(segment => Math.Round(segment.OnsetSeconds, 9)));
        Assert.Equal(40, reader.Info.Channels[0].SampleCount);
        Assert.Equal(0.1, reader.Info.Annotations[0].OnsetSeconds, 1e-9);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("4 epochs of 10 samples, each from -0.05 s", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_EventsAsColumns_AreRead()
    {
        var mat = new RawMat();
        var columns = mat.Struct("", ("type", mat.Cells(mat.Text("a"), mat.Number(7))), ("latency", mat.Doubles([1, 2], [1, 11])), ("duration", mat.Doubles([1, 2], [0, 10])));
        using var reader = Open(mat.File(mat.Struct("EEG", [.. mat.Fields().Where(field => field.Name != "event"), ("event", columns)])));
        Assert.Equal([new Annotation(0, 0, "a"), new Annotation(0.1, 0.1, "7")], reader.Info.Annotations);
    }

    [Theory]
    [InlineData("eeglab_data_epochs_ica.set", "eeglab_data_epochs_ica.0f3e0a5.set")]
    [InlineData("eeglab_data.set", "eeglab_data.b48dcf4.set")]
    public void Open_SharedDatasetInOneAndTwoFiles_HasTheSameSamples(string two, string one)
    {
        using var beside = RecordingFile.Open(SharedRecordings.Path("fixtures/eeglab/" + two));
        using var inside = RecordingFile.Open(SharedRecordings.Path("fixtures/eeglab/" + one));
        foreach (var channel in inside.Info.Channels)
            Assert.Equal(Read(beside, channel.Index), Read(inside, channel.Index));
    }

    [Fact]
    public void Open_SamplesCutShort_GivesWhatIsThereAndSaysSo()
    {
        var mat = new RawMat();
        using var reader = new FuzzSeed("made.set", mat.File(mat.Dataset(dataFile: "x.fdt")), ("x.fdt", new byte[100])).Open(new FuzzLedger(), mapped: true);
        Assert.Equal(12, reader.Info.Channels[0].SampleCount);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("holds 12", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_Matlab73_IsRefusedWithReasonAndRemedy()
    {
        var header = new byte[1024];
        "MATLAB 7.3 MAT-file, Platform: GLNXA64"u8.CopyTo(header);
        header[125] = 2;
        "IM"u8.CopyTo(header.AsSpan(126));
        AssertRefused(header, "MATLAB 7.3 file (HDF5 inside), which cannot be read; in EEGLAB save");
    }

    [Fact]
    public void Open_OtherMatFile_IsRefusedWithWhatItHolds()
    {
        var mat = new RawMat();
        AssertRefused(mat.File(mat.Number(3, "answer"), mat.Text("x", "note")), "without an EEGLAB dataset (no variable EEG; it holds answer, note)");
    }

    [Fact]
    public void Open_SeveralDatasets_IsRefused()
    {
        var mat = new RawMat();
        AssertRefused(mat.File(mat.Structs("EEG", ["srate"], [[mat.Number(1)], [mat.Number(2)]])), "holds 2 datasets; save");
    }

    [Fact]
    public void Open_SamplesThatDoNotFitTheirDescription_AreRefused()
    {
        var mat = new RawMat();
        AssertRefused(mat.File(mat.Struct("EEG", [.. mat.Fields().Where(field => field.Name != "data"), ("data", mat.Singles([2, 3], new float[6]))])),
            "data of made.set is 2×3 where 2 channels × 40 samples × 1 epochs");
    }

    [Theory]
    [InlineData("srate", 0)]
    [InlineData("srate", double.NaN)]
    [InlineData("nbchan", 1.5)]
    [InlineData("pnts", -1)]
    [InlineData("trials", 1e300)]
    public void Open_ImpossibleField_IsRefusedByName(string field, double value)
    {
        var mat = new RawMat();
        AssertRefused(mat.File(mat.Struct("EEG", [.. mat.Fields().Where(known => known.Name != field), (field, mat.Number(value))])), $"The field {field} of made.set is");
    }

    [Fact]
    public void Open_CompressedVariableOfGreatGrowth_IsRefusedBeforeItIsUnpacked()
    {
        var mat = new RawMat();
        var flat = RawMat.Compressed(mat.Struct("EEG", ("data", mat.Bytes([1, 64 << 20], new byte[64 << 20]))));
        var file = mat.File(flat);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(file, "would take");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 8 << 20);
    }

    [Fact]
    public void Open_DamagedCompression_IsRefused()
    {
        var mat = new RawMat();
        var packed = RawMat.Compressed(mat.Dataset());
        packed[packed.Length / 2] ^= 0xff;
        AssertRefused(mat.File(packed), "made.set");
    }

    [Fact]
    public void OpenStream_DatasetOfTwoFiles_SaysThatTheOtherIsNeeded()
    {
        var mat = new RawMat();
        var refusal = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(new MemoryStream(mat.File(mat.Dataset(dataFile: "made.fdt"))), "made.set").Dispose());
        Assert.Contains("several files and its samples are in \"made.fdt\"", refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertIsTheDataset(IRecordingReader reader)
    {
        Assert.Equal("EEGLAB", reader.Info.Format);
        Assert.Equal(("S1", "a set"), (reader.Info.Patient, reader.Info.RecordingIdentification));
        Assert.Equal([("Cz", "uV", ChannelKind.Eeg), ("T1", "uV", ChannelKind.Eeg)], reader.Info.Channels.Select(channel => (channel.Label, channel.Unit, channel.Kind)));
        Assert.All(reader.Info.Channels, channel => Assert.Equal(100, channel.SamplingRateHz));
        for (var channel = 0; channel < 2; channel++)
            Assert.Equal(Enumerable.Range(0, 40).Select(i => (10.0 * i) + channel), Read(reader, channel));
        Assert.Equal([new Annotation(0.1, 0.2, "go"), new Annotation(0.205, 0, "255"), new Annotation(0.295, 0, "boundary")],
            reader.Info.Annotations.Select(note => note with { OnsetSeconds = Math.Round(note.OnsetSeconds, 9) }));
        // Samples were cut out in front of sample 30, so that no filter may run across.
        Assert.Equal([0.0, 0.3], reader.Info.Segments.Select(segment => segment.StoredOffsetSeconds));
        Assert.Equal(0.4, reader.Info.DurationSeconds, 1e-9);
    }

    private static IRecordingReader Open(byte[] file) => new FuzzSeed("made.set", file).Open(new FuzzLedger(), mapped: true);

    private static void AssertRefused(byte[] file, string expected)
    {
        var refusal = Assert.Throws<RecordingFormatException>(() => Open(file).Dispose());
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Matches("(; |, )[^;]*\\.$", refusal.Message);
    }

    private static double[] Read(IRecordingReader reader, int channel)
    {
        var samples = new double[reader.Info.Channels[channel].SampleCount];
        reader.ReadSamples(channel, 0, samples);
        return samples;
    }
}
