using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Halcyon.Signals.Edf;

/// <summary>Little-endian 16- and 24-bit integers to physical values: digital × gain + offset.</summary>
/// <remarks>The vector paths multiply and add in the same order as the scalar ones: equal to the last bit.</remarks>
internal static class EdfSampleDecoder
{
    /// <param name="source">2 bytes a sample.</param>
    /// <param name="destination">Out; one value for each sample.</param>
    public static void Decode16(ReadOnlySpan<byte> source, double gain, double offset, Span<double> destination)
    {
        var done = Vector256.IsHardwareAccelerated && BitConverter.IsLittleEndian
            ? Decode16Vectors(source, gain, offset, destination)
            : 0;
        Decode16Scalar(source[(2 * done)..], gain, offset, destination[done..]);
    }

    /// <param name="source">3 bytes a sample.</param>
    /// <param name="destination">Out; one value for each sample.</param>
    public static void Decode24(ReadOnlySpan<byte> source, double gain, double offset, Span<double> destination)
    {
        var done = Vector256.IsHardwareAccelerated && BitConverter.IsLittleEndian
            ? Decode24Vectors(source, gain, offset, destination)
            : 0;
        Decode24Scalar(source[(3 * done)..], gain, offset, destination[done..]);
    }

    internal static void Decode16Scalar(ReadOnlySpan<byte> source, double gain, double offset, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
            destination[i] = ((short)(source[2 * i] | (source[(2 * i) + 1] << 8)) * gain) + offset;
    }

    internal static void Decode24Scalar(ReadOnlySpan<byte> source, double gain, double offset, Span<double> destination)
    {
        for (var i = 0; i < destination.Length; i++)
        {
            var at = 3 * i;
            destination[i] = (((source[at] << 8 | source[at + 1] << 16 | source[at + 2] << 24) >> 8) * gain) + offset;
        }
    }

    private static int Decode16Vectors(ReadOnlySpan<byte> source, double gain, double offset, Span<double> destination)
    {
        var (gains, offsets) = (Vector256.Create(gain), Vector256.Create(offset));
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        var count = Math.Min(destination.Length, source.Length / 2) & ~7;
        for (var i = 0; i < count; i += 8)
        {
            var shorts = Vector128.LoadUnsafe(ref from, (nuint)(2 * i)).AsInt16();
            var (lower, upper) = Vector128.Widen(shorts);
            ((ToDouble(lower) * gains) + offsets).StoreUnsafe(ref to, (nuint)i);
            ((ToDouble(upper) * gains) + offsets).StoreUnsafe(ref to, (nuint)(i + 4));
        }
        return count;
    }

    private static int Decode24Vectors(ReadOnlySpan<byte> source, double gain, double offset, Span<double> destination)
    {
        var (gains, offsets) = (Vector256.Create(gain), Vector256.Create(offset));
        // Each 3-byte number moves to the upper bytes of its lane (index 255 gives 0); the shift back extends the sign.
        var spread = Vector128.Create(
            (byte)255, 0, 1, 2, 255, 3, 4, 5, 255, 6, 7, 8, 255, 9, 10, 11);
        ref var from = ref MemoryMarshal.GetReference(source);
        ref var to = ref MemoryMarshal.GetReference(destination);
        // A load takes 16 bytes for the 12 it uses, so the last few samples are left to the scalar loop.
        var count = Math.Min(destination.Length, source.Length < 16 ? 0 : ((source.Length - 16) / 3) + 4) & ~3;
        while (count > 0 && (3 * (count - 4)) + 16 > source.Length)
            count -= 4;
        for (var i = 0; i < count; i += 4)
        {
            var raw = Vector128.LoadUnsafe(ref from, (nuint)(3 * i));
            var digital = Vector128.ShiftRightArithmetic(Vector128.Shuffle(raw, spread).AsInt32(), 8);
            ((ToDouble(digital) * gains) + offsets).StoreUnsafe(ref to, (nuint)i);
        }
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> ToDouble(Vector128<int> value)
    {
        if (Avx.IsSupported)
            return Avx.ConvertToVector256Double(value);
        var (lower, upper) = Vector128.Widen(value);
        return Vector256.Create(Vector128.ConvertToDouble(lower), Vector128.ConvertToDouble(upper));
    }
}
