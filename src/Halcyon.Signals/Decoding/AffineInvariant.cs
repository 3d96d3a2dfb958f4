using Halcyon.Signals.Matrices;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Decoding;

/// <summary>Geometry of positive definite matrices that no invertible mixing of the channels changes.</summary>
/// <remarks>Moakher 2005, doi:10.1137/S0895479803436937; Barachant et al. 2012, doi:10.1109/TBME.2011.2172210.</remarks>
internal static class AffineInvariant
{
    private const int MostSteps = 50;
    private const double Tolerance = 1e-8;

    /// <summary>The matrix whose squared distances to all others add up to the least, by gradient steps from the arithmetic mean.</summary>
    public static Matrix<double> Mean(IReadOnlyList<Matrix<double>> matrices)
    {
        var mean = matrices.Aggregate((sum, next) => sum + next) / matrices.Count;
        for (var step = 0; step < MostSteps; step++)
        {
            var root = SymmetricMatrix.MapPositive(mean, Math.Sqrt);
            var whitening = SymmetricMatrix.MapPositive(mean, value => 1 / Math.Sqrt(value));
            var direction = matrices.Select(matrix => SymmetricMatrix.MapPositive(whitening * matrix * whitening, Math.Log)).Aggregate((sum, next) => sum + next) / matrices.Count;
            mean = root * SymmetricMatrix.Exponential(direction) * root;
            if (direction.FrobeniusNorm() < Tolerance * mean.RowCount)
                break;
        }
        return mean;
    }

    /// <summary>The upper triangle of log(W·C·W), its off-diagonal times √2 so that lengths are kept.</summary>
    public static double[] Tangent(Matrix<double> covariance, Matrix<double> whitening)
    {
        var logarithm = SymmetricMatrix.MapPositive(whitening * covariance * whitening, Math.Log);
        var size = covariance.RowCount;
        var vector = new double[size * (size + 1) / 2];
        var at = 0;
        for (var row = 0; row < size; row++)
            for (var column = row; column < size; column++)
                vector[at++] = logarithm[row, column] * (row == column ? 1 : Math.Sqrt(2));
        return vector;
    }
}
