using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Filters;

/// <summary>
/// A zero-phase finite impulse response filter: symmetric taps of odd length, applied by overlap-save. Immutable,
/// shareable; scratch is a <see cref="FirWorkspace"/> for each thread. Designs are in <see cref="FirDesign"/>.
/// </summary>
/// <remarks>
/// Beyond its ends a signal is continued by its own point reflection (2·x₀ − x₋ₙ), and by zeros once that is used up,
/// which is MNE-Python's "reflect_limited"; output agrees with MNE 1.3 to rounding. Blocks are transformed two to a
/// lane, one as the real and one as the imaginary part; the taps are real and symmetric, so their transform is real and
/// keeps the two apart.
/// </remarks>
public sealed class FirFilter
{
    // Rows copied at a time when interleaving signals into lanes: 16 rows of 2 × 4 lanes stay in the first-level cache.
    private const int TileRows = 16;

    private readonly double[] _taps;
    private readonly double[] _response;
    private readonly ConvolutionTransform _transform;
    private readonly int _half;
    private readonly int _hop;

    /// <param name="taps">Symmetric, odd in number.</param>
    public FirFilter(ReadOnlySpan<double> taps)
    {
        if (taps.Length % 2 == 0)
            throw new ArgumentException("The taps must be odd in number.", nameof(taps));
        if (!TensorPrimitives.IsFiniteAll(taps))
            throw new ArgumentException("The taps must be finite.", nameof(taps));
        for (var i = 0; i < taps.Length / 2; i++)
        {
            if (Math.Abs(taps[i] - taps[^(i + 1)]) > 1e-12)
                throw new ArgumentException("The taps must be symmetric.", nameof(taps));
        }

        _taps = taps.ToArray();
        _half = taps.Length / 2;
        _transform = new ConvolutionTransform(BlockLength(taps.Length));
        _hop = _transform.Length - 2 * _half;
        _response = Response(_taps, _transform);
    }

    public ReadOnlySpan<double> Taps => _taps;

    /// <summary>Samples on each side of a sample that have a say in its filtered value.</summary>
    public int HalfLength => _half;

    internal int BlockSamples => _transform.Length;

    /// <summary>Filters one channel.</summary>
    /// <param name="input">Finite, any length.</param>
    /// <param name="output">Same length; must not overlap <paramref name="input"/>.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Apply(ReadOnlySpan<double> input, Span<double> output, FirWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Real.Length != _transform.Length)
            throw new ArgumentException("The workspace was made for another filter.", nameof(workspace));
        if (output.Length != input.Length)
            throw new ArgumentException("Output and input must be of one length.", nameof(output));
        if (input.Overlaps(output))
            throw new ArgumentException("Output must not overlap input.", nameof(output));
        if (input.IsEmpty)
            return;
        SampleChecks.RequireFinite(input, nameof(input));

        var blocks = (input.Length + _hop - 1) / _hop;
        for (var first = 0; first < blocks; first += FirWorkspace.SignalCount)
            FilterBlocks(input, output, first, Math.Min(FirWorkspace.SignalCount, blocks - first), workspace);
    }

    private void FilterBlocks(ReadOnlySpan<double> input, Span<double> output, int firstBlock, int count, FirWorkspace workspace)
    {
        Load(input, firstBlock, count, workspace);
        var (real, imaginary) = (workspace.Real, workspace.Imaginary);
        _transform.Forward(real, imaginary);
        for (var k = 0; k < _response.Length; k++)
        {
            Vector<double> gain = new(_response[k]);
            real[k] *= gain;
            imaginary[k] *= gain;
        }

        _transform.InverseUnscaled(real, imaginary);
        Store(output, firstBlock, count, workspace);
    }

    private void Load(ReadOnlySpan<double> input, int firstBlock, int count, FirWorkspace workspace)
    {
        var lanes = Vector<double>.Count;
        for (var part = 0; part < 2; part++)
        {
            var rows = (part == 0 ? workspace.Real : workspace.Imaginary).AsSpan();
            var start = (long)(firstBlock + part * lanes) * _hop - _half;
            var inside = start >= 0 && start + (lanes - 1L) * _hop + _transform.Length <= input.Length;
            if (inside && lanes == 4)
                BlockLanes.Write(input[(int)start..], _hop, rows[.._transform.Length]);
            else
                LoadSingly(input, start, Math.Clamp(count - part * lanes, 0, lanes), MemoryMarshal.Cast<Vector<double>, double>(rows));
        }
    }

    private void LoadSingly(ReadOnlySpan<double> input, long first, int count, Span<double> values)
    {
        var lanes = Vector<double>.Count;
        for (var row = 0; row < _transform.Length; row += TileRows)
        {
            var rows = Math.Min(TileRows, _transform.Length - row);
            for (var signal = 0; signal < lanes; signal++)
            {
                var lane = values[(row * lanes + signal)..];
                if (signal >= count)
                {
                    for (var r = 0; r < rows; r++)
                        lane[r * lanes] = 0;
                    continue;
                }

                var start = first + (long)signal * _hop + row;
                if (start >= 0 && start + rows <= input.Length)
                {
                    var source = input.Slice((int)start, rows);
                    for (var r = 0; r < source.Length; r++)
                        lane[r * lanes] = source[r];
                }
                else
                {
                    for (var r = 0; r < rows; r++)
                        lane[r * lanes] = Continued(input, start + r);
                }
            }
        }
    }

    private void Store(Span<double> output, int firstBlock, int count, FirWorkspace workspace)
    {
        var lanes = Vector<double>.Count;
        for (var part = 0; part < 2; part++)
        {
            var rows = (part == 0 ? workspace.Real : workspace.Imaginary).AsSpan(_half, _hop);
            var start = (firstBlock + part * lanes) * _hop;
            var own = Math.Clamp(count - part * lanes, 0, lanes);
            if (own == lanes && lanes == 4 && start + lanes * _hop <= output.Length)
                BlockLanes.Read(rows, output[start..], _hop);
            else
                StoreSingly(output, start, own, MemoryMarshal.Cast<Vector<double>, double>(rows));
        }
    }

    private void StoreSingly(Span<double> output, int first, int count, ReadOnlySpan<double> values)
    {
        var lanes = Vector<double>.Count;
        for (var row = 0; row < _hop; row += TileRows)
        {
            for (var signal = 0; signal < count; signal++)
            {
                var start = first + signal * _hop + row;
                var rows = Math.Min(Math.Min(TileRows, _hop - row), output.Length - start);
                if (rows <= 0)
                    continue;
                var lane = values[(row * lanes + signal)..];
                var target = output.Slice(start, rows);
                for (var r = 0; r < target.Length; r++)
                    target[r] = lane[r * lanes];
            }
        }
    }

    private double Continued(ReadOnlySpan<double> x, long index)
    {
        // MNE reflects at most min(taps, samples) − 1 samples and continues with zeros.
        var reach = Math.Min(_taps.Length, x.Length) - 1;
        if (index < 0)
            return -index <= reach ? 2 * x[0] - x[(int)-index] : 0;
        if (index < x.Length)
            return x[(int)index];
        var beyond = index - (x.Length - 1);
        return beyond <= reach ? 2 * x[^1] - x[(int)(x.Length - 1 - beyond)] : 0;
    }

    private static double[] Response(double[] taps, ConvolutionTransform transform)
    {
        Vector<double>[] real = new Vector<double>[transform.Length], imaginary = new Vector<double>[transform.Length];
        var half = taps.Length / 2;
        for (var i = 0; i < taps.Length; i++)
            real[(i - half + transform.Length) % transform.Length] = new(taps[i]);
        transform.Forward(real, imaginary);
        var response = new double[transform.Length];
        for (var k = 0; k < response.Length; k++)
            response[k] = real[k][0] / transform.Length;
        return response;
    }

    /// <summary>The power of two with the least work for each sample that comes out.</summary>
    private static int BlockLength(int taps)
    {
        var best = FourierPlan.NextPowerOfTwo(Math.Max(2 * taps, 64));
        var least = double.PositiveInfinity;
        for (var length = best; length <= Math.Max(best, 1 << 13); length *= 2)
        {
            var work = length * Math.Log2(length) / (length - taps + 1);
            if (work < least)
                (least, best) = (work, length);
        }

        return best;
    }
}

/// <summary>Scratch of a <see cref="FirFilter"/>; one per thread.</summary>
public sealed class FirWorkspace
{
    public FirWorkspace(FirFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Real = new Vector<double>[filter.BlockSamples];
        Imaginary = new Vector<double>[filter.BlockSamples];
    }

    /// <summary>Blocks that are filtered at once: two in each lane.</summary>
    internal static int SignalCount => 2 * Vector<double>.Count;

    internal Vector<double>[] Real { get; }
    internal Vector<double>[] Imaginary { get; }
}
