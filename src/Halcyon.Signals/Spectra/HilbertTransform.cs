using System.Numerics;

namespace Halcyon.Signals.Spectra;

/// <summary>
/// The analytic signal of a stretch: its envelope and phase at every sample. Holds its own scratch; one per thread.
/// </summary>
/// <remarks>
/// Gabor 1946, doi:10.1049/ji-3-2.1946.0074; Marple 1999, doi:10.1109/78.782222: negative frequencies are taken out
/// of the discrete transform, what scipy.signal.hilbert does. Envelope and phase mean something for a narrow band only:
/// filter first. The stretch is taken to repeat, so that some periods at both ends are bent.
/// </remarks>
public sealed class HilbertTransform
{
    private readonly FourierPlan _plan;
    private readonly FourierWorkspace _workspace;
    private readonly double[] _real;
    private readonly double[] _imaginary;

    /// <param name="sampleCount">Samples of a stretch, any number from 1.</param>
    public HilbertTransform(int sampleCount)
    {
        _plan = new FourierPlan(sampleCount);
        _workspace = new FourierWorkspace(_plan);
        _real = new double[sampleCount];
        _imaginary = new double[sampleCount];
    }

    public int SampleCount => _plan.Length;

    /// <param name="samplesMicrovolts">µV, finite; <see cref="SampleCount"/> long.</param>
    /// <param name="real">Out, the samples themselves but for rounding.</param>
    /// <param name="imaginary">Out, their Hilbert transform, µV.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Analytic(ReadOnlySpan<double> samplesMicrovolts, Span<double> real, Span<double> imaginary)
    {
        Check(samplesMicrovolts, real);
        Check(samplesMicrovolts, imaginary);
        Run(samplesMicrovolts);
        for (var n = 0; n < SampleCount; n++)
        {
            real[n] = _workspace.Real[n][0];
            imaginary[n] = _workspace.Imaginary[n][0];
        }
    }

    /// <param name="envelopeMicrovolts">Out, µV, never below 0.</param>
    public void Envelope(ReadOnlySpan<double> samplesMicrovolts, Span<double> envelopeMicrovolts)
    {
        Check(samplesMicrovolts, envelopeMicrovolts);
        Analytic(samplesMicrovolts, _real, _imaginary);
        for (var n = 0; n < SampleCount; n++)
            envelopeMicrovolts[n] = Math.Sqrt(_real[n] * _real[n] + _imaginary[n] * _imaginary[n]);
    }

    /// <param name="phaseRadians">Out, −π…π; 0 at a crest.</param>
    public void Phase(ReadOnlySpan<double> samplesMicrovolts, Span<double> phaseRadians)
    {
        Check(samplesMicrovolts, phaseRadians);
        Analytic(samplesMicrovolts, _real, _imaginary);
        for (var n = 0; n < SampleCount; n++)
            phaseRadians[n] = Math.Atan2(_imaginary[n], _real[n]);
    }

    private void Run(ReadOnlySpan<double> samples)
    {
        SlotSpectrum.Clear(SampleCount, _workspace);
        for (var n = 0; n < samples.Length; n++)
            _workspace.Real[n] = new Vector<double>(samples[n] / samples.Length);
        _plan.Forward(_workspace);
        Span<Vector<double>> real = _workspace.Real, imaginary = _workspace.Imaginary;
        for (var k = 1; k < SampleCount; k++)
        {
            // Twice the positive frequencies, none of the negative ones; half the rate stays as it is.
            var factor = 2 * k < SampleCount ? 2.0 : 2 * k == SampleCount ? 1 : 0;
            real[k] *= factor;
            imaginary[k] *= factor;
        }

        _plan.InverseUnscaled(_workspace);
    }

    private void Check(ReadOnlySpan<double> samples, ReadOnlySpan<double> output)
    {
        if (samples.Length != SampleCount || output.Length != SampleCount)
            throw new ArgumentException($"Input and output must be {SampleCount} samples long.", nameof(samples));
        SampleChecks.Require(samples, 1, nameof(samples));
    }
}
