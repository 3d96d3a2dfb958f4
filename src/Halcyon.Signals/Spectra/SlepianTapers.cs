using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>Discrete prolate spheroidal sequences: windows that keep the most of their energy within a band.</summary>
/// <remarks>
/// Slepian 1978, doi:10.1002/j.1538-7305.1978.tb02104.x; Percival and Walden 1993, section 8.3: they are the
/// eigenvectors of a symmetric tridiagonal matrix, its greatest eigenvalue the first. Eigenvalues by bisection on
/// Sturm counts, several in the lanes of a vector at once; vectors by inverse iteration; long ones from short ones.
/// Time O(count·length).
/// </remarks>
internal sealed class SlepianTapers
{
    private const int MostBisections = 80;
    private const int InverseIterations = 3;

    // From a stretched vector each iteration wins some four digits.
    private const int InverseIterationsFromNear = 3;
    private const int LeastStretched = 1024;
    private const int StretchedTimes = 4;

    // The last taper has about as many half waves as there are tapers.
    private const int PointsPerWave = 64;
    private const double FarBetter = 1e-7;

    private readonly double[] _diagonal;
    private readonly double[] _beside;

    private SlepianTapers(int length, double halfBandwidth)
    {
        _diagonal = new double[length];
        _beside = new double[length - 1];
        var cosine = Math.Cos(2 * Math.PI * halfBandwidth);
        for (var n = 0; n < length; n++)
        {
            var middle = (length - 1 - 2.0 * n) / 2;
            _diagonal[n] = middle * middle * cosine;
            if (n > 0)
                _beside[n - 1] = n * (double)(length - n) / 2;
        }
    }

    /// <summary>Tapers of unit energy, best first, and the share of each one's energy that lies within the band.</summary>
    /// <param name="length">Samples; one more is computed and dropped, for the periodic window that spectra want.</param>
    /// <param name="timeHalfBandwidth">NW.</param>
    public static (double[][] Tapers, double[] Concentrations) Compute(int length, double timeHalfBandwidth, int count)
    {
        var whole = length + 1;
        var halfBandwidth = timeHalfBandwidth / whole;
        var vectors = Vectors(whole, timeHalfBandwidth, count);
        var kernel = Kernel(whole, halfBandwidth);
        var tapers = new double[count][];
        var concentrations = new double[count];
        for (var k = 0; k < count; k++)
        {
            concentrations[k] = Concentration(vectors[k], kernel);
            SetSign(vectors[k], k % 2 == 0);
            tapers[k] = vectors[k][..length];
        }

        return (tapers, concentrations);
    }

    /// <summary>
    /// The eigenvectors. Those of a long matrix begin as those of a short one, stretched: with the same NW both draw nearly
    /// the same curve, and what bisection would find out at the full length comes from their Rayleigh quotients.
    /// </summary>
    internal static double[][] Vectors(int length, double timeHalfBandwidth, int count, int leastStretched = LeastStretched)
    {
        var matrix = new SlepianTapers(length, timeHalfBandwidth / length);
        var enough = Math.Max(leastStretched, PointsPerWave * count);
        var near = length > StretchedTimes * enough ? Vectors(enough, timeHalfBandwidth, count, leastStretched) : null;
        var eigenvalues = near is null ? matrix.GreatestEigenvalues(count) : [];
        var lanes = Vector<double>.Count;
        var solver = new TridiagonalVectors(matrix._diagonal, matrix._beside);
        var vectors = new double[count][];
        for (var from = 0; from < count; from += lanes)
        {
            // Lanes that are left over repeat the last vector.
            int[] own = [.. Enumerable.Range(from, lanes).Select(k => Math.Min(k, count - 1))];
            Begin(solver.Values, near is null ? null : [.. own.Select(k => near[k])]);
            if (near is null)
                solver.Iterate(new Vector<double>([.. own.Select(k => eigenvalues[k])]), InverseIterations);
            else
                solver.Iterate(solver.RayleighQuotients(), InverseIterationsFromNear);
            for (var lane = 0; lane < lanes && from + lane < count; lane++)
                vectors[from + lane] = Lane(solver.Values, lane);
        }

        return vectors;
    }

    /// <summary>A slope, which no eigenvector is orthogonal to; or a curve through the points of shorter vectors, a cubic between each two.</summary>
    private static void Begin(Vector<double>[] values, double[][]? near)
    {
        for (var n = 0; n < values.Length; n++)
            values[n] = new Vector<double>(1 + (double)n / values.Length);
        if (near is null)
            return;
        var target = MemoryMarshal.Cast<Vector<double>, double>(values.AsSpan());
        var step = (double)near[0].Length / values.Length;
        for (var n = 0; n < values.Length; n++)
        {
            var position = Math.Clamp((n + 0.5) * step - 0.5, 0, near[0].Length - 1);
            var at = Math.Clamp((int)position, 1, near[0].Length - 3);
            var t = position - at;
            double a = -t * (t - 1) * (t - 2) / 6, b = (t + 1) * (t - 1) * (t - 2) / 2, c = -(t + 1) * t * (t - 2) / 2, d = (t + 1) * t * (t - 1) / 6;
            for (var lane = 0; lane < near.Length; lane++)
                target[n * near.Length + lane] = a * near[lane][at - 1] + b * near[lane][at] + c * near[lane][at + 1] + d * near[lane][at + 2];
        }
    }

    private static double[] Lane(Vector<double>[] values, int lane)
    {
        var own = GC.AllocateUninitializedArray<double>(values.Length);
        var all = MemoryMarshal.Cast<Vector<double>, double>(values.AsSpan())[lane..];
        for (var n = 0; n < own.Length; n++)
            own[n] = all[n * Vector<double>.Count];
        return own;
    }

    private double[] GreatestEigenvalues(int count)
    {
        var (lowest, highest) = Bounds();
        var found = new double[count];
        for (var from = 0; from < count; from += Vector<double>.Count)
        {
            Vector<double> low = new(lowest), high = new(highest);
            // From the bottom of the spectrum: as many eigenvalues lie below the one sought.
            var below = new double[Vector<double>.Count];
            for (var lane = 0; lane < below.Length; lane++)
                below[lane] = Math.Max(0, _diagonal.Length - 1 - from - lane);
            var wanted = new Vector<double>(below);
            for (var step = 0; step < MostBisections; step++)
            {
                var middle = 0.5 * (low + high);
                if (Vector.EqualsAll(middle, low) || Vector.EqualsAll(middle, high) || AreApart(middle, high - low))
                    break;
                var isBelow = Vector.LessThanOrEqual(CountBelow(middle), wanted);
                low = Vector.ConditionalSelect(isBelow, middle, low);
                high = Vector.ConditionalSelect(isBelow, high, middle);
            }

            for (var lane = 0; lane < below.Length && from + lane < count; lane++)
                found[from + lane] = 0.5 * (low[lane] + high[lane]);
        }

        return found;
    }

    /// <summary>Each eigenvalue known far better than its distance to the next: inverse iteration does the rest, a factor of that each time.</summary>
    private static bool AreApart(Vector<double> values, Vector<double> uncertainties)
    {
        for (var lane = 0; lane + 1 < Vector<double>.Count; lane++)
        {
            if (!(Math.Max(uncertainties[lane], uncertainties[lane + 1]) < FarBetter * (values[lane] - values[lane + 1])))
                return false;
        }

        return true;
    }

    private (double Lowest, double Highest) Bounds()
    {
        double lowest = double.PositiveInfinity, highest = double.NegativeInfinity;
        for (var n = 0; n < _diagonal.Length; n++)
        {
            var radius = (n > 0 ? _beside[n - 1] : 0) + (n < _beside.Length ? _beside[n] : 0);
            lowest = Math.Min(lowest, _diagonal[n] - radius);
            highest = Math.Max(highest, _diagonal[n] + radius);
        }

        return (lowest, highest);
    }

    /// <summary>How many eigenvalues lie below each lane's value: the negative pivots of the shifted matrix (Sturm).</summary>
    private Vector<double> CountBelow(Vector<double> values)
    {
        var pivot = new Vector<double>(_diagonal[0]) - values;
        Vector<long> negative = -Vector.LessThan(pivot, Vector<double>.Zero);
        for (var n = 1; n < _diagonal.Length; n++)
        {
            pivot = new Vector<double>(_diagonal[n]) - values - new Vector<double>(_beside[n - 1] * _beside[n - 1]) / pivot;
            negative -= Vector.LessThan(pivot, Vector<double>.Zero);
        }

        return Vector.ConvertToDouble(negative);
    }

    /// <summary>The sinc of the band at each distance.</summary>
    private static double[] Kernel(int length, double halfBandwidth)
    {
        var kernel = GC.AllocateUninitializedArray<double>(length);
        kernel[0] = 2 * halfBandwidth;
        for (var away = 1; away < length; away++)
            kernel[away] = Math.Sin(2 * Math.PI * halfBandwidth * away) / (Math.PI * away);
        return kernel;
    }

    /// <summary>λ of λv = Sv, S made of the kernel, at the element where v is greatest.</summary>
    private static double Concentration(double[] vector, double[] kernel)
    {
        var top = TensorPrimitives.IndexOfMaxMagnitude<double>(vector);
        var sum = TensorPrimitives.Dot(vector.AsSpan(top), kernel.AsSpan(0, vector.Length - top));
        for (var n = 0; n < top; n++)
            sum += vector[n] * kernel[top - n];
        return Math.Min(1, sum / vector[top]);
    }

    /// <summary>Even ones have a positive mean, odd ones begin with a positive lobe.</summary>
    private static void SetSign(double[] vector, bool isEven)
    {
        var weight = 0.0;
        for (var n = 0; n < vector.Length; n++)
            weight += isEven ? vector[n] : vector[n] * (vector.Length - 1 - 2.0 * n);
        if (weight >= 0)
            return;
        for (var n = 0; n < vector.Length; n++)
            vector[n] = -vector[n];
    }
}
