using System.Numerics;

namespace Halcyon.Signals.Connectivity;

/// <summary>What is summed over segments of two channels at every frequency.</summary>
internal sealed class PairTotals(int bins)
{
    /// <summary>Re and Im of Σ X·Y*.</summary>
    public double[] Real { get; } = new double[bins];
    public double[] Imaginary { get; } = new double[bins];

    /// <summary>Σ|Im| and ΣIm².</summary>
    public double[] AbsoluteImaginary { get; } = new double[bins];
    public double[] SquaredImaginary { get; } = new double[bins];

    /// <summary>Re and Im of Σ X·Y*/|X·Y*|.</summary>
    public double[] PhaseReal { get; } = new double[bins];
    public double[] PhaseImaginary { get; } = new double[bins];

    public void Clear()
    {
        foreach (var values in (ReadOnlySpan<double[]>)[Real, Imaginary, AbsoluteImaginary, SquaredImaginary, PhaseReal, PhaseImaginary])
            Array.Clear(values);
    }

    /// <summary>Adds one segment: spectra of the first and the second channel.</summary>
    public void Add(ReadOnlySpan<double> firstReal, ReadOnlySpan<double> firstImaginary, ReadOnlySpan<double> secondReal, ReadOnlySpan<double> secondImaginary)
    {
        var k = 0;
        for (; k + Vector<double>.Count <= bins; k += Vector<double>.Count)
        {
            Vector<double> ar = new(firstReal[k..]), ai = new(firstImaginary[k..]), br = new(secondReal[k..]), bi = new(secondImaginary[k..]);
            var real = ar * br + ai * bi;
            var imaginary = ai * br - ar * bi;
            Add(Real, k, real);
            Add(Imaginary, k, imaginary);
            Add(AbsoluteImaginary, k, Vector.Abs(imaginary));
            Add(SquaredImaginary, k, imaginary * imaginary);
            var length = Vector.SquareRoot(real * real + imaginary * imaginary);
            // Nothing has no phase.
            var inverse = Vector.ConditionalSelect(Vector.GreaterThan(length, Vector<double>.Zero), Vector<double>.One / length, Vector<double>.Zero);
            Add(PhaseReal, k, real * inverse);
            Add(PhaseImaginary, k, imaginary * inverse);
        }

        for (; k < bins; k++)
        {
            var real = firstReal[k] * secondReal[k] + firstImaginary[k] * secondImaginary[k];
            var imaginary = firstImaginary[k] * secondReal[k] - firstReal[k] * secondImaginary[k];
            Real[k] += real;
            Imaginary[k] += imaginary;
            AbsoluteImaginary[k] += Math.Abs(imaginary);
            SquaredImaginary[k] += imaginary * imaginary;
            var length = Math.Sqrt(real * real + imaginary * imaginary);
            PhaseReal[k] += length > 0 ? real / length : 0;
            PhaseImaginary[k] += length > 0 ? imaginary / length : 0;
        }
    }

    private static void Add(double[] totals, int at, Vector<double> values) => (new Vector<double>(totals, at) + values).CopyTo(totals, at);
}
