using System.Numerics;
using System.Runtime.InteropServices;
using MathNet.Numerics.Distributions;

namespace Halcyon.Signals.Connectivity;

/// <summary>How much the past of one channel helps to predict another.</summary>
/// <param name="Causality">ln of the error's variance without that past over the variance with it, nats; never below 0.</param>
/// <param name="FStatistic">Of the hypothesis that it does not help.</param>
/// <param name="PValue">Of that statistic for independent normal errors; not corrected for the number of pairs.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct GrangerResult(double Causality, double FStatistic, double PValue);

/// <summary>Granger causality by vector autoregression.</summary>
/// <remarks>
/// Granger 1969, doi:10.2307/1912791; Geweke 1982 and 1984, doi:10.1080/01621459.1982.10477803 and
/// doi:10.1080/01621459.1984.10477110. It is prediction, not cause: a third channel that is not in the model makes
/// links, noise and filters shift them, zero-phase filters ruin them. Unconnected channels show about order/samples.
/// Stationary stretches only.
/// </remarks>
public static class GrangerCausality
{
    /// <summary>From one channel to another as if there were no others.</summary>
    /// <param name="fromMicrovolts">µV, finite.</param>
    /// <param name="toMicrovolts">As many samples.</param>
    /// <param name="order">Lags; see <see cref="VectorAutoregression.ChooseOrder"/>.</param>
    public static GrangerResult Pairwise(double[] fromMicrovolts, double[] toMicrovolts, int order) =>
        Conditional([fromMicrovolts, toMicrovolts], order)[1, 0];

    /// <summary>Between all channels, each given the past of all others.</summary>
    /// <param name="channelsMicrovolts">µV, finite, of equal length; at least 2.</param>
    /// <returns>[to, from]; default on the diagonal.</returns>
    public static GrangerResult[,] Conditional(IReadOnlyList<double[]> channelsMicrovolts, int order)
    {
        var moments = VectorAutoregression.Moments(channelsMicrovolts, order);
        if (moments.ChannelCount < 2)
            throw new ArgumentException("At least two channels are needed.", nameof(channelsMicrovolts));
        int[] all = [.. Enumerable.Range(0, moments.ChannelCount)];
        var (_, whole) = moments.Regress(all, order);
        var results = new GrangerResult[all.Length, all.Length];
        double freedom = moments.SampleCount - all.Length * order - 1;
        foreach (var from in all)
        {
            var (_, reduced) = moments.Regress([.. all.Where(c => c != from)], order);
            foreach (var to in all.Where(c => c != from))
            {
                double with = whole[to, to], without = Math.Max(with, reduced[to, to]);
                var statistic = (without - with) / order / (with / freedom);
                results[to, from] = new GrangerResult(
                    Math.Log(without / with), statistic, 1 - FisherSnedecor.CDF(order, freedom, statistic));
            }
        }

        return results;
    }

    /// <summary>Causality at each frequency from one channel of a model of two to the other; its mean over all frequencies is the causality.</summary>
    /// <param name="model">Of two channels.</param>
    /// <param name="from">0 or 1; the other one is predicted.</param>
    /// <param name="frequenciesHz">0…half the rate.</param>
    /// <param name="causality">Out, nats, one for each frequency.</param>
    public static void Spectrum(
        VectorAutoregression model, int from, double samplingRateHz, ReadOnlySpan<double> frequenciesHz, Span<double> causality)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (model.ChannelCount != 2 || from is < 0 or > 1)
            throw new ArgumentException("The model must have two channels, and one of them, 0 or 1, is the source.", nameof(model));
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (causality.Length != frequenciesHz.Length)
            throw new ArgumentException("There must be a place for each frequency.", nameof(causality));
        var to = 1 - from;
        double source = model.NoiseCovariance(from, from), target = model.NoiseCovariance(to, to), both = model.NoiseCovariance(from, to);
        // The part of the source's noise that is not the target's own.
        var alone = source - both * both / target;
        for (var i = 0; i < frequenciesHz.Length; i++)
        {
            var angle = -2 * Math.PI * frequenciesHz[i] / samplingRateHz;
            Complex toTo = Past(model, to, to, angle), toFrom = Past(model, to, from, angle);
            Complex fromTo = Past(model, from, to, angle), fromFrom = Past(model, from, from, angle);
            var determinant = toTo * fromFrom - toFrom * fromTo;
            Complex own = fromFrom / determinant, others = -toFrom / determinant;
            var power = target * Square(own) + source * Square(others) + 2 * both * (own * Complex.Conjugate(others)).Real;
            causality[i] = Math.Log(power / (power - alone * Square(others)));
        }
    }

    /// <summary>An element of I − Σ A[lag]·exp(−iω·lag).</summary>
    private static Complex Past(VectorAutoregression model, int to, int from, double angle)
    {
        Complex sum = to == from ? 1 : 0;
        for (var lag = 1; lag <= model.Order; lag++)
            sum -= model.Coefficient(lag, to, from) * Complex.FromPolarCoordinates(1, angle * lag);
        return sum;
    }

    private static double Square(Complex value) => value.Real * value.Real + value.Imaginary * value.Imaginary;
}
