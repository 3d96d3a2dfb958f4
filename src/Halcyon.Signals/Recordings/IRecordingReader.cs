namespace Halcyon.Signals.Recordings;

/// <summary>An opened recording of any format: what it says of itself, and its samples in physical units.</summary>
/// <remarks>Safe to read from several threads at once; nothing is loaded until it is asked for.</remarks>
public interface IRecordingReader : IDisposable
{
    RecordingInfo Info { get; }

    /// <summary>Reads consecutive stored samples of one channel, in <see cref="ChannelInfo.Unit"/> (µV for voltages).</summary>
    /// <param name="channelIndex">Index in <see cref="RecordingInfo.Channels"/>.</param>
    /// <param name="firstSample">Stored sample index at the channel's own rate, 0…SampleCount.</param>
    /// <param name="destination">Filled completely; firstSample + length must not pass SampleCount.</param>
    void ReadSamples(int channelIndex, long firstSample, Span<double> destination);
}
