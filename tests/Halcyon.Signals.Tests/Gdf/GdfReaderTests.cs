using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Fuzz;
using Xunit;

namespace Halcyon.Signals.Tests.Gdf;

public sealed class GdfReaderTests
{
    [Theory]
    [InlineData(1, -128, 127)]
    [InlineData(2, 0, 255)]
    [InlineData(3, -32768, 32767)]
    [InlineData(4, 0, 65535)]
    [InlineData(5, -2147483648.0, 2147483647.0)]
    [InlineData(6, 0, 4294967295.0)]
    [InlineData(7, -1e15, 1e15)]
    [InlineData(8, 0, 1e15)]
    [InlineData(16, -1.5, 2.25)]
    [InlineData(17, -1.1, 1e9)]
    [InlineData(279, -8388608, 8388607)]
    [InlineData(535, 0, 16777215)]
    public void ReadSamples_EveryType_IsScaledToPhysicalValues(int type, double lowest, double highest)
    {
        double[] stored = [lowest, highest, 0, 1, 100, lowest];
        foreach (var version in (double[])[1.25, 2.1, 2.51])
            foreach (var perRecord in (int[])[1, 3])
                foreach (var mapped in (bool[])[true, false])
                {
                    using var reader = new RawGdf
                    {
                        Version = version,
                        Signals = [new RawGdfSignal("Cz", type, perRecord, stored), new RawGdfSignal("Fz", 3, perRecord, [1, 2, 3, 4, 5, 6])],
                    }.Open(mapped);
                    Assert.Equal(2 * perRecord, reader.Info.Channels[0].SamplingRateHz);
                    var samples = new double[6];
                    reader.ReadSamples(0, 0, samples);
                    // −200…200 stand for −100…100 µV.
                    Assert.Equal(stored.Select(value => value / 2), samples);
                    reader.ReadSamples(1, 2, samples.AsSpan(0, 4));
                    Assert.Equal([1.5, 2, 2.5, 3], samples[..4]);
                }
    }

    [Theory]
    [InlineData(1.25)]
    [InlineData(1.99)]
    [InlineData(2.2)]
    [InlineData(2.51)]
    public void Open_TwoRatesAndEvents_AreReadInEveryVersion(double version)
    {
        using var reader = RawGdf.Example(version).Open();
        Assert.Equal("GDF", reader.Info.Format);
        Assert.Equal([100.0, 50.0], reader.Info.Channels.Select(channel => channel.SamplingRateHz));
        Assert.Equal([200L, 100L], reader.Info.Channels.Select(channel => channel.SampleCount));
        Assert.Equal([ChannelKind.Eeg, ChannelKind.Ecg], reader.Info.Channels.Select(channel => channel.Kind));
        Assert.Equal([new Annotation(0, 0, "768"), new Annotation(1, 0.5, "769")], reader.Info.Annotations);
        Assert.Equal(2, reader.Info.DurationSeconds);
        Assert.Equal(new DateTime(2024, 11, 8, 12, 0, 0), reader.Info.StartTime);
        Assert.Equal(version >= 1.9 ? "HP:0.5Hz LP:70Hz" : "", reader.Info.Channels[0].Prefilter);
        Assert.Equal(("uV", "uV"), (reader.Info.Channels[0].Unit, reader.Info.Channels[1].Unit));
        var ecg = new double[1];
        reader.ReadSamples(1, 40, ecg);
        // 40 / 4 stored, halved, in mV.
        Assert.Equal(5000, ecg[0]);
        Assert.Empty(reader.Info.Warnings);
    }

    [Fact]
    public void Open_EventsWithoutDurations_AreRead()
    {
        using var reader = (RawGdf.Example(2.2) with { EventMode = 1 }).Open();
        Assert.Equal([new Annotation(0, 0, "768"), new Annotation(1, 0, "769")], reader.Info.Annotations);
    }

    [Fact]
    public void Open_NotClosedOrCutShort_ReadsTheWholeRecordsAndSaysSo()
    {
        using (var open = (RawGdf.Example(2.2) with { Records = -1, Events = [] }).Open())
        {
            Assert.Equal(200, open.Info.Channels[0].SampleCount);
            Assert.Contains(open.Info.Warnings, warning => warning.Contains("byte 236 is -1", StringComparison.Ordinal));
        }
        using var cut = new FuzzSeed("cut.gdf", RawGdf.Example(2.2).ToArray()[..(768 + 500)]).Open(new FuzzLedger(), mapped: true);
        Assert.Equal(100, cut.Info.Channels[0].SampleCount);
        Assert.Contains(cut.Info.Warnings, warning => warning.Contains("promises 4 data records", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_LimitsWithoutScale_HandsOutStoredNumbersWithoutAUnit()
    {
        using var reader = new RawGdf { Signals = [new RawGdfSignal("Cz", 3, 2, [7, 8]) { Digital = (5, 5) }] }.Open();
        var samples = new double[2];
        reader.ReadSamples(0, 0, samples);
        Assert.Equal([7.0, 8.0], samples);
        Assert.Equal(("", ChannelKind.Other), (reader.Info.Channels[0].Unit, reader.Info.Channels[0].Kind));
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("\"Cz\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(4275, "uV")]
    [InlineData(4256, "uV")]
    [InlineData(6048, "°C")]
    [InlineData(4384, "K")]
    [InlineData(544, "%")]
    [InlineData(512, "")]
    [InlineData(9999, "unit 9999")]
    public void Open_UnitNumbers_AreNamedOrShownAsNumbers(int code, string unit)
    {
        using var reader = new RawGdf { Signals = [new RawGdfSignal("Cz", 3, 2, [7, 8]) { UnitCode = code }] }.Open();
        Assert.Equal(unit, reader.Info.Channels[0].Unit);
    }

    [Theory]
    [InlineData(4, "9.99", "version at byte 4")]
    [InlineData(252, "\0\0", "number of signals at byte 252 is 0")]
    [InlineData(244, "\0\0\0\0\0\0\0\0", "record duration at byte 244")]
    [InlineData(256 + (2 * 220), "c\0\0\0", "sample type of signal 1 at byte 696 is 99")]
    [InlineData(256 + (2 * 216), "\u00ff\u00ff\u00ff\u007f", "samples per record of signal 1 at byte 688")]
    public void Open_UnusableField_IsRefusedWithFieldByteAndRemedy(int offset, string content, string expected)
    {
        var bytes = RawGdf.Example(2.2).ToArray();
        System.Text.Encoding.Latin1.GetBytes(content).CopyTo(bytes, offset);
        var refusal = Assert.Throws<RecordingFormatException>(() => new FuzzSeed("bad.gdf", bytes).Open(new FuzzLedger(), mapped: true).Dispose());
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Matches("export .* again.*\\.$", refusal.Message);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(600)]
    [InlineData(768)]
    public void Open_FileEndsBeforeARecord_IsRefusedWithWhere(int length)
    {
        var bytes = RawGdf.Example(2.2).ToArray()[..length];
        var refusal = Assert.Throws<RecordingFormatException>(() => new FuzzSeed("cut.gdf", bytes).Open(new FuzzLedger(), mapped: true).Dispose());
        Assert.Contains($"byte {length}", refusal.Message, StringComparison.Ordinal);
    }
}
