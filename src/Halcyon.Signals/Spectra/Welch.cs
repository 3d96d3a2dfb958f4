
namespace Halcyon.Signals.Spectra;

/// <summary>Power densities by Welch's method: Hann window, half overlap, each segment's mean removed.</summary>
public static class Welch
{
    /// <summary>Writes the one-sided Welch power density of one channel.</summary>
    /// <param name="samplesMicrovolts">µV, finite; at least one segment long.</param>
    /// <param name="workspace">Scratch made for this plan; one per thread.</param>
    /// <param name="densityMicrovoltsSquaredPerHz">Out, µV²/Hz; <see cref="WelchPlan.BinCount"/> long.</param>
    /// <remarks>
    /// Welch 1967, doi:10.1109/TAU.1967.1161901. Scaled by 1/(rate·Σw²), the last partial segment dropped: what
    /// scipy.signal.welch(x, rate, "hann", N, N // 2, detrend="constant") gives. Allocates nothing.
    /// </remarks>
    public static void Density(
        ReadOnlySpan<double> samplesMicrovolts, WelchPlan plan, WelchWorkspace workspace,
        Span<double> densityMicrovoltsSquaredPerHz)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Plan.SegmentLength != plan.SegmentLength || !workspace.Plan.SamplingRateHz.Equals(plan.SamplingRateHz))
            throw new ArgumentException("The workspace was made for another plan.", nameof(workspace));
        if (samplesMicrovolts.Length < plan.SegmentLength)
            throw new ArgumentException($"At least one segment of {plan.SegmentLength} samples is needed.", nameof(samplesMicrovolts));
        if (densityMicrovoltsSquaredPerHz.Length != plan.BinCount)
            throw new ArgumentException($"The density has {plan.BinCount} bins.", nameof(densityMicrovoltsSquaredPerHz));
        SampleChecks.RequireFinite(samplesMicrovolts, nameof(samplesMicrovolts));

        var total = workspace.Total;
        total.Clear();
        var segments = plan.SegmentCount(samplesMicrovolts.Length);
        for (long first = 0; first < segments; first += FourierWorkspace.SignalCount)
        {
            var count = (int)Math.Min(FourierWorkspace.SignalCount, segments - first);
            total.AddGroup(samplesMicrovolts[(int)(first * plan.Hop)..], count, workspace.Fourier);
        }

        total.WriteDensity(densityMicrovoltsSquaredPerHz);
    }
}

/// <summary>
/// The Welch density of a channel that arrives in pieces. Pieces may be of any length; no segment reaches across
/// <see cref="EndStretch"/>. The result is the same to the last bit however the signal was cut.
/// </summary>
public sealed class WelchAccumulator
{
    private readonly WelchPlan _plan;
    private readonly WelchTotal _total;
    private readonly double[] _pending;
    private int _pendingCount;

    public WelchAccumulator(WelchPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        _plan = plan;
        _total = new WelchTotal(plan);
        _pending = new double[WelchTotal.GroupSamples(plan)];
    }

    public long SegmentCount => _total.SegmentCount;

    /// <param name="samplesMicrovolts">The samples that follow the last ones; finite.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Add(ReadOnlySpan<double> samplesMicrovolts, WelchWorkspace workspace)
    {
        RequireFitting(workspace);
        SampleChecks.RequireFinite(samplesMicrovolts, nameof(samplesMicrovolts));
        var used = FourierWorkspace.SignalCount * _plan.Hop;
        while (!samplesMicrovolts.IsEmpty)
        {
            var taken = Math.Min(samplesMicrovolts.Length, _pending.Length - _pendingCount);
            samplesMicrovolts[..taken].CopyTo(_pending.AsSpan(_pendingCount));
            samplesMicrovolts = samplesMicrovolts[taken..];
            _pendingCount += taken;
            if (_pendingCount < _pending.Length)
                return;
            _total.AddGroup(_pending, FourierWorkspace.SignalCount, workspace.Fourier);
            _pending.AsSpan(used).CopyTo(_pending);
            _pendingCount -= used;
        }
    }

    /// <summary>A gap or the end follows: what is pending is measured, the partial segment dropped.</summary>
    public void EndStretch(WelchWorkspace workspace)
    {
        RequireFitting(workspace);
        var segments = (int)_plan.SegmentCount(_pendingCount);
        if (segments > 0)
            _total.AddGroup(_pending, segments, workspace.Fourier);
        _pendingCount = 0;
    }

    private void RequireFitting(WelchWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Plan.SegmentLength != _plan.SegmentLength)
            throw new ArgumentException("The workspace was made for another plan.", nameof(workspace));
    }

    /// <param name="densityMicrovoltsSquaredPerHz">Out, µV²/Hz; <see cref="WelchPlan.BinCount"/> long; zeros without a segment.</param>
    public void WriteDensity(Span<double> densityMicrovoltsSquaredPerHz)
    {
        if (densityMicrovoltsSquaredPerHz.Length != _plan.BinCount)
            throw new ArgumentException($"The density has {_plan.BinCount} bins.", nameof(densityMicrovoltsSquaredPerHz));
        _total.WriteDensity(densityMicrovoltsSquaredPerHz);
    }
}
