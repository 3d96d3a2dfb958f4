using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Connectivity;

/// <summary>
/// Products of all channels with all channels at lags 0…largest, summed over the samples that have the whole past: every
/// regression on the past, of any order and any subset of channels, is a block of it.
/// </summary>
internal sealed class LagMoments
{
    // A pivot of this share of its diagonal: the channel is the others' echo but for rounding.
    private const double LeastPivot = 1e-10;

    private readonly Matrix<double> _products;

    /// <param name="channels">µV, finite, of equal length; means are removed.</param>
    public LagMoments(IReadOnlyList<double[]> channels, int largestLag)
    {
        ChannelCount = channels.Count;
        LargestLag = largestLag;
        var length = channels[0].Length;
        if (channels.Any(c => c.Length != length))
            throw new ArgumentException("All channels must have the same number of samples.", nameof(channels));
        SampleCount = length - largestLag;
        if (SampleCount < 2 * ChannelCount * largestLag + 2)
            throw new ArgumentException($"{ChannelCount} channels at {largestLag} lags need at least {2 * ChannelCount * largestLag + 2 + largestLag} samples; there are {length}.", nameof(channels));
        double[][] centred = [.. channels.Select(Centred)];
        var size = ChannelCount * (largestLag + 1);
        _products = Matrix<double>.Build.Dense(size, size);
        for (var row = 0; row < size; row++)
        {
            for (var column = row; column < size; column++)
                _products[row, column] = _products[column, row] = Product(centred, row, column);
        }
    }

    public int ChannelCount { get; }
    public int LargestLag { get; }

    /// <summary>Samples that are predicted.</summary>
    public int SampleCount { get; }

    /// <summary>Least squares of all channels on the past of some.</summary>
    /// <param name="sources">Channels whose past is known.</param>
    /// <returns>Coefficients (lag-major rows of sources, a column for each channel) and the residuals' products.</returns>
    public (Matrix<double> Coefficients, Matrix<double> Residual) Regress(IReadOnlyList<int> sources, int order)
    {
        int[] past = [.. Enumerable.Range(1, order).SelectMany(lag => sources.Select(c => lag * ChannelCount + c))];
        var now = _products.SubMatrix(0, ChannelCount, 0, ChannelCount);
        var among = Matrix<double>.Build.Dense(past.Length, past.Length, (i, j) => _products[past[i], past[j]]);
        var with = Matrix<double>.Build.Dense(past.Length, ChannelCount, (i, j) => _products[past[i], j]);
        var factor = Factor(among);
        var coefficients = factor.Solve(with);
        return (coefficients, now - with.TransposeThisAndMultiply(coefficients));
    }

    private static MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double> Factor(Matrix<double> among)
    {
        const string Refusal = "A channel is flat or follows from the others (as one of a set with an average reference does); leave one out.";
        try
        {
            var factor = among.Cholesky();
            for (var i = 0; i < among.RowCount; i++)
            {
                if (!(factor.Factor[i, i] * factor.Factor[i, i] > LeastPivot * among[i, i]))
                    throw new ArgumentException(Refusal);
            }

            return factor;
        }
        catch (ArgumentException exception) when (exception.Message != Refusal)
        {
            throw new ArgumentException(Refusal, exception);
        }
    }

    /// <summary>One lag further back for both is the same sum but for one sample at each end.</summary>
    private double Product(double[][] channels, int row, int column)
    {
        var (lag, first) = Math.DivRem(row, ChannelCount);
        var (otherLag, second) = Math.DivRem(column, ChannelCount);
        double[] x = channels[first], y = channels[second];
        if (lag == 0)
            return TensorPrimitives.Dot<double>(x.AsSpan(LargestLag), y.AsSpan(LargestLag - otherLag, SampleCount));
        var (enters, leaves) = (LargestLag, x.Length);
        return _products[row - ChannelCount, column - ChannelCount] + x[enters - lag] * y[enters - otherLag] - x[leaves - lag] * y[leaves - otherLag];
    }

    private static double[] Centred(double[] samples)
    {
        SampleChecks.Require(samples, 1, nameof(samples));
        var mean = TensorPrimitives.Sum<double>(samples) / samples.Length;
        var centred = new double[samples.Length];
        TensorPrimitives.Subtract(samples, mean, centred);
        return centred;
    }
}
