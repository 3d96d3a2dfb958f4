using System.Numerics;

namespace Halcyon.Signals.Spectra;

/// <summary>Eigenvectors of one symmetric tridiagonal matrix by inverse iteration, one in each lane. One per thread.</summary>
/// <remarks>
/// Gaussian elimination that exchanges rows where it must (Golub and Van Loan, section 8.4). One elimination is a chain of
/// divisions, each of which waits for the last: four side by side take as long as one.
/// </remarks>
internal sealed class TridiagonalVectors
{
    // Far below what rounding does to a pivot, and far from where a square would overflow.
    private const double LeastPivot = 1e-30;

    private readonly double[] _diagonal;
    private readonly double[] _beside;
    private readonly double _least;

    // The eliminated matrix: 1/pivot, the two elements after it, the multiplier, and all bits where two rows were exchanged.
    private readonly Vector<double>[] _inverses;
    private readonly Vector<double>[] _first;
    private readonly Vector<double>[] _second;
    private readonly Vector<double>[] _multipliers;
    private readonly Vector<long>[] _exchanged;

    /// <param name="diagonal">At least 2.</param>
    /// <param name="beside">One less; positive.</param>
    public TridiagonalVectors(double[] diagonal, double[] beside)
    {
        _diagonal = diagonal;
        _beside = beside;
        _least = LeastPivot * beside.Max();
        Values = new Vector<double>[diagonal.Length];
        _inverses = new Vector<double>[diagonal.Length];
        _first = new Vector<double>[diagonal.Length];
        _second = new Vector<double>[diagonal.Length];
        _multipliers = new Vector<double>[diagonal.Length];
        _exchanged = new Vector<long>[diagonal.Length];
    }

    /// <summary>A vector in each lane: where iteration begins, and what came of it.</summary>
    public Vector<double>[] Values { get; }

    /// <summary>Turns <see cref="Values"/> towards the eigenvectors nearest to each lane's eigenvalue, and to unit length.</summary>
    public void Iterate(Vector<double> eigenvalues, int iterations)
    {
        Eliminate(eigenvalues);
        for (var i = 0; i < iterations; i++)
        {
            Forward();
            var energy = Back();
            var scale = Vector<double>.One / Vector.SquareRoot(energy);
            var values = Values;
            for (var n = 0; n < values.Length; n++)
                values[n] *= scale;
        }
    }

    /// <summary>vᵀTv/vᵀv of each lane: near an eigenvector its eigenvalue, with the error squared.</summary>
    public Vector<double> RayleighQuotients()
    {
        Vector<double> energy = default, product = default, before = default;
        for (var n = 0; n < _diagonal.Length; n++)
        {
            var value = Values[n];
            energy += value * value;
            product += value * (value * _diagonal[n] + before * (n > 0 ? 2 * _beside[n - 1] : 0));
            before = value;
        }

        return product / energy;
    }

    private void Eliminate(Vector<double> eigenvalues)
    {
        var pivot = new Vector<double>(_diagonal[0]) - eigenvalues;
        var after = new Vector<double>(_beside[0]);
        for (var n = 0; n + 1 < _diagonal.Length; n++)
        {
            Vector<double> under = new(_beside[n]), next = new Vector<double>(_diagonal[n + 1]) - eigenvalues;
            Vector<double> afterNext = new(n + 2 < _diagonal.Length ? _beside[n + 1] : 0);
            var exchanged = Vector.LessThan(Vector.Abs(pivot), under);
            var inverse = Vector<double>.One / Vector.ConditionalSelect(exchanged, under, pivot);
            var multiplier = Vector.ConditionalSelect(exchanged, pivot, under) * inverse;
            var first = Vector.ConditionalSelect(exchanged, next, after);
            _exchanged[n] = exchanged;
            _inverses[n] = inverse;
            _multipliers[n] = multiplier;
            _first[n] = first;
            _second[n] = Vector.ConditionalSelect(exchanged, afterNext, Vector<double>.Zero);
            pivot = Vector.ConditionalSelect(exchanged, after, next) - multiplier * first;
            after = Vector.ConditionalSelect(exchanged, -multiplier * afterNext, afterNext);
        }

        var least = new Vector<double>(_least);
        _inverses[^1] = Vector<double>.One / Vector.ConditionalSelect(Vector.LessThan(Vector.Abs(pivot), least), least, pivot);
    }

    private void Forward()
    {
        var values = Values;
        var own = values[0];
        for (var n = 0; n + 1 < values.Length; n++)
        {
            var next = values[n + 1];
            var upper = Vector.ConditionalSelect(_exchanged[n], next, own);
            values[n] = upper;
            own = Vector.ConditionalSelect(_exchanged[n], own, next) - _multipliers[n] * upper;
        }

        values[^1] = own;
    }

    /// <returns>The sum of squares.</returns>
    private Vector<double> Back()
    {
        var values = Values;
        Vector<double> energy = default, above = default, twoAbove = default;
        for (var n = values.Length - 1; n >= 0; n--)
        {
            var value = (values[n] - _second[n] * twoAbove - _first[n] * above) * _inverses[n];
            values[n] = value;
            (twoAbove, above) = (above, value);
            energy += value * value;
        }

        return energy;
    }
}
