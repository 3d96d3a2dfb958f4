namespace Halcyon.Signals.Recordings;

/// <summary>How one sample is stored.</summary>
internal enum SampleType
{
    Int8,
    UInt8,
    Int16,
    UInt16,
    Int24,
    UInt24,
    Int32,
    UInt32,
    Int64,
    UInt64,
    Float32,
    Float64,
}

internal static class SampleTypes
{
    public static int Bytes(this SampleType type) => type switch
    {
        SampleType.Int8 or SampleType.UInt8 => 1,
        SampleType.Int16 or SampleType.UInt16 => 2,
        SampleType.Int24 or SampleType.UInt24 => 3,
        SampleType.Int32 or SampleType.UInt32 or SampleType.Float32 => 4,
        _ => 8,
    };

    /// <summary>Lowest and highest number that can be stored; infinite for floating point, which has no limit that matters.</summary>
    public static (double Lowest, double Highest) Limits(this SampleType type) => type switch
    {
        SampleType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
        SampleType.UInt8 => (byte.MinValue, byte.MaxValue),
        SampleType.Int16 => (short.MinValue, short.MaxValue),
        SampleType.UInt16 => (ushort.MinValue, ushort.MaxValue),
        SampleType.Int24 => (-0x800000, 0x7fffff),
        SampleType.UInt24 => (0, 0xffffff),
        SampleType.Int32 => (int.MinValue, int.MaxValue),
        SampleType.UInt32 => (uint.MinValue, uint.MaxValue),
        SampleType.Int64 => (long.MinValue, long.MaxValue),
        SampleType.UInt64 => (ulong.MinValue, ulong.MaxValue),
        _ => (double.NegativeInfinity, double.PositiveInfinity),
    };
}
