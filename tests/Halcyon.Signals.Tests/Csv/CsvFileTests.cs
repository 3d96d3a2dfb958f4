using System.Globalization;
using System.IO.Compression;
using System.Text;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Csv;

public sealed class CsvFileTests
{
    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Open_TimeColumn_GivesTheRateAndTheSamples(double rateHz)
    {
        var text = Table("time_seconds,Fp1 (uV),ECG [mV],Marker", 1000, i => FormattableString.Invariant($"{i / rateHz:0.######},{i * 0.5},{i * 0.001},{(i == 300 ? 7 : 0)}"));
        using var reader = Open(text);
        Assert.Equal("CSV", reader.Info.Format);
        // Six decimals over the whole stretch.
        Assert.Equal(rateHz, reader.Info.Channels[0].SamplingRateHz, rateHz * 2e-6 / (1000 / rateHz) * 1.5);
        Assert.Equal([("Fp1", ChannelKind.Eeg, "uV"), ("ECG", ChannelKind.Ecg, "uV")], reader.Info.Channels.Select(channel => (channel.Label, channel.Kind, channel.Unit)));
        Assert.Equal([new Annotation(300 / rateHz, 0, "7")], reader.Info.Annotations.Select(note => note with { OnsetSeconds = Math.Abs(note.OnsetSeconds - (300 / rateHz)) < 1e-5 ? 300 / rateHz : note.OnsetSeconds }));
        var samples = new double[500];
        reader.ReadSamples(0, 300, samples);
        Assert.Equal(Enumerable.Range(300, 500).Select(i => i * 0.5), samples);
        reader.ReadSamples(1, 500, samples);
        for (var i = 0; i < 500; i++)
            Assert.Equal(i + 500, samples[i], 1e-9);
    }

    [Theory]
    [InlineData(";", true)]
    [InlineData("\t", true)]
    [InlineData(";", false)]
    [InlineData("\t", false)]
    [InlineData(",", false)]
    public void Open_EverySeparatorAndDecimalSign_GivesTheSameSamples(string separator, bool comma)
    {
        var text = Table(string.Join(separator, "\"Time (ms)\"", "Cz (mV)", "Pz (mV)"), 300, i =>
        {
            var row = FormattableString.Invariant($"{i * 4}.0|{i * 0.25}|-{i}e-1");
            return (comma ? row.Replace('.', ',') : row).Replace("|", separator, StringComparison.Ordinal);
        }, "\r\n");
        var before = CultureInfo.CurrentCulture;
        try
        {
            // A machine that writes decimal commas itself must not read otherwise.
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            using var reader = Open(text);
            Assert.Equal(250, reader.Info.Channels[0].SamplingRateHz);
            var (first, second) = (new double[300], new double[300]);
            reader.ReadSamples([new ChannelRead(1, 0, second), new ChannelRead(0, 0, first)]);
            for (var i = 0; i < 300; i++)
                Assert.Equal((i * 250.0, i * -100.0), (first[i], Math.Round(second[i], 9)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Open_MissingRows_AreAGap()
    {
        using var reader = Open(Table("t,Cz (uV)", 500, i => FormattableString.Invariant($"{(i < 200 ? i : i + 50) / 100.0},{i}")));
        Assert.Equal([new ContinuousSegment(0, 2, 0), new ContinuousSegment(2.5, 3, 2)], reader.Info.Segments);
        Assert.Equal(5.5, reader.Info.DurationSeconds);
    }

    [Fact]
    public void Open_ArrivalTimesInBursts_TakesTheWholeRate()
    {
        // Ten samples arrive at once, each packet a little late.
        using var reader = Open(Table("time,Cz (uV)", 2560, i => FormattableString.Invariant($"{(i / 10 * 10 / 256.0) + (i / 10 % 3 * 0.004):0.####},{i}")));
        Assert.Equal(256, reader.Info.Channels[0].SamplingRateHz);
        Assert.Single(reader.Info.Segments);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("arrival", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_RateInAComment_NeedsNoTimeColumn()
    {
        using var reader = Open("# sampling_rate_hz = 512\n" + Table("Cz (uV),event", 100, i => $"{i},{(i == 50 ? "blink" : "")}"));
        Assert.Equal(512, reader.Info.Channels[0].SamplingRateHz);
        Assert.Equal([new Annotation(Math.Round(50 / 512.0, 9), 0, "blink")], reader.Info.Annotations);
    }

    [Fact]
    public void Open_OurOwnExport_GivesTheRecordingBack()
    {
        var edf = new MemoryStream();
        DemoRecording.Write(edf);
        using var demo = RecordingFile.Open(edf, "demo.edf");
        var csv = new MemoryStream();
        RecordingConverter.Convert(demo, new ConversionOptions { Format = ConversionFormat.Csv, ToSeconds = 5 }, csv, null, CancellationToken.None);
        using var reader = RecordingFile.Open(csv, "demo.csv");
        Assert.Equal(demo.Info.Channels.Select(channel => (channel.Label, channel.Name, channel.Kind)), reader.Info.Channels.Select(channel => (channel.Label, channel.Name, channel.Kind)));
        var (expected, actual) = (new double[1280], new double[1280]);
        demo.ReadSamples(7, 0, expected);
        reader.ReadSamples(7, 0, actual);
        Assert.Equal(256, reader.Info.Channels[7].SamplingRateHz);
        for (var i = 0; i < actual.Length; i++)
            Assert.Equal(expected[i], actual[i], 5.1e-7);
    }

    [Theory]
    [InlineData("Cz (uV),Pz (uV)\n1,2\n", "sampling rate")]
    [InlineData("time,marker\n0,1\n1,2\n", "No column holds a channel")]
    [InlineData("0,1\n1,2\n", "numbers only")]
    [InlineData("time,Cz (uV)\n", "no samples")]
    [InlineData("time,Cz (uV)\n0,1\n0.1,two\n0.2,3\n", "Line 3 (byte 17) holds no number for \"Cz\" (column 2)")]
    [InlineData("time,Cz (uV)\n0,1\n.1,1\n.2,1\n.3,1\n.4,1\n.5,1\n.6,1\n.7,1\n.8,1\n.9,1\n1,1\n1.1,1\n1.2,1\n1.3,1\n1.4,1\n1.5,1\n1.6,1\n1.7,1\n1.8,1\n1.9,1\n2,1\n.4,1\n2.2,1\n2.3,1\n2.4,1\n2.5,1\n2.6,1\n2.7,1\n2.8,1\n2.9,1\n3,1\n3.1,1\n3.2,1\n3.3,1\n3.4,1\n3.5,1\n3.6,1\n3.7,1\n3.8,1\n3.9,1\n4,1\n4.1,1\n", "Time goes back at line 23")]
    [InlineData("time,Cz (uV)\n0,1\n0,2\n0,3\n", "does not rise")]
    public void Open_UnusableTable_IsRefusedWithTheLineOrTheRemedy(string text, string says)
    {
        var refusal = Assert.Throws<RecordingFormatException>(() => Open(text).Dispose());
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_LastLineCutOff_IsLeftOutWithAWarning()
    {
        using var reader = Open("time,Cz (uV)\n0,1\n0.5,2\n1,3\n1.5,");
        Assert.Equal(3, reader.Info.Channels[0].SampleCount);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("Line 5", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_MuseRecording_GivesRateMarkersAndElectrodes()
    {
        using var packed = new GZipStream(File.OpenRead(SharedRecordings.Path("bci/muse-lsl/visual/P300/subject1/session1/data_2017-02-04-15_45_13.csv.gz")), CompressionMode.Decompress);
        var file = new MemoryStream();
        packed.CopyTo(file);
        var lines = Encoding.UTF8.GetString(file.ToArray()).TrimEnd('\n').Split('\n');
        using var reader = RecordingFile.Open(file, "muse.csv");
        Assert.Equal(256, reader.Info.Channels[0].SamplingRateHz, 0.05);
        Assert.Equal(["TP9", "AF7", "AF8", "TP10", "Right AUX"], reader.Info.Channels.Select(channel => channel.Label));
        Assert.Equal(lines.Length - 1, reader.Info.Channels[0].SampleCount);
        Assert.Equal(lines.Skip(1).Count(line => !line.TrimEnd('\r').EndsWith(",0", StringComparison.Ordinal)), reader.Info.Annotations.Count);
        Assert.Equal(new DateTime(2017, 2, 4), reader.Info.StartTime!.Value.Date);
    }

    [Fact]
    public void Open_LongTable_HoldsLittleOfIt()
    {
        var bytes = Encoding.UTF8.GetBytes(Table("time,Cz (uV),Pz (uV)", 200_000, i => FormattableString.Invariant($"{i / 250.0:0.###},{i % 100},{i % 7}")));
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var reader = RecordingFile.Open(new MemoryStream(bytes), "long.csv");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 4 << 20);
        var last = new double[10];
        reader.ReadSamples(1, 199_990, last);
        Assert.Equal(Enumerable.Range(199_990, 10).Select(i => (double)(i % 7)), last);
    }

    private static IRecordingReader Open(string text) => RecordingFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "table.csv");

    private static string Table(string header, int rows, Func<int, string> row, string lineEnd = "\n") =>
        header + lineEnd + string.Concat(Enumerable.Range(0, rows).Select(i => row(i) + lineEnd));
}
