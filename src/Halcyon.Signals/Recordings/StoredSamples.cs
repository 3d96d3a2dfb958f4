using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Halcyon.Signals.Edf;

namespace Halcyon.Signals.Recordings;

/// <summary>Stored numbers of any type to physical values: stored × gain + offset.</summary>
internal static class StoredSamples
{
    /// <param name="source">Begins at the first sample; the last one may end it.</param>
    /// <param name="stepBytes">From one sample to the next; at least the size of a sample.</param>
    /// <param name="destination">Out, filled completely.</param>
    public static void Decode(
        ReadOnlySpan<byte> source, int stepBytes, SampleType type, bool bigEndian, double gain, double offset, Span<double> destination)
    {
        if (destination.IsEmpty)
            return;
        if (source.Length < (stepBytes * (destination.Length - 1L)) + type.Bytes())
            throw new ArgumentException("The source ends before the last sample.", nameof(source));
        if (type == SampleType.Int16 && stepBytes == 2 && !bigEndian)
        {
            EdfSampleDecoder.Decode16(source, gain, offset, destination);
            return;
        }
        ref var from = ref MemoryMarshal.GetReference(source);
        var to = new Target(ref from, stepBytes, gain, offset, destination);
        switch (type)
        {
            case SampleType.Int8: to.Fill<Int8>(); break;
            case SampleType.UInt8: to.Fill<UInt8>(); break;
            case SampleType.Int16: Fill<Int16Little, Int16Big>(to, bigEndian); break;
            case SampleType.UInt16: Fill<UInt16Little, UInt16Big>(to, bigEndian); break;
            case SampleType.Int24: Fill<Int24Little, Int24Big>(to, bigEndian); break;
            case SampleType.UInt24: Fill<UInt24Little, UInt24Big>(to, bigEndian); break;
            case SampleType.Int32: Fill<Int32Little, Int32Big>(to, bigEndian); break;
            case SampleType.UInt32: Fill<UInt32Little, UInt32Big>(to, bigEndian); break;
            case SampleType.Int64: Fill<Int64Little, Int64Big>(to, bigEndian); break;
            case SampleType.UInt64: Fill<UInt64Little, UInt64Big>(to, bigEndian); break;
            case SampleType.Float32: Fill<Float32Little, Float32Big>(to, bigEndian); break;
            default: Fill<Float64Little, Float64Big>(to, bigEndian); break;
        }
    }

    private static void Fill<TLittle, TBig>(Target to, bool bigEndian)
        where TLittle : struct, IStored
        where TBig : struct, IStored
    {
        if (bigEndian)
            to.Fill<TBig>();
        else
            to.Fill<TLittle>();
    }

    private readonly ref struct Target(ref byte from, int stepBytes, double gain, double offset, Span<double> destination)
    {
        private readonly ref byte _from = ref from;
        private readonly Span<double> _destination = destination;

        // The source's length has been checked against the last sample.
        public void Fill<T>()
            where T : struct, IStored
        {
            nint at = 0;
            for (var i = 0; i < _destination.Length; i++, at += stepBytes)
                _destination[i] = (T.Read(ref Unsafe.Add(ref _from, at)) * gain) + offset;
        }
    }

    private interface IStored
    {
        static abstract double Read(ref byte at);
    }

    private static short Two(ref byte at, bool big) => Turn(Unsafe.ReadUnaligned<short>(ref at), big);

    private static int Four(ref byte at, bool big) => Turn(Unsafe.ReadUnaligned<int>(ref at), big);

    private static long Eight(ref byte at, bool big) => Turn(Unsafe.ReadUnaligned<long>(ref at), big);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static short Turn(short value, bool big) => big == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Turn(int value, bool big) => big == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Turn(long value, bool big) => big == BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Three bytes in the upper part of an integer, so that a shift back extends the sign or not.</summary>
    private static int Three(ref byte at, bool big) => big
        ? (at << 24) | (Unsafe.Add(ref at, 1) << 16) | (Unsafe.Add(ref at, 2) << 8)
        : (at << 8) | (Unsafe.Add(ref at, 1) << 16) | (Unsafe.Add(ref at, 2) << 24);

    private readonly struct Int8 : IStored { public static double Read(ref byte at) => (sbyte)at; }

    private readonly struct UInt8 : IStored { public static double Read(ref byte at) => at; }

    private readonly struct Int16Little : IStored { public static double Read(ref byte at) => Two(ref at, big: false); }

    private readonly struct Int16Big : IStored { public static double Read(ref byte at) => Two(ref at, big: true); }

    private readonly struct UInt16Little : IStored { public static double Read(ref byte at) => (ushort)Two(ref at, big: false); }

    private readonly struct UInt16Big : IStored { public static double Read(ref byte at) => (ushort)Two(ref at, big: true); }

    private readonly struct Int24Little : IStored { public static double Read(ref byte at) => Three(ref at, big: false) >> 8; }

    private readonly struct Int24Big : IStored { public static double Read(ref byte at) => Three(ref at, big: true) >> 8; }

    private readonly struct UInt24Little : IStored { public static double Read(ref byte at) => (uint)Three(ref at, big: false) >> 8; }

    private readonly struct UInt24Big : IStored { public static double Read(ref byte at) => (uint)Three(ref at, big: true) >> 8; }

    private readonly struct Int32Little : IStored { public static double Read(ref byte at) => Four(ref at, big: false); }

    private readonly struct Int32Big : IStored { public static double Read(ref byte at) => Four(ref at, big: true); }

    private readonly struct UInt32Little : IStored { public static double Read(ref byte at) => (uint)Four(ref at, big: false); }

    private readonly struct UInt32Big : IStored { public static double Read(ref byte at) => (uint)Four(ref at, big: true); }

    private readonly struct Int64Little : IStored { public static double Read(ref byte at) => Eight(ref at, big: false); }

    private readonly struct Int64Big : IStored { public static double Read(ref byte at) => Eight(ref at, big: true); }

    private readonly struct UInt64Little : IStored { public static double Read(ref byte at) => (ulong)Eight(ref at, big: false); }

    private readonly struct UInt64Big : IStored { public static double Read(ref byte at) => (ulong)Eight(ref at, big: true); }

    private readonly struct Float32Little : IStored { public static double Read(ref byte at) => BitConverter.Int32BitsToSingle(Four(ref at, big: false)); }

    private readonly struct Float32Big : IStored { public static double Read(ref byte at) => BitConverter.Int32BitsToSingle(Four(ref at, big: true)); }

    private readonly struct Float64Little : IStored { public static double Read(ref byte at) => BitConverter.Int64BitsToDouble(Eight(ref at, big: false)); }

    private readonly struct Float64Big : IStored { public static double Read(ref byte at) => BitConverter.Int64BitsToDouble(Eight(ref at, big: true)); }
}
