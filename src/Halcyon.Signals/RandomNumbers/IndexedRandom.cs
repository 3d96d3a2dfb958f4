namespace Halcyon.Signals.RandomNumbers;

/// <summary>Random numbers by place: the same key and index give the same number on every machine, in any order.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195), whose state is the index.</remarks>
internal readonly struct IndexedRandom(ulong key)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>Another sequence for each purpose of one seed.</summary>
    public static IndexedRandom For(int seed, int purpose, int number = 0) =>
        new(Mix(Mix((ulong)(uint)seed + Golden) ^ ((ulong)(uint)purpose << 32) ^ (uint)number));

    public ulong Bits(long index) => Mix(key + (((ulong)index + 1) * Golden));

    /// <summary>0 ≤ value &lt; 1.</summary>
    public double Uniform(long index) => (Bits(index) >> 11) * (1.0 / (1UL << 53));

    /// <summary>0 ≤ value &lt; <paramref name="below"/>.</summary>
    public int Integer(long index, int below) => (int)(((UInt128)Bits(index) * (ulong)below) >> 64);

    /// <summary>Mean 0, deviation 1: eight of 16 bits added up, which tails off before ±4.9 but needs no function that machines round differently.</summary>
    public double Normal(long index)
    {
        var (first, second) = (Bits(2 * index), Bits((2 * index) + 1));
        long sum = 0;
        for (var i = 0; i < 64; i += 16)
            sum += (long)((first >> i) & 0xFFFF) + (long)((second >> i) & 0xFFFF);
        // Variance of one: (65536² − 1)/12.
        return (sum - (4L * 65535)) * (1 / (65536 * 0.816496580927726));
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
