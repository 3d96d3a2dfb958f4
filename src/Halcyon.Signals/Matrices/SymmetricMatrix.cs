using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Halcyon.Signals.Matrices;

/// <summary>What symmetric matrices are taken apart into: on MathNet's matrices, and without allocating on spans, row by row, for streams.</summary>
/// <remarks>The latter by Golub and Van Loan, Matrix Computations, 4.2 (Cholesky) and 8.5 (Jacobi).</remarks>
internal static class SymmetricMatrix
{
    private const int MostSweeps = 30;

    /// <summary>Row after row; symmetric, so columns are the same.</summary>
    public static Matrix<double> FromRows(double[] values, int size) => Matrix<double>.Build.Dense(size, size, (double[])values.Clone());

    /// <summary>Eigenvalues rise. What rounding has made different on both sides of the diagonal is evened out.</summary>
    public static Evd<double> Decompose(Matrix<double> symmetric) => ((symmetric + symmetric.Transpose()) / 2).Evd(Symmetricity.Symmetric);

    /// <summary>V·f(λ)·Vᵀ of a positive definite matrix. Eigenvalues that rounding has made 0 or negative count as 1e-12 of the largest.</summary>
    public static Matrix<double> MapPositive(Matrix<double> symmetric, Func<double, double> function)
    {
        var eigen = Decompose(symmetric);
        var floor = 1e-12 * Math.Max(eigen.EigenValues.Max(value => value.Real), 1e-300);
        return Map(eigen, value => function(Math.Max(value, floor)));
    }

    /// <summary>The exponential, which takes eigenvalues of either sign.</summary>
    public static Matrix<double> Exponential(Matrix<double> symmetric) => Map(Decompose(symmetric), Math.Exp);

    /// <summary>Columns w with wᵀ·noise·w = 1 that make wᵀ·signal·w small to large, and those values.</summary>
    /// <param name="noise">Positive definite.</param>
    public static (Matrix<double> Vectors, double[] Values) Generalised(Matrix<double> signal, Matrix<double> noise)
    {
        var whitening = MapPositive(noise, value => 1 / Math.Sqrt(value));
        var eigen = Decompose(whitening * signal * whitening);
        return (whitening * eigen.EigenVectors, [.. eigen.EigenValues.Select(value => value.Real)]);
    }

    /// <summary>Overwrites the lower triangle with the factor L of L·Lᵀ.</summary>
    /// <returns>False, and a spoilt matrix, when it is not positive definite.</returns>
    public static bool TryFactor(Span<double> matrix, int n)
    {
        for (var j = 0; j < n; j++)
        {
            for (var i = j; i < n; i++)
            {
                var sum = matrix[i * n + j] - System.Numerics.Tensors.TensorPrimitives.Dot<double>(matrix.Slice(i * n, j), matrix.Slice(j * n, j));
                if (i == j)
                {
                    if (!(sum > 0))
                        return false;
                    matrix[j * n + j] = Math.Sqrt(sum);
                }
                else
                {
                    matrix[i * n + j] = sum / matrix[j * n + j];
                }
            }
        }

        return true;
    }

    /// <summary>Solves L·Lᵀ·x = b in place for the factor of <see cref="TryFactor"/>.</summary>
    public static void Solve(ReadOnlySpan<double> factor, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            for (var k = 0; k < i; k++)
                b[i] -= factor[i * n + k] * b[k];
            b[i] /= factor[i * n + i];
        }

        for (var i = n - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < n; k++)
                b[i] -= factor[k * n + i] * b[k];
            b[i] /= factor[i * n + i];
        }
    }

    /// <summary>Eigenvalues on the diagonal of <paramref name="matrix"/>, unsorted; eigenvectors in the rows of <paramref name="vectors"/>.</summary>
    public static void Decompose(Span<double> matrix, Span<double> vectors, int n)
    {
        vectors.Clear();
        for (var i = 0; i < n; i++)
            vectors[i * n + i] = 1;
        for (var sweep = 0; sweep < MostSweeps; sweep++)
        {
            double off = 0, diagonal = 0;
            for (var i = 0; i < n; i++)
            {
                diagonal += matrix[i * n + i] * matrix[i * n + i];
                for (var j = 0; j < i; j++)
                    off += matrix[i * n + j] * matrix[i * n + j];
            }

            if (off <= 1e-24 * diagonal)
                return;
            for (var p = 0; p < n; p++)
            {
                for (var q = p + 1; q < n; q++)
                    Rotate(matrix, vectors, n, p, q);
            }
        }
    }

    private static Matrix<double> Map(Evd<double> eigen, Func<double, double> function)
    {
        var scaled = eigen.EigenVectors.Clone();
        for (var c = 0; c < scaled.ColumnCount; c++)
            scaled.SetColumn(c, scaled.Column(c) * function(eigen.EigenValues[c].Real));
        return scaled.TransposeAndMultiply(eigen.EigenVectors);
    }

    private static void Rotate(Span<double> matrix, Span<double> vectors, int n, int p, int q)
    {
        var apq = matrix[p * n + q];
        if (apq == 0)
            return;
        var theta = (matrix[q * n + q] - matrix[p * n + p]) / (2 * apq);
        var t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < n; k++)
        {
            var (kp, kq) = (matrix[k * n + p], matrix[k * n + q]);
            matrix[k * n + p] = c * kp - s * kq;
            matrix[k * n + q] = s * kp + c * kq;
        }

        Combine(matrix.Slice(p * n, n), matrix.Slice(q * n, n), c, s);
        Combine(vectors.Slice(p * n, n), vectors.Slice(q * n, n), c, s);
        matrix[p * n + q] = 0;
        matrix[q * n + p] = 0;
    }

    private static void Combine(Span<double> p, Span<double> q, double c, double s)
    {
        for (var k = 0; k < p.Length; k++)
            (p[k], q[k]) = (c * p[k] - s * q[k], s * p[k] + c * q[k]);
    }
}
