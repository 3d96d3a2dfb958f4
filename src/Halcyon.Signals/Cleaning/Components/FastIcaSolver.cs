using System.Numerics;
using Halcyon.Signals.Matrices;
using Halcyon.Signals.RandomNumbers;
using DenseMatrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;
using Matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>FastICA on whitened rows: all components together, log cosh with a = 1, symmetric decorrelation.</summary>
/// <remarks>
/// Hyvärinen 1999, doi:10.1109/72.761722, equation 20, as scikit-learn's algorithm="parallel": same step, same measure
/// of convergence. A departure that saves most of the time: it begins on one part in sixteen of the samples, spread
/// evenly, and only finishes on all of them. Whether it has converged is asked of all samples only.
/// </remarks>
internal sealed unsafe class FastIcaSolver(SampleRows rows, int threads)
{
    private const int TileRows = 128;
    private const int FirstThinning = 16;
    private const int LeastRowsForComponent = 400;

    // A part of the samples has its own fixed point, near that of all: nearer than this is not worth the time.
    private const double ThinnedTolerance = 10;
    private const int MostThinned = 60;

    private readonly int _count = rows.Columns;

    public (Matrix Unmixing, int Iterations, bool Converged) Solve(int seed, int most, double tolerance)
    {
        var random = new RandomSequence(seed);
        var unmixing = Decorrelated(DenseMatrix.Create(_count, _count, (_, _) => random.NextNormal()));
        var thinning = rows.Rows / FirstThinning >= LeastRowsForComponent * _count ? FirstThinning : 1;
        var iterations = 0;
        if (thinning > 1)
        {
            for (var thinned = 0; thinned < MostThinned && iterations + 1 < most; thinned++, iterations++)
            {
                (unmixing, var turned) = Step(unmixing, thinning);
                if (turned < ThinnedTolerance * tolerance)
                    break;
            }
        }

        while (iterations++ < most)
        {
            (unmixing, var turned) = Step(unmixing, 1);
            if (turned < tolerance)
                return (unmixing, iterations, true);
        }

        return (unmixing, most, false);
    }

    private (Matrix Unmixing, double Turned) Step(Matrix unmixing, int thinning)
    {
        using var sums = new SampleRows(rows.Stride + 1, _count);
        using var matrix = RowParts.Transposed(unmixing);
        var tiles = (rows.Rows + TileRows - 1) / TileRows;
        var used = (tiles + thinning - 1) / thinning;
        RowParts.AddUp(used, threads, sums, (from, to, part) =>
        {
            using var sources = new SampleRows(TileRows, _count);
            for (var i = from; i < to; i++)
                AddTile(i * thinning, matrix, sources, part);
        });
        var samples = 0L;
        for (var i = 0; i < used; i++)
            samples += TileLength(i * thinning);

        var next = DenseMatrix.Create(_count, _count, (i, j) =>
            sums[i][j] / samples - (1 - sums[rows.Stride][i] / samples) * unmixing[i, j]);
        var decorrelated = Decorrelated(next);
        var turned = 0.0;
        for (var i = 0; i < _count; i++)
            turned = Math.Max(turned, Math.Abs(Math.Abs(decorrelated.Row(i).DotProduct(unmixing.Row(i))) - 1));
        return (decorrelated, turned);
    }

    private int TileLength(int tile) => Math.Min(TileRows, rows.Rows - tile * TileRows);

    /// <summary>Adds Σ tanh(u)·x to the first rows of a table and Σ tanh²(u) to its last.</summary>
    private void AddTile(int tile, SampleRows matrix, SampleRows sources, SampleRows sums)
    {
        var x = rows.Row(tile * TileRows);
        var count = TileLength(tile);
        RowKernels.Multiply(x, rows.Stride, null, count, matrix.Data, _count, sources.Data, rows.Stride);
        var n = Vector<double>.Count;
        for (var c = 0; c < rows.Stride; c += n)
        {
            var squares = Vector<double>.Zero;
            var u = sources.Data + c;
            for (var t = 0; t < count; t++, u += rows.Stride)
            {
                var y = RowKernels.Tanh(Vector.Load(u));
                squares += y * y;
                Vector.Store(y, u);
            }

            var last = sums.Row(rows.Stride) + c;
            Vector.Store(Vector.Load(last) + squares, last);
        }

        RowKernels.AddOuter(sources.Data, rows.Stride, x, rows.Stride, count, sums.Data);
    }

    /// <summary>(W·Wᵀ)^−½·W: the nearest rotation.</summary>
    private static Matrix Decorrelated(Matrix unmixing) =>
        SymmetricMatrix.MapPositive(unmixing * unmixing.Transpose(), value => 1 / Math.Sqrt(value)) * unmixing;
}
