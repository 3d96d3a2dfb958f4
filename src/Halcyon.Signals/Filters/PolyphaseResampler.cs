using System.Numerics.Tensors;

namespace Halcyon.Signals.Filters;

/// <summary>Changes the sampling rate by a fraction up/down. Immutable, shareable.</summary>
/// <remarks>
/// Interpolates by <c>up</c>, filters, and keeps each <c>down</c>th sample, computing only what is kept (Crochiere and
/// Rabiner 1983). Low-pass: windowed sinc, Kaiser β = 5, 20·max(up, down) + 1 taps, zeros beyond the ends:
/// scipy.signal.resample_poly with its defaults.
/// </remarks>
public sealed class PolyphaseResampler
{
    // A fraction coarser than this is a mistake in the rates, and its filter would be megabytes.
    private const int LargestFactor = 10_000;

    // For each phase of the interpolated grid the taps that meet input samples, newest sample last.
    private readonly double[][] _phases;
    private readonly int _half;

    public PolyphaseResampler(int up, int down)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(up, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(down, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(up, LargestFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(down, LargestFactor);
        var common = (int)System.Numerics.BigInteger.GreatestCommonDivisor(up, down);
        Up = up / common;
        Down = down / common;
        _half = Up == Down ? 0 : 10 * Math.Max(Up, Down);
        var taps = LowPass(_half, 1.0 / Math.Max(Up, Down), Up);
        _phases = new double[Up][];
        for (var phase = 0; phase < Up; phase++)
            _phases[phase] = [.. taps.Where((_, i) => i % Up == phase).Reverse()];
    }

    public int Up { get; }
    public int Down { get; }

    /// <summary>Samples that come of so many.</summary>
    public long OutputLength(long inputLength) => (inputLength * Up + Down - 1) / Down;

    /// <param name="input">Finite.</param>
    /// <param name="output"><see cref="OutputLength"/> long; must not overlap the input.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Apply(ReadOnlySpan<double> input, Span<double> output)
    {
        if (output.Length != OutputLength(input.Length))
            throw new ArgumentException($"The output has {OutputLength(input.Length)} samples.", nameof(output));
        if (input.Overlaps(output))
            throw new ArgumentException("Output must not overlap input.", nameof(output));
        if (!input.IsEmpty && !TensorPrimitives.IsFiniteAll(input))
            throw new ArgumentException("Samples must be finite.", nameof(input));
        for (var n = 0; n < output.Length; n++)
        {
            // Place on the interpolated grid of the newest tap: the filter is centred on the output sample.
            var place = (long)n * Down + _half;
            var taps = _phases[(int)(place % Up)].AsSpan();
            var newest = place / Up;
            var first = newest - taps.Length + 1;
            var skip = (int)Math.Max(0, -first);
            var end = (int)Math.Min(taps.Length, input.Length - first);
            output[n] = skip >= end ? 0 : TensorPrimitives.Dot(taps[skip..end], input.Slice((int)(first + skip), end - skip));
        }
    }

    private static double[] LowPass(int half, double cutoff, double gain)
    {
        var taps = new double[2 * half + 1];
        var sum = 0.0;
        for (var i = 0; i < taps.Length; i++)
        {
            var angle = Math.PI * cutoff * (i - half);
            var place = half == 0 ? 0 : (i - half) / (double)half;
            taps[i] = (angle == 0 ? 1 : Math.Sin(angle) / angle) * BesselI0(5 * Math.Sqrt(1 - place * place));
            sum += taps[i];
        }

        TensorPrimitives.Multiply(taps, gain / sum, taps);
        return taps;
    }

    /// <summary>Modified Bessel function of order 0 by its power series, which is exact in double precision for |x| ≤ 5.</summary>
    private static double BesselI0(double x)
    {
        double sum = 1, term = 1;
        for (var k = 1; term > sum * 1e-17; k++)
        {
            var factor = x / (2 * k);
            term *= factor * factor;
            sum += term;
        }

        return sum;
    }
}
