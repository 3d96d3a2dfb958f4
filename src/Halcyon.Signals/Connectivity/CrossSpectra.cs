using System.Numerics.Tensors;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Connectivity;

/// <summary>
/// Cross spectra of all pairs of channels, gathered over the segments of one or many stretches, and the measures of
/// connection that follow from them. Not for several threads at once.
/// </summary>
/// <remarks>
/// With n independent segments unconnected channels show a coherence near 1/n and a phase locking near 0.9/√n (half
/// overlapping segments count about half); only the debiased phase-lag index is centred on 0. Compare with the same
/// number of segments, or with surrogates (one channel's stretches taken in another order). Coherence and phase
/// locking see one source in two electrodes, and a common reference, as connection; the imaginary part and the phase-lag
/// indices do not, and so miss what is truly in step.
/// </remarks>
public sealed class CrossSpectra
{
    private readonly ConnectivityPlan _plan;
    private readonly FourierWorkspace _fourier;
    private readonly double[][] _real;
    private readonly double[][] _imaginary;
    private readonly double[][] _power;
    private readonly PairTotals[] _pairs;

    public CrossSpectra(ConnectivityPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _fourier = new FourierWorkspace(plan.Fourier);
        _real = Rows();
        _imaginary = Rows();
        _power = Rows();
        _pairs = [.. Enumerable.Range(0, plan.ChannelCount * (plan.ChannelCount - 1) / 2).Select(_ => new PairTotals(plan.BinCount))];

        double[][] Rows() => [.. Enumerable.Range(0, plan.ChannelCount).Select(_ => new double[plan.BinCount])];
    }

    /// <summary>Segments gathered so far.</summary>
    public long SegmentCount { get; private set; }

    /// <summary>Forgets all segments.</summary>
    public void Clear()
    {
        SegmentCount = 0;
        foreach (var power in _power)
            Array.Clear(power);
        foreach (var pair in _pairs)
            pair.Clear();
    }

    /// <summary>Adds the segments of one stretch without a gap; the last partial one is dropped.</summary>
    /// <param name="channelsMicrovolts">µV, finite: one array for each channel, all of the same length of at least a segment.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Add(ReadOnlySpan<double[]> channelsMicrovolts)
    {
        if (channelsMicrovolts.Length != _plan.ChannelCount)
            throw new ArgumentException($"The plan is for {_plan.ChannelCount} channels; there are {channelsMicrovolts.Length}.", nameof(channelsMicrovolts));
        var count = channelsMicrovolts[0].Length;
        foreach (var channel in channelsMicrovolts)
        {
            if (channel.Length != count)
                throw new ArgumentException("All channels must have the same number of samples.", nameof(channelsMicrovolts));
            SampleChecks.Require(channel, _plan.SegmentLength, nameof(channelsMicrovolts));
        }

        for (var start = 0; start + _plan.SegmentLength <= count; start += _plan.Hop)
        {
            for (var first = 0; first < channelsMicrovolts.Length; first += FourierWorkspace.SignalCount)
                Transform(channelsMicrovolts, first, start);
            AddSegment();
        }
    }

    /// <summary>Magnitude-squared coherence, 0…1: how constant the relation of amplitudes and phases is.</summary>
    /// <param name="coherence">Out, <see cref="ConnectivityPlan.BinCount"/> long; NaN where a channel has no power.</param>
    /// <remarks>Carter 1987, doi:10.1109/PROC.1987.13723; scipy.signal.coherence. One segment alone gives 1 everywhere.</remarks>
    public void Coherence(int first, int second, Span<double> coherence)
    {
        var (pair, _) = Pair(first, second, coherence);
        for (var k = 0; k < coherence.Length; k++)
            coherence[k] = (pair.Real[k] * pair.Real[k] + pair.Imaginary[k] * pair.Imaginary[k]) / (_power[first][k] * _power[second][k]);
    }

    /// <summary>Imaginary part of the coherency, −1…1; above 0 where the first channel leads by less than half a period.</summary>
    /// <param name="imaginary">Out, <see cref="ConnectivityPlan.BinCount"/> long; NaN where a channel has no power.</param>
    /// <remarks>Nolte et al. 2004, doi:10.1016/j.clinph.2004.04.029.</remarks>
    public void ImaginaryCoherence(int first, int second, Span<double> imaginary)
    {
        var (pair, sign) = Pair(first, second, imaginary);
        for (var k = 0; k < imaginary.Length; k++)
            imaginary[k] = sign * pair.Imaginary[k] / Math.Sqrt(_power[first][k] * _power[second][k]);
    }

    /// <summary>Phase-locking value over segments, 0…1: how constant the difference of phases is, whatever the amplitudes.</summary>
    /// <param name="locking">Out, <see cref="ConnectivityPlan.BinCount"/> long.</param>
    /// <remarks>Lachaux et al. 1999, doi:10.1002/(SICI)1097-0193(1999)8:4&lt;194::AID-HBM4&gt;3.0.CO;2-C.</remarks>
    public void PhaseLocking(int first, int second, Span<double> locking)
    {
        var (pair, _) = Pair(first, second, locking);
        for (var k = 0; k < locking.Length; k++)
            locking[k] = Math.Sqrt(pair.PhaseReal[k] * pair.PhaseReal[k] + pair.PhaseImaginary[k] * pair.PhaseImaginary[k]) / SegmentCount;
    }

    /// <summary>Weighted phase-lag index, 0…1: how much one side of the phase difference prevails.</summary>
    /// <param name="index">Out, <see cref="ConnectivityPlan.BinCount"/> long; 0 where there is no imaginary part but rounding, NaN where a channel has no power.</param>
    /// <remarks>Vinck et al. 2011, doi:10.1016/j.neuroimage.2011.01.055.</remarks>
    public void WeightedPhaseLag(int first, int second, Span<double> index)
    {
        var (pair, _) = Pair(first, second, index);
        for (var k = 0; k < index.Length; k++)
            index[k] = IsReal(pair, first, second, k) ? WithoutLag(first, second, k) : Math.Abs(pair.Imaginary[k]) / pair.AbsoluteImaginary[k];
    }

    /// <summary>The debiased estimate of the squared index: 0 on average where nothing is connected, so that it may be below 0.</summary>
    /// <param name="index">Out, <see cref="ConnectivityPlan.BinCount"/> long; NaN with fewer than two segments or where a channel has no power.</param>
    /// <remarks>Vinck et al. 2011, equation 31; what MNE-Connectivity calls wpli2_debiased.</remarks>
    public void DebiasedWeightedPhaseLag(int first, int second, Span<double> index)
    {
        var (pair, _) = Pair(first, second, index);
        for (var k = 0; k < index.Length; k++)
        {
            var (sum, absolute, squares) = (pair.Imaginary[k], pair.AbsoluteImaginary[k], pair.SquaredImaginary[k]);
            index[k] = SegmentCount < 2 ? double.NaN : IsReal(pair, first, second, k) ? WithoutLag(first, second, k) : (sum * sum - squares) / (absolute * absolute - squares);
        }
    }

    private double WithoutLag(int first, int second, int bin) => _power[first][bin] > 0 && _power[second][bin] > 0 ? 0 : double.NaN;

    /// <summary>Is the imaginary part no more than rounding, of this bin itself or of the strongest that the transform mixes in?</summary>
    private bool IsReal(PairTotals pair, int first, int second, int bin)
    {
        const double own = 1e-12, mixedIn = 1e-14;
        double a = Math.Sqrt(_power[first][bin]), b = Math.Sqrt(_power[second][bin]);
        double strongestA = Math.Sqrt(TensorPrimitives.Max<double>(_power[first])), strongestB = Math.Sqrt(TensorPrimitives.Max<double>(_power[second]));
        return pair.AbsoluteImaginary[bin] <= own * a * b + mixedIn * (strongestA * b + a * strongestB);
    }

    private void Transform(ReadOnlySpan<double[]> channels, int first, int start)
    {
        SlotSpectrum.Clear(_plan.SegmentLength, _fourier);
        var count = Math.Min(FourierWorkspace.SignalCount, channels.Length - first);
        for (var place = 0; place < count; place++)
        {
            ReadOnlySpan<double> segment = channels[first + place].AsSpan(start, _plan.SegmentLength);
            SlotSpectrum.Load(segment, TensorPrimitives.Sum(segment) / segment.Length, _plan.Window, _fourier, place);
        }

        _plan.Fourier.Forward(_fourier);
        for (var place = 0; place < count; place++)
            SlotSpectrum.Write(_fourier, place, _plan.SegmentLength, _plan.FirstBin, _real[first + place], _imaginary[first + place]);
    }

    private void AddSegment()
    {
        var pair = 0;
        for (var i = 0; i < _plan.ChannelCount; i++)
        {
            TensorPrimitives.MultiplyAdd<double>(_real[i], _real[i], _power[i], _power[i]);
            TensorPrimitives.MultiplyAdd<double>(_imaginary[i], _imaginary[i], _power[i], _power[i]);
            for (var j = i + 1; j < _plan.ChannelCount; j++)
                _pairs[pair++].Add(_real[i], _imaginary[i], _real[j], _imaginary[j]);
        }

        SegmentCount++;
    }

    /// <summary>The totals of two channels; turned round the imaginary part changes its sign.</summary>
    private (PairTotals Totals, int Sign) Pair(int first, int second, ReadOnlySpan<double> output)
    {
        if (first == second || (uint)first >= (uint)_plan.ChannelCount || (uint)second >= (uint)_plan.ChannelCount)
            throw new ArgumentException($"Two different channels of 0…{_plan.ChannelCount - 1} make a pair.", nameof(second));
        if (output.Length != _plan.BinCount)
            throw new ArgumentException($"There are {_plan.BinCount} frequencies.", nameof(output));
        if (SegmentCount == 0)
            throw new InvalidOperationException("No segment has been added.");
        var (low, high) = first < second ? (first, second) : (second, first);
        return (_pairs[low * (2 * _plan.ChannelCount - low - 1) / 2 + high - low - 1], first < second ? 1 : -1);
    }
}
