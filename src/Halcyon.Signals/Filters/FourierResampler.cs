using System.Numerics;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Filters;

/// <summary>
/// Changes the sampling rate of whole signals of one length in the frequency domain, to any other rate. Immutable,
/// shareable; scratch is a <see cref="FourierResamplerWorkspace"/> for each thread.
/// </summary>
/// <remarks>
/// The signal is continued by its point reflection, then zeros, to a power of two, and its spectrum cut off or continued by
/// zeros: MNE-Python's Raw.resample with its defaults. As there, whole lengths come nearest to the rate that was asked for,
/// and <see cref="InputPosition"/> tells where each sample lies. The cut is as sharp as can be, so that steps ring; for
/// long recordings and streams <see cref="PolyphaseResampler"/> costs less, rings less and keeps exact time.
/// </remarks>
public sealed class FourierResampler
{
    /// <summary>Half an hour at 2048 Hz; scratch is about 250 bytes for each sample.</summary>
    public const int LongestInput = 1 << 22;

    private readonly int _before;
    private readonly int _skipped;
    private readonly FourierPlan? _forward;
    private readonly FourierPlan? _inverse;
    private readonly SpectralDecimation? _decimation;

    /// <param name="inputLength">Samples of every signal, 1…<see cref="LongestInput"/>.</param>
    /// <param name="fromHz">Sampling rate now; a larger <paramref name="toHz"/> may be at most 16 times it.</param>
    public FourierResampler(int inputLength, double fromHz, double toHz)
    {
        if (inputLength is < 1 or > LongestInput)
            throw new ArgumentOutOfRangeException(nameof(inputLength), inputLength, $"Must lie between 1 and {LongestInput}.");
        SampleChecks.RequireRate(fromHz, nameof(fromHz));
        if (!(toHz > 0 && toHz <= 16 * fromHz))
            throw new ArgumentOutOfRangeException(nameof(toHz), toHz, $"Must lie above 0 and at most at {16 * fromHz:0.###} Hz.");
        var ratio = toHz / fromHz;
        InputLength = inputLength;
        OutputLength = Rounded(ratio * inputLength);
        Padded = FourierPlan.NextPowerOfTwo(inputLength + 2 * Math.Min(inputLength / 8, 100));
        Resampled = Rounded(ratio * Padded);
        _before = (Padded - inputLength) / 2;
        _skipped = (int)Math.Round(ratio * _before, MidpointRounding.ToEven);
        if (SpectralDecimation.Fits(Padded, Resampled))
            _decimation = new SpectralDecimation(Resampled, Padded / Resampled);
        else
            (_forward, _inverse) = (new FourierPlan(Padded), new FourierPlan(Resampled));
    }

    /// <summary>Signals that <see cref="Apply"/> takes at once, two in each lane.</summary>
    public static int SignalCount => FourierWorkspace.SignalCount;

    public int InputLength { get; }

    public int OutputLength { get; }

    /// <summary>Where an output sample lies, in input samples: up to half an output sample from where the rates would put it.</summary>
    public double InputPosition(int output) => (output + _skipped) * ((double)Padded / Resampled) - _before;

    internal int Padded { get; }

    internal int Resampled { get; }

    internal bool IsDecimation => _decimation is not null;

    internal FourierPlan? Forward => _forward;

    internal FourierPlan? Inverse => _inverse;

    /// <summary>Resamples one to <see cref="SignalCount"/> signals; eight cost what one costs.</summary>
    /// <param name="inputs">Finite, each <see cref="InputLength"/> long.</param>
    /// <param name="outputs">As many, each <see cref="OutputLength"/> long; none of them an input.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Apply(ReadOnlySpan<double[]> inputs, ReadOnlySpan<double[]> outputs, FourierResamplerWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (inputs.IsEmpty || inputs.Length > SignalCount || outputs.Length != inputs.Length)
            throw new ArgumentException($"One to {SignalCount} signals are needed, and as many outputs.", nameof(inputs));
        for (var c = 0; c < inputs.Length; c++)
        {
            if (inputs[c].Length != InputLength || outputs[c].Length != OutputLength)
                throw new ArgumentException($"Signals must have {InputLength} samples and outputs {OutputLength}.", nameof(inputs));
            SampleChecks.RequireFinite(inputs[c], nameof(inputs));
        }

        if (_decimation is { } decimation)
        {
            decimation.Apply(inputs, _before, outputs, _skipped, workspace.Real, workspace.Imaginary, workspace.SumReal, workspace.SumImaginary);
            return;
        }

        var (from, to) = (workspace.Wide!, workspace.Narrow!);
        SignalLanes.Write(inputs, -_before, 1, from.Real[..Padded], from.Imaginary[..Padded]);
        _forward!.Forward(from);
        MoveSpectrum(from, to);
        _inverse!.InverseUnscaled(to);
        SignalLanes.Read(to.Real, to.Imaginary, _skipped, outputs, 1.0 / Padded);
    }

    /// <summary>Both ends of the spectrum, where the slow waves are; what is at the shorter one's Nyquist frequency belongs to both.</summary>
    private void MoveSpectrum(FourierWorkspace from, FourierWorkspace to)
    {
        var shorter = Math.Min(Padded, Resampled);
        var half = (shorter - 1) / 2;
        for (var part = 0; part < 2; part++)
        {
            var source = (part == 0 ? from.Real : from.Imaginary)[..Padded];
            var target = (part == 0 ? to.Real : to.Imaginary)[..Resampled];
            target.Clear();
            source[..(half + 1)].CopyTo(target);
            source[^half..].CopyTo(target[^half..]);
            if (shorter % 2 != 0)
                continue;
            if (Resampled < Padded)
                target[shorter / 2] = source[shorter / 2] + source[Padded - shorter / 2];
            else
                target[shorter / 2] = target[Resampled - shorter / 2] = source[shorter / 2] * 0.5;
        }
    }

    /// <summary>To the even neighbour when between two, at least 1: Python's rounding.</summary>
    private static int Rounded(double length) => Math.Max(1, (int)Math.Round(length, MidpointRounding.ToEven));
}

/// <summary>Scratch of a <see cref="FourierResampler"/>; one per thread.</summary>
public sealed class FourierResamplerWorkspace
{
    public FourierResamplerWorkspace(FourierResampler resampler)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        if (!resampler.IsDecimation)
        {
            (Wide, Narrow) = (new FourierWorkspace(resampler.Forward!), new FourierWorkspace(resampler.Inverse!));
            return;
        }

        (Real, Imaginary) = (new Vector<double>[resampler.Resampled], new Vector<double>[resampler.Resampled]);
        if (resampler.Padded > 2 * resampler.Resampled)
            (SumReal, SumImaginary) = (new Vector<double>[resampler.Resampled], new Vector<double>[resampler.Resampled]);
    }

    internal FourierWorkspace? Wide { get; }
    internal FourierWorkspace? Narrow { get; }
    internal Vector<double>[] Real { get; } = [];
    internal Vector<double>[] Imaginary { get; } = [];
    internal Vector<double>[] SumReal { get; } = [];
    internal Vector<double>[] SumImaginary { get; } = [];
}
