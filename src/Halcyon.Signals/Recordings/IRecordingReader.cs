namespace Halcyon.Signals.Recordings;

/// <summary>An opened recording of any format: what it says of itself, and its samples in physical units.</summary>
/// <remarks>Safe to read from several threads at once; nothing is loaded until it is asked for.</remarks>
public interface IRecordingReader : IDisposable
{
    RecordingInfo Info { get; }

    /// <summary>Full paths of the files that are read, so that nobody writes over them; empty for a stream or for memory.</summary>
    IReadOnlyList<string> Files => [];

    /// <summary>Reads consecutive stored samples of one channel, in <see cref="ChannelInfo.Unit"/> (µV for voltages).</summary>
    /// <param name="channelIndex">Index in <see cref="RecordingInfo.Channels"/>.</param>
    /// <param name="firstSample">Stored sample index at the channel's own rate, 0…SampleCount.</param>
    /// <param name="destination">Filled completely, with NaN where a floating-point file holds no number; firstSample + length must not pass SampleCount.</param>
    void ReadSamples(int channelIndex, long firstSample, Span<double> destination);

    /// <summary>
    /// Reads several channels in one pass over the file. Formats that interleave channels are read once instead of once
    /// per channel; prefer it whenever more than one channel of the same stretch is wanted.
    /// </summary>
    void ReadSamples(ReadOnlySpan<ChannelRead> reads)
    {
        foreach (var read in reads)
            ReadSamples(read.ChannelIndex, read.FirstSample, read.Destination.Span);
    }
}

/// <summary>One channel's part of a read: as the parameters of <see cref="IRecordingReader.ReadSamples(int, long, Span{double})"/>.</summary>
public readonly record struct ChannelRead(int ChannelIndex, long FirstSample, Memory<double> Destination);
