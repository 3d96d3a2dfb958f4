using System.Globalization;
using System.Text;
using Halcyon.Signals.BrainFlow;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.BrainFlow;

public sealed class BrainFlowFileTests
{
    [Fact]
    public void Open_SharedFile_IsTheSyntheticBoards()
    {
        var path = SharedRecordings.Path("captures/brainflow/examples/tests/test_data.csv");
        using var reader = RecordingFile.Open(path);
        Assert.Equal(("BrainFlow", "Synthetic", 2502L), (reader.Info.Format, reader.Info.RecordingIdentification, reader.Info.Channels[0].SampleCount));
        Assert.All(reader.Info.Channels, channel => Assert.Equal(250, channel.SamplingRateHz));
        Assert.Equal(16, reader.Info.Channels.Count(channel => channel.Kind == ChannelKind.Eeg));
        Assert.Equal(new DateTime(2023, 1, 16), reader.Info.StartTime!.Value.Date);
        Assert.Contains(reader.Info.Warnings, warning => warning.Contains("Synthetic", StringComparison.Ordinal));
        double[] expected = [.. File.ReadLines(path).Select(line => double.Parse(line.Split('\t')[5], CultureInfo.InvariantCulture))];
        var samples = new double[2502];
        reader.ReadSamples(4, 0, samples);
        Assert.Equal(expected, samples);
    }

    [Theory]
    [InlineData(24, 250, "Cyton")]
    [InlineData(24, 1000, "Cyton by WiFi")]
    [InlineData(32, 125, "Cyton with Daisy")]
    [InlineData(15, 200, "Ganglion")]
    [InlineData(8, 256, "Muse")]
    public void Open_UnnamedBoard_IsToldByColumnsAndRate(int columns, double rateHz, string board)
    {
        using var reader = RecordingFile.Open(new MemoryStream(File_(columns, rateHz, 500)), "data.csv");
        Assert.Equal((board, rateHz), (reader.Info.RecordingIdentification, reader.Info.Channels[0].SamplingRateHz));
        Assert.Equal([new Annotation(100 / rateHz, 0, "3")], reader.Info.Annotations);
    }

    [Theory]
    [InlineData(24, 500)]
    [InlineData(20, 250)]
    public void Open_BoardThatNothingTells_IsRefusedSayingWhatToGive(int columns, double rateHz)
    {
        var refusal = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(new MemoryStream(File_(columns, rateHz, 500)), "data.csv").Dispose());
        Assert.Contains("BrainFlowFile.Open", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GivenBoard_ReadsWhatNothingTells()
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, File_(24, 500, 100));
            using var reader = BrainFlowFile.Open(path, BrainFlowBoard.Cyton with { SamplingRateHz = 500 });
            Assert.Equal(500, reader.Info.Channels[0].SamplingRateHz);
            Assert.Throws<RecordingFormatException>(() => BrainFlowFile.Open(path, BrainFlowBoard.Ganglion).Dispose());
            Assert.Throws<ArgumentException>(() => BrainFlowFile.Open(path, BrainFlowBoard.Cyton with { SamplingRateHz = double.NaN }).Dispose());
            Assert.Throws<ArgumentException>(() => BrainFlowFile.Open(path, BrainFlowBoard.Cyton with { EegColumns = [24] }).Dispose());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static byte[] File_(int columns, double rateHz, int rows) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, rows).Select(row =>
        string.Join('\t', Enumerable.Range(0, columns).Select(column => FormattableString.Invariant(
            $"{(column == columns - 1 ? (row == 100 ? 3 : 0) : column == columns - 2 ? 1.6e9 + (row / rateHz) : row + column):0.000000}"))) + "\n")));
}
