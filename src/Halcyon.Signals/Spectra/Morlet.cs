using System.Numerics;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>Time and frequency at once by convolution with Morlet wavelets.</summary>
/// <remarks>
/// What mne.time_frequency.tfr_array_morlet(..., zero_mean=True) gives: power in µV² times samples (the wavelets are not
/// divided by the sampling rate), the middle of the convolution with zeros beyond the ends, so that half a wavelet at
/// both ends is weakened. Allocates nothing.
/// </remarks>
public static class Morlet
{
    /// <param name="samplesMicrovolts">µV, finite; <see cref="MorletPlan.SampleCount"/> long.</param>
    /// <param name="power">Out: a row of samples for each frequency.</param>
    public static void Power(ReadOnlySpan<double> samplesMicrovolts, MorletPlan plan, MorletWorkspace workspace, Span<double> power)
    {
        WriteRows(samplesMicrovolts, plan, workspace, power, static (real, imaginary, row) =>
        {
            for (var n = 0; n < row.Length; n++)
            {
                var at = n * Vector<double>.Count;
                row[n] = real[at] * real[at] + imaginary[at] * imaginary[at];
            }
        });
    }

    /// <param name="samplesMicrovolts">µV, finite; <see cref="MorletPlan.SampleCount"/> long.</param>
    /// <param name="phaseRadians">Out, −π…π: a row of samples for each frequency.</param>
    public static void Phase(ReadOnlySpan<double> samplesMicrovolts, MorletPlan plan, MorletWorkspace workspace, Span<double> phaseRadians)
    {
        WriteRows(samplesMicrovolts, plan, workspace, phaseRadians, static (real, imaginary, row) =>
        {
            for (var n = 0; n < row.Length; n++)
                row[n] = Math.Atan2(imaginary[n * Vector<double>.Count], real[n * Vector<double>.Count]);
        });
    }

    /// <param name="real">One of every <see cref="Vector{T}.Count"/> numbers is the row's.</param>
    private delegate void RowWriter(ReadOnlySpan<double> real, ReadOnlySpan<double> imaginary, Span<double> row);

    private static void WriteRows(ReadOnlySpan<double> samples, MorletPlan plan, MorletWorkspace workspace, Span<double> output, RowWriter write)
    {
        Start(samples, plan, workspace, output);
        for (var group = 0; group < plan.GroupCount; group++)
        {
            Convolve(plan, group, workspace);
            for (var frequency = group * Vector<double>.Count; frequency < Last(plan, group); frequency++)
            {
                var offset = Offset(plan, frequency);
                write(
                    MemoryMarshal.Cast<Vector<double>, double>(workspace.Fourier.Real)[offset..],
                    MemoryMarshal.Cast<Vector<double>, double>(workspace.Fourier.Imaginary)[offset..],
                    output.Slice(frequency * plan.SampleCount, plan.SampleCount));
            }
        }
    }

    private static int Last(MorletPlan plan, int group) => Math.Min(plan.FrequenciesHz.Length, (group + 1) * Vector<double>.Count);

    private static void Start(ReadOnlySpan<double> samples, MorletPlan plan, MorletWorkspace workspace, ReadOnlySpan<double> output)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        if (samples.Length != plan.SampleCount)
            throw new ArgumentException($"A stretch of this plan has {plan.SampleCount} samples; there are {samples.Length}.", nameof(samples));
        if (output.Length != plan.SampleCount * plan.FrequenciesHz.Length)
            throw new ArgumentException($"The output has {plan.FrequenciesHz.Length} frequencies of {plan.SampleCount} samples.", nameof(output));
        SampleChecks.Require(samples, 1, nameof(samples));
        SlotSpectrum.Clear(plan.Fourier.Length, workspace.Fourier);
        for (var n = 0; n < samples.Length; n++)
            workspace.Fourier.Real[n] = new Vector<double>(samples[n]);
        plan.Fourier.Forward(workspace.Fourier);
        workspace.Fourier.Real[..plan.Fourier.Length].CopyTo(workspace.SignalReal);
        workspace.Fourier.Imaginary[..plan.Fourier.Length].CopyTo(workspace.SignalImaginary);
    }

    private static void Convolve(MorletPlan plan, int group, MorletWorkspace workspace)
    {
        var (kernelReal, kernelImaginary) = plan.Group(group);
        Span<Vector<double>> real = workspace.Fourier.Real, imaginary = workspace.Fourier.Imaginary;
        for (var k = 0; k < kernelReal.Length; k++)
        {
            Vector<double> xr = workspace.SignalReal[k], xi = workspace.SignalImaginary[k], wr = kernelReal[k], wi = kernelImaginary[k];
            real[k] = xr * wr - xi * wi;
            imaginary[k] = xr * wi + xi * wr;
        }

        plan.Fourier.InverseUnscaled(workspace.Fourier);
    }

    /// <summary>Where in the buffers a frequency's convolution begins for the first sample: its lane, half a wavelet in.</summary>
    private static int Offset(MorletPlan plan, int frequency) =>
        (plan.WaveletLength(frequency) - 1) / 2 * Vector<double>.Count + frequency % Vector<double>.Count;
}
