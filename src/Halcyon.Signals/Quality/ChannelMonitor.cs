using System.Numerics.Tensors;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Quality;

/// <summary>Measures one channel second by second as its blocks pass; the samples themselves stay as they are.</summary>
/// <remarks>
/// Causal filters, because blocks come in order and their delay (some 10 ms at 1–40 Hz) does not matter to measures of
/// whole seconds. They settle on the first sample of each stretch, so that an offset of millivolts leaves no swing.
/// </remarks>
internal sealed class ChannelMonitor
{
    private readonly int _epochLength;
    private readonly int _stepLag;
    private readonly double _flatRange;
    private readonly double _lowRail;
    private readonly double _highRail;
    private readonly double _railTolerance;
    private readonly BiquadCascade _highPass;
    private readonly BiquadCascade? _lowPass;
    private readonly BiquadCascade? _muscle;
    private readonly BiquadCascade? _notch;
    private readonly double[] _highPassState;
    private readonly bool _hasRails;
    private readonly double[] _lowPassState;
    private readonly double[] _muscleState;
    private readonly double[] _notchState;
    private double[] _band = [];
    private double[] _fast = [];

    /// <param name="converterSteps">Steps of the file's converter over the channel's physical range.</param>
    public ChannelMonitor(ChannelInfo channel, int epochLength, int epochs, int? lineHertz, double converterSteps)
    {
        var rate = channel.SamplingRateHz;
        Epochs = new ChannelEpochs(channel, epochs);
        _epochLength = epochLength;
        _stepLag = Math.Max(1, (int)Math.Round(0.01 * rate));
        _lowRail = Math.Min(channel.PhysicalMinimum, channel.PhysicalMaximum);
        _highRail = Math.Max(channel.PhysicalMinimum, channel.PhysicalMaximum);
        // Files of floating-point samples do not say where the amplifier ended.
        _hasRails = double.IsFinite(_highRail - _lowRail);
        var step = _hasRails ? (_highRail - _lowRail) / converterSteps : 0;
        _flatRange = Math.Clamp(1.5 * step, QualityLimits.FlatRangeMicrovolts, QualityLimits.LargestFlatRangeMicrovolts);
        _railTolerance = 0.5 * step;

        _highPass = ButterworthDesign.HighPass(2, 1, rate);
        _lowPass = rate > 90 ? ButterworthDesign.LowPass(2, 40, rate) : null;
        _muscle = rate > 60 ? ButterworthDesign.HighPass(4, 20, rate) : null;
        _notch = lineHertz is { } line && line < rate / 2 ? NotchDesign.Notch(line, 10, rate) : null;
        _highPassState = new double[_highPass.StateLength];
        _lowPassState = new double[_lowPass?.StateLength ?? 0];
        _muscleState = new double[_muscle?.StateLength ?? 0];
        _notchState = new double[_notch?.StateLength ?? 0];
    }

    public ChannelEpochs Epochs { get; }

    /// <summary>The block last passed, 1–40 Hz.</summary>
    public ReadOnlySpan<double> Band(int length) => _band.AsSpan(0, length);

    public void Add(ReadOnlySpan<double> samples, bool startsStretch)
    {
        if (_band.Length < samples.Length)
        {
            _band = new double[samples.Length];
            _fast = new double[samples.Length];
        }

        FilterBlock(samples, startsStretch);
        for (var at = 0; at + _epochLength <= samples.Length; at += _epochLength)
            Measure(samples.Slice(at, _epochLength), _band.AsSpan(at, _epochLength), _fast.AsSpan(at, _epochLength));
    }

    private void FilterBlock(ReadOnlySpan<double> samples, bool startsStretch)
    {
        var band = _band.AsSpan(0, samples.Length);
        var fast = _fast.AsSpan(0, samples.Length);
        if (startsStretch)
        {
            _highPass.Settle(samples[0], _highPassState);
            _lowPassState.AsSpan().Clear();
            _muscleState.AsSpan().Clear();
            _notchState.AsSpan().Clear();
        }

        _highPass.Filter(samples, band, _highPassState);
        _notch?.Filter(band, band, _notchState);
        _muscle?.Filter(band, fast, _muscleState);
        _lowPass?.Filter(band, band, _lowPassState);
    }

    private void Measure(ReadOnlySpan<double> samples, ReadOnlySpan<double> band, ReadOnlySpan<double> fast)
    {
        var range = TensorPrimitives.Max(samples) - TensorPrimitives.Min(samples);
        var mean = TensorPrimitives.Sum(band) / band.Length;
        var variance = TensorPrimitives.SumOfSquares(band) / band.Length - mean * mean;
        var highFrequency = _muscle is null ? 0 : Math.Sqrt(TensorPrimitives.SumOfSquares(fast) / fast.Length);
        Epochs.Add(Math.Sqrt(Math.Max(0, variance)), highFrequency, LargestStep(samples), range <= _flatRange, IsSaturated(samples));
    }

    private double LargestStep(ReadOnlySpan<double> samples)
    {
        var largest = 0.0;
        for (var i = _stepLag; i < samples.Length; i++)
            largest = Math.Max(largest, Math.Abs(samples[i] - samples[i - _stepLag]));
        return largest;
    }

    private bool IsSaturated(ReadOnlySpan<double> samples)
    {
        if (!_hasRails)
            return false;
        double highest = TensorPrimitives.Max(samples), lowest = TensorPrimitives.Min(samples);
        if (highest > _highRail + _railTolerance || lowest < _lowRail - _railTolerance)
            Epochs.ForgetSaturation();
        if (highest < _highRail - _railTolerance && lowest > _lowRail + _railTolerance)
            return false;
        var run = 0;
        foreach (var sample in samples)
        {
            var atRail = Math.Abs(sample - _highRail) <= _railTolerance || Math.Abs(sample - _lowRail) <= _railTolerance;
            run = atRail ? run + 1 : 0;
            if (run >= QualityLimits.SaturatedRun)
                return true;
        }

        return false;
    }
}
