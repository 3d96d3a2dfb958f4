using Halcyon.Signals.Recordings;
using Halcyon.Signals.Xdf;
using Xunit;

namespace Halcyon.Signals.Tests.Xdf;

public sealed class XdfFileTests
{
    private const string EegChannels =
        "<desc><channels><channel><label>Fp1</label><type>EEG</type><unit>microvolts</unit></channel><channel><label>HEOG</label><type>EOG</type><unit>volts</unit></channel></channels></desc>";

    [Fact]
    public void OpenStream_JitteredStampsAndADriftingClock_GivesEvenSamplesAndMarkersAtTheirSamples()
    {
        // The sender's clock is 1000 s ahead and gains 50 ppm; each stamp is up to 3 ms late.
        var random = new Random(1);
        double Sender(double recorder) => 1000 + (recorder * 1.00005);
        var file = new XdfBuilder()
            .Header(1, "amp", "EEG", 2, 250, "float32", EegChannels)
            .Header(2, "tasks", "Markers", 1, 0, "string");
        for (var block = 0; block < 100; block++)
            file.Floats(1, [.. Enumerable.Range(0, 50).Select(i => Sender(((block * 50) + i) / 250.0) + (0.003 * random.NextDouble()))], (i, channel) => (block * 50) + i + (1000 * channel), 2);
        for (var second = 0; second <= 20; second += 5)
            file.Offset(1, Sender(second), second - Sender(second)).Offset(2, second, 0);
        file.Marker(2, 4.0, "start").Marker(2, 16.002, "stop");
        using var reader = RecordingFile.Open(new MemoryStream(file.ToArray()), "a.xdf");

        Assert.Equal("XDF", reader.Info.Format);
        Assert.Equal(new DateTime(2024, 3, 5, 14, 30, 15), reader.Info.StartTime);
        Assert.Equal((5000, 250.0, 20.0), (reader.Info.Channels[0].SampleCount, reader.Info.Channels[0].SamplingRateHz, reader.Info.DurationSeconds));
        Assert.Equal([ChannelKind.Eeg, ChannelKind.Eog], reader.Info.Channels.Select(channel => channel.Kind));
        Assert.Equal(["uV", "uV"], reader.Info.Channels.Select(channel => channel.Unit));
        Assert.Single(reader.Info.Segments);
        // The stamps are late by 1.5 ms in the mean, which nothing can tell from a late start.
        Assert.Equal(["start", "stop"], reader.Info.Annotations.Select(note => note.Text));
        Assert.Equal(4.0 - 0.0015, reader.Info.Annotations[0].OnsetSeconds, 2e-4);
        Assert.Equal(16.002 - 0.0015, reader.Info.Annotations[1].OnsetSeconds, 2e-4);
        var samples = new double[700];
        reader.ReadSamples(0, 620, samples);
        Assert.Equal(Enumerable.Range(620, 700).Select(i => (double)i), samples);
        reader.ReadSamples(1, 4300, samples);
        Assert.Equal(Enumerable.Range(4300, 700).Select(i => (i + 1000) * 1e6), samples);
    }

    [Fact]
    public void Open_SeveralStreams_OffersAllAndReadsTheFirstEegOne()
    {
        var file = new XdfBuilder()
            .Header(7, "gaze", "Gaze", 1, 60, "float32")
            .Header(8, "amp", "EEG", 1, 100, "float32")
            .Floats(7, [10, double.NaN, double.NaN], (i, _) => i, 1)
            .Floats(8, [10, double.NaN, double.NaN, double.NaN], (i, _) => -i, 1);
        using var reader = RecordingFile.Open(new MemoryStream(file.ToArray()), "a.xdf");
        Assert.Equal(["EEG 1"], reader.Info.Channels.Select(channel => channel.Label));
        Assert.Equal(4, reader.Info.Channels[0].SampleCount);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("\"gaze\" (Gaze, 1 channels at 60 Hz)", StringComparison.Ordinal));
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("no unit", StringComparison.Ordinal));

        using var whole = XdfFile.Open(new MemoryStream(file.ToArray()), "a.xdf");
        Assert.Equal(["gaze", "amp"], whole.Streams.Select(stream => stream.Name));
        using var gaze = whole.OpenStream(whole.Streams[0]);
        var samples = new double[3];
        gaze.ReadSamples(0, 0, samples);
        Assert.Equal([0, 1, 2], samples);
    }

    [Theory]
    [InlineData(8.0, 0.004, "run backwards once;")]
    [InlineData(4.4, 0.004, "run backwards once;")]
    [InlineData(5.5, 0.004, "run backwards once;")]
    [InlineData(5.8, -0.004, "run backwards")]
    // As chunks of a sender overlap.
    [InlineData(5.7, 0.004, null)]
    public void Open_StampsThatRunBackwards_SaySo(double secondFrom, double stepSeconds, string? warning)
    {
        double[] Stamps(double from, double step) => [.. Enumerable.Range(0, 200).Select(i => from + (i * step))];
        var file = new XdfBuilder().Header(1, "amp", "EEG", 1, 250, "float32")
            .Floats(1, Stamps(secondFrom == 8.0 ? 20 : 5, 0.004), (i, _) => i, 1).Floats(1, Stamps(secondFrom, stepSeconds), (i, _) => i, 1);
        using var reader = RecordingFile.Open(new MemoryStream(file.ToArray()), "a.xdf");
        Assert.Equal(400, reader.Info.Channels[0].SampleCount);
        Assert.Equal(warning is null ? 0 : 1, reader.Info.Warnings.Count(w => w.Contains(warning ?? "backwards", StringComparison.Ordinal)));
    }

    [Fact]
    public void Open_SilenceOfThreeSeconds_IsAGap()
    {
        double[] Stamps(double from) => [.. Enumerable.Range(0, 200).Select(i => from + (i / 250.0))];
        var file = new XdfBuilder().Header(1, "amp", "EEG", 1, 250, "float32")
            .Floats(1, Stamps(5), (i, _) => i, 1).Floats(1, Stamps(5.8), (i, _) => i, 1).Floats(1, Stamps(9.6), (i, _) => i, 1);
        using var reader = RecordingFile.Open(new MemoryStream(file.ToArray()), "a.xdf");
        Assert.Equal(2, reader.Info.Segments.Count);
        Assert.Equal((0, 1.6, 0), reader.Info.Segments[0] is var first ? (first.OnsetSeconds, Math.Round(first.DurationSeconds, 9), first.StoredOffsetSeconds) : default);
        Assert.Equal(4.6, reader.Info.Segments[1].OnsetSeconds, 1e-6);
        Assert.Equal(1.6, reader.Info.Segments[1].StoredOffsetSeconds, 1e-9);
    }

    [Fact]
    public void Open_DamagedMiddle_GoesOnBehindTheNextBoundaryAndSaysSo()
    {
        var file = new XdfBuilder().Header(1, "amp", "EEG", 1, 250, "float32")
            .Floats(1, [5, double.NaN], (i, _) => i, 1).Raw(3, 77, 77, 77).Boundary().Floats(1, [5.008, double.NaN], (i, _) => 2 + i, 1);
        using var reader = RecordingFile.Open(new MemoryStream(file.ToArray()), "a.xdf");
        Assert.Equal(4, reader.Info.Channels[0].SampleCount);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("damaged", StringComparison.Ordinal));
        var samples = new double[4];
        reader.ReadSamples(0, 0, samples);
        Assert.Equal([0, 1, 2, 3], samples);
    }

    [Fact]
    public void Open_NumbersThatAreNone_AreReadAsZeroAndCounted()
    {
        var file = new XdfBuilder().Header(1, "amp", "EEG", 1, 250, "float32").Floats(1, [5, double.NaN, double.NaN], (i, _) => i == 1 ? float.NaN : 7, 1);
        using var reader = RecordingFile.Open(new MemoryStream(file.ToArray()), "a.xdf");
        var samples = new double[3];
        reader.ReadSamples(0, 0, samples);
        Assert.Equal([7, 0, 7], samples);
        Assert.Contains(reader.Info.Warnings, warning => warning.StartsWith("1 values", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_OnlyMarkers_IsRefusedInASentence()
    {
        var file = new XdfBuilder().Header(1, "tasks", "Markers", 1, 0, "string").Marker(1, 3, "a");
        var refusal = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(new MemoryStream(file.ToArray()), "a.xdf").Dispose());
        Assert.Contains("no signal", refusal.Message, StringComparison.Ordinal);
        using var whole = XdfFile.Open(new MemoryStream(file.ToArray()), "a.xdf");
        Assert.Equal([new XdfMarker(3, "a")], whole.Streams[0].Markers);
        Assert.Throws<ArgumentException>(() => whole.OpenStream(whole.Streams[0]));
    }
}
