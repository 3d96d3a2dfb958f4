using System.Numerics.Tensors;

namespace Halcyon.Signals.Decoding;

/// <summary>Covariances that stay invertible with few samples, by moving them towards a sphere.</summary>
public static class ShrinkageCovariance
{
    /// <summary>Writes (1 − s)·C + s·(trace(C)/p)·I with the s of Ledoit and Wolf.</summary>
    /// <param name="rows">Observation after observation, each of <paramref name="variables"/> finite values; at least 2.</param>
    /// <param name="covariance">Out; variables × variables, symmetric. C is that of the centred rows, divided by their number.</param>
    /// <returns>s, 0…1.</returns>
    /// <remarks>Ledoit and Wolf 2004, doi:10.1016/S0047-259X(03)00096-4; sklearn's ledoit_wolf gives the same numbers. Observations are taken to be independent.</remarks>
    public static double LedoitWolf(ReadOnlySpan<double> rows, int variables, Span<double> covariance)
    {
        if (variables < 1 || rows.Length < 2 * variables || rows.Length % variables != 0)
            throw new ArgumentException("At least two whole observations are needed.", nameof(rows));
        if (covariance.Length != variables * variables)
            throw new ArgumentException($"The covariance takes {variables * variables} values.", nameof(covariance));
        if (!TensorPrimitives.IsFiniteAll(rows))
            throw new ArgumentException("Observations must be finite.", nameof(rows));
        var observations = rows.Length / variables;
        var columns = Centred(rows, variables);
        Products(columns, observations, covariance);
        var fourth = FourthPowers(columns, observations);
        TensorPrimitives.Divide(covariance, observations, covariance);
        var mean = Trace(covariance, variables) / variables;
        var squares = TensorPrimitives.SumOfSquares<double>(covariance);
        var distance = (squares / variables) - (mean * mean);
        var noise = Math.Min(distance, ((fourth / observations) - squares) / observations / variables);
        var shrinkage = distance <= 0 || noise <= 0 ? 0 : noise / distance;
        Shrink(covariance, variables, shrinkage);
        return shrinkage;
    }

    /// <summary>Moves a covariance in place.</summary>
    /// <param name="shrinkage">0 leaves it, 1 makes it a sphere of the same trace.</param>
    internal static void Shrink(Span<double> covariance, int variables, double shrinkage)
    {
        var mean = Trace(covariance, variables) / variables;
        TensorPrimitives.Multiply(covariance, 1 - shrinkage, covariance);
        for (var i = 0; i < covariance.Length; i += variables + 1)
            covariance[i] += shrinkage * mean;
    }

    /// <summary>Writes the covariance of a trial (channel after channel), its means removed, divided by the samples; not shrunk.</summary>
    internal static void OfTrial(ReadOnlySpan<double> trial, int channels, Span<double> covariance)
    {
        var count = trial.Length / channels;
        var centred = trial.ToArray();
        Centre(centred, count);
        Products(centred, count, covariance);
        TensorPrimitives.Divide(covariance, count, covariance);
    }

    internal static double Trace(ReadOnlySpan<double> matrix, int size)
    {
        var trace = 0.0;
        for (var i = 0; i < matrix.Length; i += size + 1)
            trace += matrix[i];
        return trace;
    }

    /// <summary>Columns after each other, their means removed.</summary>
    private static double[] Centred(ReadOnlySpan<double> rows, int variables)
    {
        var count = rows.Length / variables;
        var columns = new double[rows.Length];
        for (var row = 0; row < count; row++)
            for (var v = 0; v < variables; v++)
                columns[(v * count) + row] = rows[(row * variables) + v];
        Centre(columns, count);
        return columns;
    }

    private static void Centre(double[] columns, int count)
    {
        for (var at = 0; at < columns.Length; at += count)
        {
            var column = columns.AsSpan(at, count);
            TensorPrimitives.Subtract(column, TensorPrimitives.Average<double>(column), column);
        }
    }

    private static void Products(double[] columns, int count, Span<double> products)
    {
        var variables = columns.Length / count;
        for (var a = 0; a < variables; a++)
            for (var b = 0; b <= a; b++)
                products[(a * variables) + b] = products[(b * variables) + a] =
                    TensorPrimitives.Dot<double>(columns.AsSpan(a * count, count), columns.AsSpan(b * count, count));
    }

    /// <summary>Sum over the observations of their squared length, squared.</summary>
    private static double FourthPowers(double[] columns, int count)
    {
        var lengths = new double[count];
        for (var at = 0; at < columns.Length; at += count)
            TensorPrimitives.MultiplyAdd(columns.AsSpan(at, count), columns.AsSpan(at, count), lengths, lengths);
        return TensorPrimitives.SumOfSquares<double>(lengths);
    }
}
