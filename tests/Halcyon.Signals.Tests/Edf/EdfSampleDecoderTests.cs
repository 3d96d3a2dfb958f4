using Halcyon.Signals.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

public sealed class EdfSampleDecoderTests
{
    [Fact]
    public void Decode16_EveryValueAndLength_EqualsTheScalarLoopToTheLastBit()
    {
        var bytes = new byte[2 * 65536];
        for (var value = 0; value < 65536; value++)
            BitConverter.TryWriteBytes(bytes.AsSpan(2 * value), (ushort)value);
        var (vector, scalar) = (new double[65536], new double[65536]);
        EdfSampleDecoder.Decode16(bytes, 0.1, -0.3, vector);
        EdfSampleDecoder.Decode16Scalar(bytes, 0.1, -0.3, scalar);
        Assert.Equal(scalar, vector);
        for (var count = 0; count < 40; count++)
        {
            var part = new double[count];
            EdfSampleDecoder.Decode16(bytes.AsSpan(32700, 2 * count), 0.1, -0.3, part);
            EdfSampleDecoder.Decode16Scalar(bytes.AsSpan(32700, 2 * count), 0.1, -0.3, scalar.AsSpan(0, count));
            Assert.Equal(scalar[..count], part);
        }
    }

    [Fact]
    public void Decode24_ManyValuesAndLengths_EqualsTheScalarLoopToTheLastBit()
    {
        var bytes = new byte[3 * 100_000];
        new Random(5).NextBytes(bytes);
        ((byte[])[0, 0, 0x80, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff]).CopyTo(bytes, 0);
        var (vector, scalar) = (new double[100_000], new double[100_000]);
        EdfSampleDecoder.Decode24(bytes, 0.03125, 7, vector);
        EdfSampleDecoder.Decode24Scalar(bytes, 0.03125, 7, scalar);
        Assert.Equal(scalar, vector);
        for (var count = 0; count < 40; count++)
        {
            var part = new double[count];
            // No byte to spare behind the last sample: the vector load must not pass the end.
            EdfSampleDecoder.Decode24(bytes.AsSpan(0, 3 * count).ToArray(), 0.03125, 7, part);
            Assert.Equal(scalar[..count], part);
        }
    }
}
