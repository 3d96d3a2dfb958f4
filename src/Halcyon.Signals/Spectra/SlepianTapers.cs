using System.Numerics;

namespace Halcyon.Signals.Spectra;

/// <summary>Discrete prolate spheroidal sequences: windows that keep the most of their energy within a band.</summary>
/// <remarks>
/// Slepian 1978, doi:10.1002/j.1538-7305.1978.tb02104.x; Percival and Walden 1993, section 8.3: they are the
/// eigenvectors of a symmetric tridiagonal matrix, its greatest eigenvalue the first. Eigenvalues by bisection on
/// Sturm counts, several in the lanes of a vector at once; vectors by inverse iteration. Time O(count·length).
/// </remarks>
internal sealed class SlepianTapers
{
    private const int MostBisections = 80;
    private const int InverseIterations = 3;
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
        var matrix = new SlepianTapers(whole, halfBandwidth);
        var eigenvalues = matrix.GreatestEigenvalues(count);
        var tapers = new double[count][];
        var concentrations = new double[count];
        for (var k = 0; k < count; k++)
        {
            var vector = matrix.Eigenvector(eigenvalues[k]);
            concentrations[k] = Concentration(vector, halfBandwidth);
            SetSign(vector, k % 2 == 0);
            tapers[k] = vector[..length];
        }

        return (tapers, concentrations);
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

    /// <summary>Inverse iteration with a factorisation that exchanges rows where it must.</summary>
    private double[] Eigenvector(double eigenvalue)
    {
        var length = _diagonal.Length;
        double[] pivots = [.. _diagonal.Select(d => d - eigenvalue)];
        double[] beside = [.. _beside, 0], second = new double[length], multipliers = new double[length];
        var exchanged = new bool[length];
        for (var n = 0; n + 1 < length; n++)
        {
            var under = _beside[n];
            if (Math.Abs(pivots[n]) >= under)
            {
                multipliers[n] = under / pivots[n];
                pivots[n + 1] -= multipliers[n] * beside[n];
                continue;
            }

            exchanged[n] = true;
            multipliers[n] = pivots[n] / under;
            var next = pivots[n + 1];
            pivots[n + 1] = beside[n] - multipliers[n] * next;
            (pivots[n], beside[n], second[n]) = (under, next, beside[n + 1]);
            beside[n + 1] *= -multipliers[n];
        }

        if (Math.Abs(pivots[^1]) < 1e-300)
            pivots[^1] = 1e-300;
        var vector = new double[length];
        for (var n = 0; n < length; n++)
            vector[n] = 1 + (double)n / length;
        for (var iteration = 0; iteration < InverseIterations; iteration++)
            Solve(pivots, beside, second, multipliers, exchanged, vector);
        return vector;
    }

    private static void Solve(double[] pivots, double[] beside, double[] second, double[] multipliers, bool[] exchanged, double[] x)
    {
        for (var n = 0; n + 1 < x.Length; n++)
        {
            if (exchanged[n])
                (x[n], x[n + 1]) = (x[n + 1], x[n] - multipliers[n] * x[n + 1]);
            else
                x[n + 1] -= multipliers[n] * x[n];
        }

        double above = 0, twoAbove = 0, greatest = 0;
        for (var n = x.Length - 1; n >= 0; n--)
        {
            x[n] = (x[n] - beside[n] * above - second[n] * twoAbove) / pivots[n];
            (twoAbove, above) = (above, x[n]);
            greatest = Math.Max(greatest, Math.Abs(x[n]));
        }

        // The least pivot may be next to nothing: scaled by the greatest first, so that no square overflows.
        double energy = 0;
        for (var n = 0; n < x.Length; n++)
        {
            x[n] /= greatest;
            energy += x[n] * x[n];
        }

        for (var n = 0; n < x.Length; n++)
            x[n] /= Math.Sqrt(energy);
    }

    /// <summary>λ of λv = Sv, S the sinc kernel of the band, at the element where v is greatest.</summary>
    private static double Concentration(double[] vector, double halfBandwidth)
    {
        var top = 0;
        for (var n = 1; n < vector.Length; n++)
        {
            if (Math.Abs(vector[n]) > Math.Abs(vector[top]))
                top = n;
        }

        var sum = 0.0;
        for (var n = 0; n < vector.Length; n++)
        {
            double away = n - top;
            sum += vector[n] * (n == top ? 2 * halfBandwidth : Math.Sin(2 * Math.PI * halfBandwidth * away) / (Math.PI * away));
        }

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
