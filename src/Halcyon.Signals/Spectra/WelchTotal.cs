using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>The summed power of the segments of one channel.</summary>
/// <remarks>
/// Two real segments share a complex transform Z. Their powers add up to (|Z[k]|² + |Z[N−k]|²)/2, so that |Z|² can be
/// summed over all pairs and the two halves folded together once at the end.
/// </remarks>
internal sealed class WelchTotal(WelchPlan plan)
{
    private const int TileRows = 16;

    private readonly Vector<double>[] _power = new Vector<double>[plan.SegmentLength];
    private readonly double[] _means = new double[FourierWorkspace.SignalCount];

    public long SegmentCount { get; private set; }

    /// <summary>Samples that hold a full set of segments, one for every place in the lanes.</summary>
    public static int GroupSamples(WelchPlan plan) => (FourierWorkspace.SignalCount - 1) * plan.Hop + plan.SegmentLength;

    public void Clear()
    {
        Array.Clear(_power);
        SegmentCount = 0;
    }

    /// <summary>Adds up to <see cref="FourierWorkspace.SignalCount"/> segments, a hop apart from the start of <paramref name="samples"/>.</summary>
    public void AddGroup(ReadOnlySpan<double> samples, int segments, FourierWorkspace fourier)
    {
        for (var s = 0; s < segments; s++)
            _means[s] = TensorPrimitives.Sum(samples.Slice(s * plan.Hop, plan.SegmentLength)) / plan.SegmentLength;
        Load(samples, segments, fourier);
        plan.Fourier.Forward(fourier);

        var real = fourier.Real[.._power.Length];
        var imaginary = fourier.Imaginary[.._power.Length];
        for (var k = 0; k < _power.Length; k++)
            _power[k] += real[k] * real[k] + imaginary[k] * imaginary[k];
        SegmentCount += segments;
    }

    /// <summary>Writes the one-sided density; all zero when no segment was added.</summary>
    public void WriteDensity(Span<double> density)
    {
        var length = plan.SegmentLength;
        var scale = SegmentCount == 0 ? 0 : 1 / (plan.SamplingRateHz * plan.WindowPower * SegmentCount);
        for (var k = 0; k < density.Length; k++)
        {
            var mirror = k == 0 ? 0 : length - k;
            var power = 0.5 * (Vector.Sum(_power[k]) + Vector.Sum(_power[mirror]));
            var oneSided = k == 0 || 2 * k == length ? 1 : 2;
            density[k] = oneSided * scale * power;
        }
    }

    private void Load(ReadOnlySpan<double> samples, int segments, FourierWorkspace fourier)
    {
        var lanes = Vector<double>.Count;
        var real = MemoryMarshal.Cast<Vector<double>, double>(fourier.Real);
        var imaginary = MemoryMarshal.Cast<Vector<double>, double>(fourier.Imaginary);
        for (var row = 0; row < plan.SegmentLength; row += TileRows)
        {
            var rows = Math.Min(TileRows, plan.SegmentLength - row);
            var window = plan.Window.Slice(row, rows);
            for (var s = 0; s < FourierWorkspace.SignalCount; s++)
            {
                var lane = (s < lanes ? real : imaginary)[(row * lanes + s % lanes)..];
                if (s < segments)
                {
                    var source = samples.Slice(s * plan.Hop + row, rows);
                    var mean = _means[s];
                    for (var r = 0; r < window.Length; r++)
                        lane[r * lanes] = (source[r] - mean) * window[r];
                }
                else
                {
                    for (var r = 0; r < window.Length; r++)
                        lane[r * lanes] = 0;
                }
            }
        }
    }
}
