using System.Numerics;

namespace Halcyon.Signals.RandomNumbers;

/// <summary>Random numbers one after the other, the same for a seed in every release, so that a fit can be repeated.</summary>
/// <remarks>xoshiro256** (Blackman and Vigna 2021, doi:10.1145/3460772), started as its authors advise, by SplitMix64.</remarks>
internal sealed class RandomSequence
{
    private ulong _a, _b, _c, _d;

    public RandomSequence(int seed)
    {
        var start = new IndexedRandom((uint)seed);
        (_a, _b, _c, _d) = (start.Bits(0), start.Bits(1), start.Bits(2), start.Bits(3));
    }

    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>0 … bound − 1, by multiplication (Lemire 2019, doi:10.1145/3230636; the bias of 2⁻³² is left in).</summary>
    public int Next(int bound) => (int)((NextBits() >> 32) * (ulong)bound >> 32);

    /// <summary>Standard normal, Box and Muller 1958, one of the pair.</summary>
    public double NextNormal()
    {
        const double unit = 1.0 / (1UL << 53);
        var first = ((NextBits() >> 11) + 0.5) * unit;
        var second = (NextBits() >> 11) * unit;
        return Math.Sqrt(-2 * Math.Log(first)) * Math.Cos(2 * Math.PI * second);
    }

    /// <summary>A random order of 0 … n − 1, Fisher and Yates.</summary>
    public void Shuffle(Span<int> order)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            var j = Next(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
