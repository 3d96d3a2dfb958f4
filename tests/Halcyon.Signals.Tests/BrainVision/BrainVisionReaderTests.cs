using System.Text;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Fuzz;
using Xunit;

namespace Halcyon.Signals.Tests.BrainVision;

public sealed class BrainVisionReaderTests
{
    public static TheoryData<string, bool, bool> Layouts
    {
        get
        {
            var layouts = new TheoryData<string, bool, bool>();
            foreach (var format in (string[])["INT_16", "UINT_16", "INT_32", "IEEE_FLOAT_32", "IEEE_FLOAT_64", "ASCII"])
                foreach (var multiplexed in (bool[])[true, false])
                    foreach (var other in (bool[])[false, true])
                        layouts.Add(format, multiplexed, other);
            return layouts;
        }
    }

    /// <param name="other">Big endian, or a decimal comma.</param>
    [Theory]
    [MemberData(nameof(Layouts))]
    public void ReadSamples_EveryLayout_GivesStoredTimesResolution(string format, bool multiplexed, bool other)
    {
        var isAscii = format == "ASCII";
        // Enough samples that an index over the text has several entries in every channel.
        var stored = Enumerable.Range(0, 3).Select(channel => Enumerable.Range(0, 700).Select(i => (channel * 1000.0) + i + (isAscii ? 0.25 : 0)).ToArray()).ToArray();
        var raw = new RawBrainVision
        {
            Format = isAscii ? "INT_16" : format,
            Ascii = isAscii,
            Multiplexed = multiplexed,
            BigEndian = other,
            DecimalSymbol = other ? ',' : '.',
            Channels = ["Fp1,,0.5,µV", "Cz,,2,nV", "Temp,,0.1,C"],
            Stored = stored,
        };
        foreach (var mapped in (bool[])[true, false])
        {
            using var reader = raw.Open(mapped);
            double[] gains = [0.5, 0.002, 0.1];
            Assert.Equal(["uV", "uV", "C"], reader.Info.Channels.Select(channel => channel.Unit));
            Assert.Equal([ChannelKind.Eeg, ChannelKind.Eeg, ChannelKind.Other], reader.Info.Channels.Select(channel => channel.Kind));
            for (var channel = 0; channel < 3; channel++)
                foreach (var (first, count) in ((int, int)[])[(0, 700), (255, 3), (511, 100), (699, 1), (700, 0)])
                {
                    var samples = new double[count];
                    reader.ReadSamples(channel, first, samples);
                    Assert.Equal(stored[channel].Skip(first).Take(count).Select(value => value * gains[channel]), samples, Near);
                }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ReadSamples_SeveralStretchesAtOnce_GivesEach(bool ascii)
    {
        using var reader = new RawBrainVision { Ascii = ascii }.Open();
        var reads = new[] { new ChannelRead(2, 5, new double[10]), new ChannelRead(0, 30, new double[10]), new ChannelRead(0, 0, new double[1]) };
        reader.ReadSamples(reads);
        foreach (var read in reads)
        {
            var alone = new double[read.Destination.Length];
            reader.ReadSamples(read.ChannelIndex, read.FirstSample, alone);
            Assert.Equal(alone, read.Destination.ToArray());
        }
    }

    [Fact]
    public void Open_Markers_BecomeAnnotationsAndTheStart()
    {
        using var reader = new RawBrainVision().Open();
        Assert.Equal("BrainVision", reader.Info.Format);
        Assert.Equal(250, reader.Info.Channels[0].SamplingRateHz);
        Assert.Equal(new DateTime(2013, 11, 13, 16, 14, 3).AddTicks(7_942_320), reader.Info.StartTime);
        Assert.Equal([new Annotation(0, 0, "New Segment"), new Annotation(0.008, 0, "Stimulus/S  1"), new Annotation(0.016, 0.2, "Comment/a, b")], reader.Info.Annotations);
        Assert.Equal([new ContinuousSegment(0, 0.16, 0)], reader.Info.Segments);
        Assert.Empty(reader.Info.Warnings);
    }

    [Fact]
    public void Open_RecordingContinuedLater_HasAGapAndMarkersBehindIt()
    {
        using var reader = new RawBrainVision
        {
            Markers = ["New Segment,,1,1,0,20240101120000000000", "New Segment,,11,1,0,20240101120100000000", "Stimulus,S1,16,1,0", "New Segment,,31,1,0"],
        }.Open();
        Assert.Equal(
            [new ContinuousSegment(0, 0.04, 0), new ContinuousSegment(60, 0.08, 0.04), new ContinuousSegment(60.08, 0.04, 0.12)],
            reader.Info.Segments.Select(segment => segment with { DurationSeconds = Math.Round(segment.DurationSeconds, 9), StoredOffsetSeconds = Math.Round(segment.StoredOffsetSeconds, 9) }));
        Assert.Equal(60.02, reader.Info.Annotations.Single(note => note.Text == "Stimulus/S1").OnsetSeconds, 1e-9);
        Assert.Equal(60.12, reader.Info.DurationSeconds, 1e-9);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Open_EitherEncoding_ReadsTheMicroSign(bool latin1)
    {
        using var reader = new RawBrainVision { Encoding = latin1 ? Encoding.Latin1 : Encoding.UTF8, Markers = ["Comment,müde,3,1,0"] }.Open();
        Assert.Equal("uV", reader.Info.Channels[0].Unit);
        Assert.Equal("Comment/müde", reader.Info.Annotations[0].Text);
    }

    [Fact]
    public void Open_ShortOrEmptyFieldsOfAChannel_TakeTheirDefaults()
    {
        using var reader = new RawBrainVision { Channels = ["Fp1", "a\\1b,,,", ",,2"] }.Open();
        Assert.Equal(["Fp1", "a,b", "Ch3"], reader.Info.Channels.Select(channel => channel.Label));
        Assert.All(reader.Info.Channels, channel => Assert.Equal("uV", channel.Unit));
        Assert.Equal((-65536.0, 65534.0), (reader.Info.Channels[2].PhysicalMinimum, reader.Info.Channels[2].PhysicalMaximum));
    }

    [Fact]
    public void Open_RenamedTogether_FindsTheSamplesByTheHeadersName()
    {
        var files = new RawBrainVision { DataFile = "before.eeg" }.Files();
        using var reader = files.Open(new FuzzLedger(), mapped: true);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("\"before.eeg\"", StringComparison.Ordinal) && warning.Contains("\"made.eeg\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("../../made.eeg")]
    [InlineData("C:\\data\\made.eeg")]
    [InlineData("$b.eeg")]
    public void Open_DataFileWithFoldersOrPlaceholder_IsFoundBesideTheHeader(string name)
    {
        using var reader = new RawBrainVision { DataFile = name }.Open();
        Assert.Equal(40, reader.Info.Channels[0].SampleCount);
    }

    [Fact]
    public void Open_WithoutMarkerFile_IsReadWithAWarning()
    {
        var files = new RawBrainVision().Files();
        using var reader = (files with { Beside = [files.Beside[0]] }).Open(new FuzzLedger(), mapped: true);
        Assert.Empty(reader.Info.Annotations);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("\"made.vmrk\"", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_MultiplexedFileCutShort_GivesTheWholeSamplesAndSaysSo()
    {
        var files = new RawBrainVision { Common = "DataPoints=40" }.Files();
        files.Beside[0] = (files.Beside[0].Name, files.Beside[0].Content[..^7]);
        using var reader = files.Open(new FuzzLedger(), mapped: true);
        Assert.Equal(38, reader.Info.Channels[0].SampleCount);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("5 bytes", StringComparison.Ordinal));
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("40 samples", StringComparison.Ordinal));
    }

    [Fact]
    public void ReadSamples_Binary_AllocatesNothing()
    {
        using var reader = new RawBrainVision().Open();
        var samples = new double[40];
        var reads = new[] { new ChannelRead(0, 0, new double[40]), new ChannelRead(1, 0, new double[40]) };
        void Read()
        {
            reader.ReadSamples(1, 0, samples);
            reader.ReadSamples(reads);
        }
        Read();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Read();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static bool Near(double left, double right) => Math.Abs(left - right) <= 1e-12 * Math.Max(1, Math.Abs(left));
}
