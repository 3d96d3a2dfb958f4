using System.Buffers.Binary;

namespace Halcyon.Signals.Conversion;

/// <summary>Writes the samples of a BrainVision recording, all channels of a moment together.</summary>
/// <param name="resolutions">Of each channel, for integers; 1 for floating point.</param>
internal sealed class BrainVisionSamples(Stream output, bool isInteger, double[] resolutions)
{
    private byte[] _buffer = [];

    /// <param name="samples">Each channel's, of one length.</param>
    public void Write(int count, double[][] samples)
    {
        var width = isInteger ? sizeof(short) : sizeof(float);
        var bytes = checked(count * samples.Length * width);
        if (_buffer.Length < bytes)
            _buffer = new byte[bytes];
        for (var channel = 0; channel < samples.Length; channel++)
            Encode(samples[channel].AsSpan(0, count), resolutions[channel], _buffer.AsSpan(channel * width), samples.Length * width);
        output.Write(_buffer, 0, bytes);
    }

    private void Encode(ReadOnlySpan<double> samples, double resolution, Span<byte> destination, int stride)
    {
        for (var i = 0; i < samples.Length; i++)
            if (isInteger)
                BinaryPrimitives.WriteInt16LittleEndian(destination[(i * stride)..], (short)Math.Clamp(Math.Round(samples[i] / resolution), short.MinValue, short.MaxValue));
            else
                BinaryPrimitives.WriteSingleLittleEndian(destination[(i * stride)..], (float)samples[i]);
    }
}
