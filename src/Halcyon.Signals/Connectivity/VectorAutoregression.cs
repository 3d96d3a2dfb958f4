using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Connectivity;

/// <summary>What a longer past must earn.</summary>
public enum OrderCriterion
{
    /// <summary>Schwarz 1978, doi:10.1214/aos/1176344136: finds the true order of long recordings.</summary>
    Bayesian,

    /// <summary>Akaike 1974, doi:10.1109/TAC.1974.1100705: keeps more lags.</summary>
    Akaike,
}

/// <summary>A linear model of channels by their own past: x[t] = Σ A[lag]·x[t − lag] + noise.</summary>
/// <remarks>Lütkepohl 2005, doi:10.1007/978-3-540-27752-1, chapters 3 and 4: ordinary least squares, means removed first.</remarks>
public sealed class VectorAutoregression
{
    private readonly Matrix<double> _coefficients;
    private readonly Matrix<double> _noise;

    private VectorAutoregression(Matrix<double> coefficients, Matrix<double> residual, LagMoments moments, int order)
    {
        _coefficients = coefficients;
        _noise = residual / moments.SampleCount;
        ChannelCount = moments.ChannelCount;
        Order = order;
        SampleCount = moments.SampleCount;
    }

    public int ChannelCount { get; }
    public int Order { get; }

    /// <summary>Samples that the model was fitted to.</summary>
    public int SampleCount { get; }

    /// <param name="channelsMicrovolts">µV, finite, of equal length, none of them flat or the sum of others.</param>
    /// <param name="order">Lags, at least 1.</param>
    public static VectorAutoregression Fit(IReadOnlyList<double[]> channelsMicrovolts, int order)
    {
        var moments = Moments(channelsMicrovolts, order);
        return Fit(moments, order);
    }

    /// <summary>The order of 1…largest that a criterion likes best, all judged by the same samples.</summary>
    public static int ChooseOrder(IReadOnlyList<double[]> channelsMicrovolts, int largestOrder, OrderCriterion criterion = OrderCriterion.Bayesian)
    {
        var moments = Moments(channelsMicrovolts, largestOrder);
        var best = (Order: 1, Cost: double.PositiveInfinity);
        for (var order = 1; order <= largestOrder; order++)
        {
            double count = moments.SampleCount;
            var parameters = (double)order * moments.ChannelCount * moments.ChannelCount;
            var price = criterion == OrderCriterion.Akaike ? 2 : Math.Log(count);
            var cost = Math.Log(Fit(moments, order)._noise.Determinant()) + price * parameters / count;
            if (cost < best.Cost)
                best = (order, cost);
        }

        return best.Order;
    }

    /// <summary>How much of <paramref name="from"/>, so many samples ago, is in <paramref name="to"/> now.</summary>
    /// <param name="lag">1…<see cref="Order"/>.</param>
    public double Coefficient(int lag, int to, int from)
    {
        if (lag < 1 || lag > Order)
            throw new ArgumentOutOfRangeException(nameof(lag), lag, $"Must be 1…{Order}.");
        Check(to, nameof(to));
        Check(from, nameof(from));
        return _coefficients[(lag - 1) * ChannelCount + from, to];
    }

    /// <summary>Covariance of what the past does not predict, µV².</summary>
    public double NoiseCovariance(int channel, int other)
    {
        Check(channel, nameof(channel));
        Check(other, nameof(other));
        return _noise[channel, other];
    }

    internal static LagMoments Moments(IReadOnlyList<double[]> channels, int order)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentOutOfRangeException.ThrowIfLessThan(order, 1);
        return channels.Count < 1 ? throw new ArgumentException("At least one channel is needed.", nameof(channels)) : new LagMoments(channels, order);
    }

    private static VectorAutoregression Fit(LagMoments moments, int order)
    {
        var (coefficients, residual) = moments.Regress([.. Enumerable.Range(0, moments.ChannelCount)], order);
        return new VectorAutoregression(coefficients, residual, moments, order);
    }

    private void Check(int channel, string parameter)
    {
        if ((uint)channel >= (uint)ChannelCount)
            throw new ArgumentOutOfRangeException(parameter, channel, $"Must be 0…{ChannelCount - 1}.");
    }
}
