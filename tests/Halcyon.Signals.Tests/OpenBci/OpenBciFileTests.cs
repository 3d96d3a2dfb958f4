using System.Text;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Signals.Tests.OpenBci;

/// <summary>Files laid out as the OpenBCI GUI of several generations writes them.</summary>
public sealed class OpenBciFileTests
{
    private const string Cyton = "%OpenBCI Raw EXG Data\n%Number of channels = 8\n%Sample Rate = 250 Hz\n%Board = OpenBCI_GUI$BoardCytonSerial\n"
        + "Sample Index, EXG Channel 0, EXG Channel 1, EXG Channel 2, EXG Channel 3, EXG Channel 4, EXG Channel 5, EXG Channel 6, EXG Channel 7, "
        + "Accel Channel 0, Accel Channel 1, Accel Channel 2, Other, Other, Timestamp, Marker Channel, Timestamp (Formatted)\n";

    [Fact]
    public void Open_NamedColumns_GivesChannelsMarkersAndTheLocalStart()
    {
        using var reader = Open(Cyton + Rows(600, i => $"{i % 256}.0, {Values(i, 8)}, 0.1, 0.2, 0.9, 0.0, 0.0, 1557936053.329, {(i is 100 or 101 ? 2 : 0)}.0, 2019-05-15 12:00:53.329"));
        Assert.Equal(("OpenBCI", 250.0, 600L), (reader.Info.Format, reader.Info.Channels[0].SamplingRateHz, reader.Info.Channels[0].SampleCount));
        Assert.Equal(8, reader.Info.Channels.Count(channel => channel is { Kind: ChannelKind.Eeg, Unit: "uV" }));
        Assert.Equal(3, reader.Info.Channels.Count(channel => channel is { Kind: ChannelKind.Other, Unit: "g" }));
        Assert.Equal(new DateTime(2019, 5, 15, 12, 0, 53, 329), reader.Info.StartTime);
        Assert.Equal([new Annotation(0.4, 0, "2")], reader.Info.Annotations);
        Assert.Empty(reader.Info.Warnings);
        AssertSamples(reader, 7, 600);
    }

    [Theory]
    [InlineData("%OpenBCI Raw EEG Data\n%Number of channels = 16\n%Sample Rate = 125.0 Hz\n%First Column = SampleIndex\n%Last Column = Timestamp \n%Other Columns = EEG data in microvolts followed by Accel Data (in G) interleaved with Aux Data\n", 16, 125, true)]
    [InlineData("%OpenBCI Raw EEG Data\n%\n%Sample Rate = 250,0 Hz\n%First Column = SampleIndex\n%Other Columns = EEG data in microvolts\n", 8, 250, false)]
    public void Open_OlderGenerations_GivesTheChannels(string header, int channels, double rateHz, bool hasAccelerometer)
    {
        using var reader = Open(header + Rows(300, i => $"{i * 2 % 256}, {Values(i, channels)}{(hasAccelerometer ? ", 0.04, 0.42, 0.23, 12:00:53.329, 1557936053329" : "")}"));
        Assert.Equal(channels, reader.Info.Channels.Count(channel => channel.Kind == ChannelKind.Eeg));
        Assert.Equal(hasAccelerometer ? channels + 3 : channels, reader.Info.Channels.Count);
        Assert.Equal((rateHz, 300 / rateHz), (reader.Info.Channels[0].SamplingRateHz, reader.Info.DurationSeconds));
        AssertSamples(reader, channels - 1, 300);
    }

    [Fact]
    public void Open_LostPackets_AreCountedInAWarning()
    {
        using var reader = Open(Cyton + Rows(500, i => $"{(i < 200 ? i : i + 13) % 256}.0, {Values(i, 8)}, 0, 0, 0, 0, 0, 1, 0, x"));
        Assert.Contains(reader.Info.Warnings, warning => warning.StartsWith("13 packets never arrived, at 1 places", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_DamagedLine_IsNamed()
    {
        var refusal = Assert.Throws<RecordingFormatException>(() => Open(Cyton + Rows(10, i => i == 4 ? "4.0, 1, 2, #!" : $"{i}.0, {Values(i, 8)}, 0, 0, 0")).Dispose());
        Assert.Contains("Line 10 ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("EXG Channel 2", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%OpenBCI Raw EXG Data\n%Number of channels = 2\n0, 1, 2\n", "Sample Rate")]
    [InlineData("%OpenBCI Raw EXG Data\n%Number of channels = 8\n%Sample Rate = 250 Hz\n0, 1, 2\n", "speaks of 8 channels")]
    [InlineData("%OpenBCI Raw EXG Data\n%Number of channels = 8\n%Sample Rate = 250 Hz\n", "no samples")]
    public void Open_HeaderThatLacksSomething_IsRefusedByName(string text, string says)
    {
        var refusal = Assert.Throws<RecordingFormatException>(() => Open(text).Dispose());
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertSamples(IRecordingReader reader, int channel, int count)
    {
        var samples = new double[count];
        reader.ReadSamples(channel, 0, samples);
        for (var i = 0; i < count; i++)
            Assert.Equal((100 * channel) + (i * 0.25), samples[i]);
    }

    private static string Values(int row, int channels) =>
        string.Join(", ", Enumerable.Range(0, channels).Select(channel => FormattableString.Invariant($"{(100 * channel) + (row * 0.25)}")));

    private static string Rows(int count, Func<int, string> row) => string.Concat(Enumerable.Range(0, count).Select(i => row(i) + "\n"));

    private static IRecordingReader Open(string text) => RecordingFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "OpenBCI-RAW.txt");
}
