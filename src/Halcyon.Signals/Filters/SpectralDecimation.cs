using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Filters;

/// <summary>Keeps each 2nd, 4th, 8th… sample of what is left of a circular signal when its spectrum is cut off. Immutable, shareable.</summary>
/// <remarks>
/// The long transform is never made: sample r, r + L, r + 2L… of each phase r is transformed by itself, turned by
/// exp(−2πi·rk/N) for the frequencies that remain, and the phases added up. Phase 0 needs no turning but at the Nyquist
/// frequency, and so no transform.
/// </remarks>
internal sealed class SpectralDecimation
{
    private readonly ConvolutionTransform _transform;
    private readonly int _length;
    private readonly int _factor;

    // For phase r the response in the transform's order, real and imaginary parts interleaved; none for phase 0.
    private readonly double[][] _responses;

    public SpectralDecimation(int length, int factor)
    {
        _length = length;
        _factor = factor;
        _transform = new ConvolutionTransform(length);
        _responses = new double[factor][];
        Vector<double>[] real = new Vector<double>[length], imaginary = new Vector<double>[length];
        for (var phase = 1; phase < factor; phase++)
        {
            for (var n = 0; n < length; n++)
                real[n] = new Vector<double>(Kernel((long)factor * n - phase));
            Array.Clear(imaginary);
            _transform.Forward(real, imaginary);
            var response = _responses[phase] = new double[2 * length];
            for (var k = 0; k < length; k++)
                (response[2 * k], response[2 * k + 1]) = (real[k][0] / length, imaginary[k][0] / length);
        }
    }

    public static bool Fits(int padded, int resampled) =>
        resampled >= 4 && resampled < padded && padded % resampled == 0 && BitOperations.IsPow2(resampled) && padded / resampled <= 16;

    public void Apply(
        ReadOnlySpan<double[]> inputs, int before, ReadOnlySpan<double[]> outputs, int skipped,
        Vector<double>[] real, Vector<double>[] imaginary, Vector<double>[] sumReal, Vector<double>[] sumImaginary)
    {
        for (var phase = 1; phase < _factor; phase++)
        {
            SignalLanes.Write(inputs, phase - before, _factor, real, imaginary);
            _transform.Forward(real, imaginary);
            Turn(real, imaginary, _responses[phase]);
            if (_factor == 2)
                continue;
            Sum(phase == 1, real, sumReal);
            Sum(phase == 1, imaginary, sumImaginary);
        }

        var (resultReal, resultImaginary) = _factor == 2 ? (real, imaginary) : (sumReal, sumImaginary);
        _transform.InverseUnscaled(resultReal, resultImaginary);
        SignalLanes.Read(resultReal, resultImaginary, skipped, outputs, 1);
        for (var c = 0; c < inputs.Length; c++)
            AddPhaseZero(inputs[c], before, outputs[c], skipped);
    }

    /// <summary>1/L of each kept sample, and once more what they hold at the Nyquist frequency.</summary>
    private void AddPhaseZero(double[] input, int before, double[] output, int skipped)
    {
        var scale = 1.0 / _factor;
        var nyquist = SignalLanes.AlternatingSum(input, -before, _factor, _length) / _length * scale * (1 - 2 * (skipped & 1));
        // The signal itself without asking at each sample whether it is one; rounding may put a sample or two beside it.
        var inside = Math.Clamp((before + _factor - 1) / _factor - skipped, 0, output.Length);
        var end = Math.Clamp((before + input.Length - 1) / _factor + 1 - skipped, inside, output.Length);
        for (var m = 0; m < output.Length; m++, nyquist = -nyquist)
        {
            if (m == inside)
            {
                for (var at = (m + skipped) * _factor - before; m < end; m++, at += _factor, nyquist = -nyquist)
                    output[m] += input[at] * scale + nyquist;
                if (m == output.Length)
                    break;
            }

            output[m] += SignalLanes.Continued(input, (long)(m + skipped) * _factor - before) * scale + nyquist;
        }
    }

    /// <summary>What one sample of the long signal becomes at a distance: the sum of the cosines that remain, those at the Nyquist frequency whole.</summary>
    private double Kernel(long distance)
    {
        var whole = (long)_length * _factor;
        // The shorter way round the circle, and angles reduced as whole numbers: near a whole turn, or after half a million
        // of them, the sine would have lost six digits.
        distance = Math.Abs(distance) % whole;
        distance = Math.Min(distance, whole - distance);
        double Angle(long halfTurns) => Math.PI * (halfTurns % (2 * whole)) / whole;
        var sum = Math.Sin(Angle(distance * (_length - 1))) / Math.Sin(Angle(distance));
        return (sum + 2 * Math.Cos(Angle(distance * _length))) / whole;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Turn(Vector<double>[] real, Vector<double>[] imaginary, double[] response)
    {
        ref var w = ref MemoryMarshal.GetArrayDataReference(response);
        for (var k = 0; k < real.Length; k++)
        {
            Vector<double> wr = new(w), wi = new(Unsafe.Add(ref w, 1)), r = real[k], i = imaginary[k];
            real[k] = Vector.MultiplyAddEstimate(r, wr, -(i * wi));
            imaginary[k] = Vector.MultiplyAddEstimate(r, wi, i * wr);
            w = ref Unsafe.Add(ref w, 2);
        }
    }

    private static void Sum(bool first, Vector<double>[] part, Vector<double>[] sum)
    {
        if (first)
        {
            part.CopyTo(sum, 0);
            return;
        }

        for (var k = 0; k < sum.Length; k++)
            sum[k] += part[k];
    }
}
