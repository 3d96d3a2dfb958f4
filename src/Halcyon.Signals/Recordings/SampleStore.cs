namespace Halcyon.Signals.Recordings;

/// <summary>Samples of several channels of one rate, in physical units. Safe from several threads at once.</summary>
internal abstract class SampleStore
{
    /// <summary>Of each channel.</summary>
    public abstract long SampleCount { get; }

    /// <summary>Channel and range have been checked.</summary>
    public abstract void Read(int channel, long firstSample, Span<double> destination);

    /// <summary>Goes through the file once for all channels where that is quicker.</summary>
    public abstract void Read(ReadOnlySpan<ChannelRead> reads);
}
