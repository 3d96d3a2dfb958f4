using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Csv;

/// <summary>A channel of a text recording.</summary>
/// <param name="Column">In the file, from 0.</param>
/// <param name="Factor">Multiplies what the file holds into the channel's unit.</param>
internal readonly record struct TextChannel(int Column, double Factor);

/// <summary>Reads a table whose rows are samples.</summary>
internal sealed class TextRecordingReader(RandomAccessBytes bytes, TextTable table, TextChannel[] channels, RecordingInfo info) : IRecordingReader
{
    public RecordingInfo Info => info;

    public IReadOnlyList<string> Files => bytes.Files;

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination)
    {
        var samples = new double[destination.Length];
        ReadSamples([new ChannelRead(channelIndex, firstSample, samples)]);
        samples.CopyTo(destination);
    }

    public void ReadSamples(ReadOnlySpan<ChannelRead> reads)
    {
        ReadRange.Check(info, reads);
        // A line is parsed once for all channels that want the same rows.
        foreach (var stretch in reads.ToArray().GroupBy(read => (read.FirstSample, read.Destination.Length)))
        {
            ChannelRead[] ordered = [.. stretch.OrderBy(read => channels[read.ChannelIndex].Column)];
            int[] columns = [.. ordered.Select(read => channels[read.ChannelIndex].Column).Distinct()];
            var first = columns.Select(column => ordered.First(read => channels[read.ChannelIndex].Column == column)).ToArray();
            table.Read(stretch.Key.FirstSample, columns, first.Select(read => read.Destination).ToArray());
            foreach (var again in ordered.Except(first))
                first.First(read => read.ChannelIndex == again.ChannelIndex).Destination.CopyTo(again.Destination);
            foreach (var read in ordered)
                Scale(read.Destination.Span, channels[read.ChannelIndex].Factor);
        }
    }

    public void Dispose() => bytes.Dispose();

    private static void Scale(Span<double> samples, double factor)
    {
        if (factor != 1)
            for (var i = 0; i < samples.Length; i++)
                samples[i] *= factor;
    }
}
