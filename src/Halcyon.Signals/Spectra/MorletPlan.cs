using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>Complex Morlet wavelets for stretches of one length. Immutable, shareable.</summary>
/// <remarks>
/// exp(2πift)·exp(−t²/2σ²), σ = cycles/2πf, five deviations to each side, less the constant that would see the mean,
/// scaled to a norm of √2 (Tallon-Baudry et al. 1997, doi:10.1523/JNEUROSCI.17-02-00722.1997).
/// </remarks>
public sealed class MorletPlan
{
    private readonly double[] _frequenciesHz;
    private readonly int[] _lengths;

    // Transforms of the wavelets over the transform's length, as many side by side as a vector has lanes.
    private readonly Vector<double>[][] _real;
    private readonly Vector<double>[][] _imaginary;

    /// <param name="sampleCount">Samples of a stretch; no wavelet may be longer.</param>
    /// <param name="samplingRateHz">Hz.</param>
    /// <param name="frequenciesHz">Each above 0 and at most half the rate.</param>
    /// <param name="cycles">Of each wavelet, one for all or one each; 7 is usual, f/2 common.</param>
    public MorletPlan(int sampleCount, double samplingRateHz, ReadOnlySpan<double> frequenciesHz, ReadOnlySpan<double> cycles)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (frequenciesHz.IsEmpty || (cycles.Length != 1 && cycles.Length != frequenciesHz.Length))
            throw new ArgumentException("There must be a frequency, and one number of cycles for all or one for each.", nameof(cycles));
        SampleCount = sampleCount;
        SamplingRateHz = samplingRateHz;
        _frequenciesHz = frequenciesHz.ToArray();
        var wavelets = new (double[] Real, double[] Imaginary)[frequenciesHz.Length];
        for (var f = 0; f < wavelets.Length; f++)
            wavelets[f] = Wavelet(frequenciesHz[f], cycles[cycles.Length == 1 ? 0 : f]);
        _lengths = [.. wavelets.Select(w => w.Real.Length)];
        if (_lengths.Max() > sampleCount)
            throw new ArgumentException($"The longest wavelet has {_lengths.Max()} samples and the stretch {sampleCount}; take higher frequencies, fewer cycles or a longer stretch.", nameof(sampleCount));
        Fourier = new FourierPlan(FastLength(sampleCount + _lengths.Max() - 1));
        var groups = (wavelets.Length + Vector<double>.Count - 1) / Vector<double>.Count;
        _real = new Vector<double>[groups][];
        _imaginary = new Vector<double>[groups][];
        var workspace = new FourierWorkspace(Fourier);
        for (var g = 0; g < groups; g++)
            (_real[g], _imaginary[g]) = Transformed(wavelets.AsSpan(g * Vector<double>.Count), workspace);
    }

    public int SampleCount { get; }
    public double SamplingRateHz { get; }
    public ReadOnlySpan<double> FrequenciesHz => _frequenciesHz;

    internal FourierPlan Fourier { get; }
    internal int GroupCount => _real.Length;

    /// <summary>Samples of a frequency's wavelet, an odd number.</summary>
    internal int WaveletLength(int frequency) => _lengths[frequency];

    internal (Vector<double>[] Real, Vector<double>[] Imaginary) Group(int group) => (_real[group], _imaginary[group]);

    private (double[] Real, double[] Imaginary) Wavelet(double hertz, double cycles)
    {
        if (!(hertz > 0 && hertz <= SamplingRateHz / 2))
            throw new ArgumentException($"{hertz} Hz is not above 0 and at most half the sampling rate.", nameof(hertz));
        if (!(double.IsFinite(cycles) && cycles > 0))
            throw new ArgumentException("Cycles must be finite and above 0.", nameof(cycles));
        var deviation = cycles / (2 * Math.PI * hertz);
        // As numpy.arange(0, 5σ, 1/rate) counts, mirrored about 0.
        var side = Math.Max(1, (int)Math.Ceiling(Math.Min(1 << 26, 5 * deviation * SamplingRateHz)));
        double[] real = new double[2 * side - 1], imaginary = new double[2 * side - 1];
        var constant = Math.Exp(-2 * Math.PI * hertz * deviation * (Math.PI * hertz * deviation));
        for (var n = 0; n < real.Length; n++)
        {
            var seconds = (n - side + 1) / SamplingRateHz;
            var envelope = Math.Exp(-seconds * seconds / (2 * deviation * deviation));
            var (sine, cosine) = Math.SinCos(2 * Math.PI * hertz * seconds);
            real[n] = (cosine - constant) * envelope;
            imaginary[n] = sine * envelope;
        }

        var norm = Math.Sqrt(0.5 * (TensorPrimitives.Dot<double>(real, real) + TensorPrimitives.Dot<double>(imaginary, imaginary)));
        TensorPrimitives.Divide(real, norm, real);
        TensorPrimitives.Divide(imaginary, norm, imaginary);
        return (real, imaginary);
    }

    private (Vector<double>[] Real, Vector<double>[] Imaginary) Transformed(Span<(double[] Real, double[] Imaginary)> wavelets, FourierWorkspace workspace)
    {
        SlotSpectrum.Clear(Fourier.Length, workspace);
        var lanes = Vector<double>.Count;
        var real = MemoryMarshal.Cast<Vector<double>, double>(workspace.Real);
        var imaginary = MemoryMarshal.Cast<Vector<double>, double>(workspace.Imaginary);
        for (var lane = 0; lane < Math.Min(lanes, wavelets.Length); lane++)
        {
            for (var n = 0; n < wavelets[lane].Real.Length; n++)
            {
                real[n * lanes + lane] = wavelets[lane].Real[n] / Fourier.Length;
                imaginary[n * lanes + lane] = wavelets[lane].Imaginary[n] / Fourier.Length;
            }
        }

        Fourier.Forward(workspace);
        return (workspace.Real[..Fourier.Length].ToArray(), workspace.Imaginary[..Fourier.Length].ToArray());
    }

    /// <summary>The least length from here on that has no prime factor above 5.</summary>
    private static int FastLength(int length)
    {
        for (; ; length++)
        {
            var rest = length;
            foreach (var prime in (ReadOnlySpan<int>)[2, 3, 5])
            {
                while (rest % prime == 0)
                    rest /= prime;
            }

            if (rest == 1)
                return length;
        }
    }
}

/// <summary>Scratch for transforms of one <see cref="MorletPlan"/>; one per thread.</summary>
public sealed class MorletWorkspace
{
    public MorletWorkspace(MorletPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        Fourier = new FourierWorkspace(plan.Fourier);
        SignalReal = new Vector<double>[plan.Fourier.Length];
        SignalImaginary = new Vector<double>[plan.Fourier.Length];
    }

    internal FourierWorkspace Fourier { get; }

    // The transform of the signal, the same in every lane.
    internal Vector<double>[] SignalReal { get; }
    internal Vector<double>[] SignalImaginary { get; }
}
