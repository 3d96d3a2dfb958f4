using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Filters;

/// <summary>Changes the sampling rate by a fraction up/down. Immutable, shareable.</summary>
/// <remarks>
/// Interpolates by <c>up</c>, filters, and keeps each <c>down</c>th sample, computing only what is kept (Crochiere and
/// Rabiner 1983). Low-pass: windowed sinc, Kaiser β = 5, 20·max(up, down) + 1 taps, zeros beyond the ends:
/// scipy.signal.resample_poly with its defaults. Blocks of a stream go through <see cref="StreamingPolyphase"/>.
/// </remarks>
public sealed class PolyphaseResampler
{
    // Reaches rates of two decimals; finer fractions would make filters of tens of megabytes.
    private const int LargestFactor = 50_000;

    private const int ChunkSamples = 2048;

    // For each phase of the interpolated grid the taps that meet input samples, newest sample last, with zeros in front
    // up to whole vectors.
    private readonly double[][] _phases;
    private readonly int _half;

    public PolyphaseResampler(int up, int down)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(up, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(down, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(up, LargestFactor);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(down, LargestFactor);
        var common = (int)BigInteger.GreatestCommonDivisor(up, down);
        Up = up / common;
        Down = down / common;
        _half = Up == Down ? 0 : 10 * Math.Max(Up, Down);
        var taps = LowPass(_half, 1.0 / Math.Max(Up, Down), Up);
        var lanes = Vector<double>.Count;
        WindowLength = ((taps.Length + Up - 1) / Up + lanes - 1) / lanes * lanes;
        _phases = new double[Up][];
        for (var phase = 0; phase < Up; phase++)
        {
            _phases[phase] = new double[WindowLength];
            for (int tap = phase, at = WindowLength - 1; tap < taps.Length; tap += Up, at--)
                _phases[phase][at] = taps[tap];
        }
    }

    public int Up { get; }
    public int Down { get; }

    /// <summary>Input samples that have a say in an output sample, up to whole vectors.</summary>
    internal int WindowLength { get; }

    /// <summary>The resampler from one rate to another, whatever they are.</summary>
    /// <remarks>
    /// Takes the convergent of toHz/fromHz with factors up to 50,000: exact for rates such as 499.9 and 250 Hz (2500/4999).
    /// Of other ratios it is off by at most 1/50,000, mostly by far less. What comes out is sampled at exactly
    /// fromHz·<see cref="Up"/>/<see cref="Down"/>: go on with that rate, and nothing drifts.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">A rate is not finite and above 0, or one is more than 50,000 times the other.</exception>
    public static PolyphaseResampler ForRates(double fromHz, double toHz)
    {
        SampleChecks.RequireRate(fromHz, nameof(fromHz));
        if (!(double.IsFinite(toHz) && toHz > 0 && toHz / fromHz is >= 1.0 / LargestFactor and <= LargestFactor))
            throw new ArgumentOutOfRangeException(nameof(toHz), toHz, $"Must be finite, above 0 Hz and within {LargestFactor} times of the other rate.");
        var (up, down) = RateFraction.Nearest(toHz / fromHz, LargestFactor);
        return new PolyphaseResampler(up, down);
    }

    /// <summary>Samples that come of so many.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is below 0, or more would come of it than can be counted.</exception>
    public long OutputLength(long inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputLength);
        var length = (((Int128)inputLength * Up) + Down - 1) / Down;
        return length <= long.MaxValue ? (long)length
            : throw new ArgumentOutOfRangeException(nameof(inputLength), inputLength, "More samples would come of it than can be counted.");
    }

    /// <param name="input">Finite; where it is not, the output is left unfinished.</param>
    /// <param name="output"><see cref="OutputLength"/> long; must not overlap the input.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Apply(ReadOnlySpan<double> input, Span<double> output)
    {
        if (output.Length != OutputLength(input.Length))
            throw new ArgumentException($"The output has {OutputLength(input.Length)} samples.", nameof(output));
        if (input.Overlaps(output))
            throw new ArgumentException("Output must not overlap input.", nameof(output));

        // Whole windows lie between; at the ends part of each window is beyond them.
        var whole = output.Length;
        var n = 0;
        for (; n < whole && NewestInput(n) < WindowLength - 1; n++)
            output[n] = PartialSum(n, input);
        while (whole > n && NewestInput(whole - 1) >= input.Length)
            whole--;
        SumChecked(input, output, n, whole);
        for (n = whole; n < output.Length; n++)
            output[n] = PartialSum(n, input);
    }

    /// <summary>Checks the input piece by piece just before its use, while it is in the cache anyway.</summary>
    private void SumChecked(ReadOnlySpan<double> input, Span<double> output, int first, int end)
    {
        var piece = (int)Math.Max(4L * Up, ChunkSamples * (long)Up / Down);
        var known = 0;
        for (var n = first; n < end; n += piece)
        {
            var count = Math.Min(piece, end - n);
            CheckUpTo((int)NewestInput(n + count - 1) + 1, input);
            Sum(n, 0, input, output.Slice(n, count));
        }

        CheckUpTo(input.Length, input);

        void CheckUpTo(int to, ReadOnlySpan<double> samples)
        {
            if (to > known && !TensorPrimitives.IsFiniteAll(samples[known..to]))
                throw new ArgumentException("Samples must be finite.", nameof(input));
            known = to;
        }
    }

    /// <summary>Index of the newest input sample that an output sample depends on.</summary>
    internal long NewestInput(long output) => (output * Down + _half) / Up;

    /// <summary>Writes outputs from <paramref name="first"/> on, all of whose windows lie within the samples.</summary>
    /// <param name="origin">Index of the first of <paramref name="samples"/> in the whole signal.</param>
    internal void Sum(long first, long origin, ReadOnlySpan<double> samples, Span<double> output)
    {
        if (output.IsEmpty)
            return;
        var place = first * Down + _half;
        var (phase, start) = ((int)(place % Up), (nint)(place / Up - (WindowLength - 1) - origin));
        var (step, phaseStep) = (Down / Up, Down % Up);
        ref var sample = ref MemoryMarshal.GetReference(samples);
        // Four outputs that use the same taps at a time: each load of taps serves four sums.
        var block = 4 * Up;
        var n = 0;
        for (; n + block <= output.Length; n += block, start += 3 * Down)
        {
            for (var p = 0; p < Up; p++)
            {
                FourSums(ref Unsafe.Add(ref sample, start), Down, _phases[phase], ref output[n + p], Up);
                Advance();
            }
        }

        for (; n < output.Length; n++)
        {
            output[n] = OneSum(ref Unsafe.Add(ref sample, start), _phases[phase]);
            Advance();
        }

        void Advance()
        {
            start += step;
            phase += phaseStep;
            if (phase >= Up)
            {
                phase -= Up;
                start++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourSums(ref double x, nint step, double[] taps, ref double output, nint outputStep)
    {
        ref var t = ref MemoryMarshal.GetArrayDataReference(taps);
        ref var x1 = ref Unsafe.Add(ref x, step);
        ref var x2 = ref Unsafe.Add(ref x, 2 * step);
        ref var x3 = ref Unsafe.Add(ref x, 3 * step);
        Vector<double> a = default, b = default, c = default, d = default;
        for (nint i = 0; i < taps.Length; i += Vector<double>.Count)
        {
            var tap = Vector.LoadUnsafe(ref t, (nuint)i);
            a = Vector.MultiplyAddEstimate(tap, Vector.LoadUnsafe(ref x, (nuint)i), a);
            b = Vector.MultiplyAddEstimate(tap, Vector.LoadUnsafe(ref x1, (nuint)i), b);
            c = Vector.MultiplyAddEstimate(tap, Vector.LoadUnsafe(ref x2, (nuint)i), c);
            d = Vector.MultiplyAddEstimate(tap, Vector.LoadUnsafe(ref x3, (nuint)i), d);
        }

        output = Vector.Sum(a);
        Unsafe.Add(ref output, outputStep) = Vector.Sum(b);
        Unsafe.Add(ref output, 2 * outputStep) = Vector.Sum(c);
        Unsafe.Add(ref output, 3 * outputStep) = Vector.Sum(d);
    }

    private static double OneSum(ref double x, double[] taps)
    {
        Vector<double> sum = default;
        for (nint i = 0; i < taps.Length; i += Vector<double>.Count)
            sum = Vector.MultiplyAddEstimate(new Vector<double>(taps, (int)i), Vector.LoadUnsafe(ref x, (nuint)i), sum);
        return Vector.Sum(sum);
    }

    /// <summary>A sum whose window reaches beyond an end, lane by lane in the order of the whole ones, so that a stream comes to the same.</summary>
    private double PartialSum(long n, ReadOnlySpan<double> input)
    {
        var place = n * Down + _half;
        var taps = _phases[(int)(place % Up)];
        var first = place / Up - (WindowLength - 1);
        Span<double> x = stackalloc double[Vector<double>.Count];
        Vector<double> sum = default;
        for (var i = 0; i < taps.Length; i += x.Length)
        {
            for (var lane = 0; lane < x.Length; lane++)
            {
                var at = first + i + lane;
                x[lane] = at >= 0 && at < input.Length ? input[(int)at] : 0;
            }

            sum = Vector.MultiplyAddEstimate(new Vector<double>(taps, i), new Vector<double>(x), sum);
        }

        return Vector.Sum(sum);
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
