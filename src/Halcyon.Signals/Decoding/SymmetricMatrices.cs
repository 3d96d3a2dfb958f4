using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Halcyon.Signals.Decoding;

/// <summary>Functions of symmetric matrices, by their eigenvalues.</summary>
internal static class SymmetricMatrices
{
    /// <summary>Row after row; symmetric, so columns are the same.</summary>
    public static Matrix<double> FromRows(double[] values, int size) => Matrix<double>.Build.Dense(size, size, (double[])values.Clone());

    /// <summary>V·f(λ)·Vᵀ of a positive definite matrix. Eigenvalues that rounding has made 0 or negative count as 1e-12 of the largest.</summary>
    public static Matrix<double> MapPositive(Matrix<double> symmetric, Func<double, double> function)
    {
        var eigen = Decompose(symmetric);
        var floor = 1e-12 * Math.Max(eigen.EigenValues.Max(value => value.Real), 1e-300);
        return Map(eigen, value => function(Math.Max(value, floor)));
    }

    /// <summary>The exponential, which takes eigenvalues of either sign.</summary>
    public static Matrix<double> Exponential(Matrix<double> symmetric) => Map(Decompose(symmetric), Math.Exp);

    /// <summary>Eigenvalues rise.</summary>
    public static Evd<double> Decompose(Matrix<double> symmetric) => ((symmetric + symmetric.Transpose()) / 2).Evd(Symmetricity.Symmetric);

    /// <summary>Columns w with wᵀ·noise·w = 1 that make wᵀ·signal·w small to large, and those values.</summary>
    /// <param name="noise">Positive definite.</param>
    public static (Matrix<double> Vectors, double[] Values) Generalised(Matrix<double> signal, Matrix<double> noise)
    {
        var whitening = MapPositive(noise, value => 1 / Math.Sqrt(value));
        var eigen = Decompose(whitening * signal * whitening);
        return (whitening * eigen.EigenVectors, [.. eigen.EigenValues.Select(value => value.Real)]);
    }

    private static Matrix<double> Map(Evd<double> eigen, Func<double, double> function)
    {
        var scaled = eigen.EigenVectors.Clone();
        for (var c = 0; c < scaled.ColumnCount; c++)
            scaled.SetColumn(c, scaled.Column(c) * function(eigen.EigenValues[c].Real));
        return scaled.TransposeAndMultiply(eigen.EigenVectors);
    }

    public static double[][] Rows(Matrix<double> matrix) => matrix.ToRowArrays();
}
