using System.Numerics.Tensors;

namespace Halcyon.Signals.Recordings;

/// <summary>Floating-point files may hold NaN where nothing was measured; what cannot work around it says so.</summary>
internal static class MissingSamples
{
    /// <param name="firstSample">Stored index of the first of <paramref name="samples"/>.</param>
    /// <exception cref="RecordingFormatException">A sample is NaN or infinite.</exception>
    public static void Refuse(ReadOnlySpan<double> samples, ChannelInfo channel, long firstSample)
    {
        if (TensorPrimitives.IsFiniteAll(samples))
            return;
        var at = 0;
        while (double.IsFinite(samples[at]))
            at++;
        throw new RecordingFormatException(FormattableString.Invariant(
            $"Channel \"{RecordingSource.Shown(channel.Label)}\" holds no number at sample {firstSample + at} ({(firstSample + at) / channel.SamplingRateHz:0.###} s of its samples), where nothing was measured; leave the channel or the stretch out (halcyon convert --channels, --from, --to) and use the result."));
    }
}
