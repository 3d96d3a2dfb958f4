using System.Numerics.Tensors;
using Halcyon.Signals.Matrices;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Halcyon.Signals.Cleaning.Denoising;

/// <summary>How a signal comes about: an autoregressive process about a mean, seen through white noise. Immutable, shareable.</summary>
/// <remarks>
/// x[t] = Σ aᵢ·x[t − i] + innovation, y[t] = mean + x[t] + noise. Coefficients are those of the noise-compensated
/// Yule-Walker equations (Kay 1980, doi:10.1109/TASSP.1980.1163405): the noise is taken from the autocovariance at lag 0.
/// </remarks>
public sealed class KalmanModel
{
    public const int HighestOrder = 64;

    // Samples that one coefficient is learnt from, at least.
    private const int LeastPerCoefficient = 10;

    // Of the smallest eigenvalue of the autocovariance: at all of it the process would be pure tones.
    private const double MostNoisePart = 0.9;

    // About 60 ms: long enough to tell alpha from its neighbours.
    private const double OrderHz = 16;
    private const int LowestUsualOrder = 4;
    private const int HighestUsualOrder = 32;

    private readonly double[] _coefficients;

    /// <param name="coefficients">aᵢ of a stable process, at least one and at most <see cref="HighestOrder"/>.</param>
    /// <param name="innovationMicrovolts">Deviation of what is new with each sample, above 0.</param>
    /// <param name="noiseMicrovolts">Deviation of the noise, 0 or more.</param>
    public KalmanModel(IReadOnlyList<double> coefficients, double innovationMicrovolts, double noiseMicrovolts, double meanMicrovolts)
    {
        ArgumentNullException.ThrowIfNull(coefficients);
        if (coefficients.Count is < 1 or > HighestOrder || !coefficients.All(double.IsFinite))
            throw new ArgumentException($"Between 1 and {HighestOrder} finite coefficients are needed.", nameof(coefficients));
        if (!(double.IsFinite(innovationMicrovolts) && innovationMicrovolts > 0))
            throw new ArgumentOutOfRangeException(nameof(innovationMicrovolts), innovationMicrovolts, "Must be finite and above 0 µV.");
        if (!(double.IsFinite(noiseMicrovolts) && noiseMicrovolts >= 0))
            throw new ArgumentOutOfRangeException(nameof(noiseMicrovolts), noiseMicrovolts, "Must be finite and 0 µV or more.");
        if (!double.IsFinite(meanMicrovolts))
            throw new ArgumentOutOfRangeException(nameof(meanMicrovolts), meanMicrovolts, "Must be finite.");
        if (!IsStable([.. coefficients]))
            throw new ArgumentException("The coefficients are of a process that grows without end.", nameof(coefficients));
        (_coefficients, InnovationMicrovolts, NoiseMicrovolts, MeanMicrovolts) = ([.. coefficients], innovationMicrovolts, noiseMicrovolts, meanMicrovolts);
    }

    public int Order => _coefficients.Length;
    public ReadOnlySpan<double> Coefficients => _coefficients;
    public double InnovationMicrovolts { get; }
    public double NoiseMicrovolts { get; }
    public double MeanMicrovolts { get; }

    /// <summary>An order that spans about 60 ms, between 4 and 32.</summary>
    public static int OrderFor(double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        return (int)Math.Clamp(Math.Round(samplingRateHz / OrderHz), LowestUsualOrder, HighestUsualOrder);
    }

    /// <summary>Learns the process from a channel whose noise is known or was estimated, as by <see cref="WaveletDenoiser.NoiseMicrovolts"/>.</summary>
    /// <param name="stretchesMicrovolts">Each gapless, finite; high-passed, as drifts would take the coefficients for themselves.</param>
    /// <param name="noiseMicrovolts">Deviation, 0 or more. Where the signal cannot hold so much white noise, less is taken: <see cref="NoiseMicrovolts"/> says how much.</param>
    /// <exception cref="ArgumentException">Too few samples, or nothing in them.</exception>
    public static KalmanModel Fit(IReadOnlyList<ReadOnlyMemory<double>> stretchesMicrovolts, int order, double noiseMicrovolts)
    {
        ArgumentNullException.ThrowIfNull(stretchesMicrovolts);
        if (order is < 1 or > HighestOrder)
            throw new ArgumentOutOfRangeException(nameof(order), order, $"Must lie between 1 and {HighestOrder}.");
        if (!(double.IsFinite(noiseMicrovolts) && noiseMicrovolts >= 0))
            throw new ArgumentOutOfRangeException(nameof(noiseMicrovolts), noiseMicrovolts, "Must be finite and 0 µV or more.");
        var count = 0L;
        foreach (var stretch in stretchesMicrovolts)
        {
            SampleChecks.RequireFinite(stretch.Span, nameof(stretchesMicrovolts));
            count += stretch.Length;
        }

        if (count < LeastPerCoefficient * (order + 1))
            throw new ArgumentException($"{count} samples are too few to learn {order} coefficients from; at least {LeastPerCoefficient * (order + 1)} are needed.", nameof(stretchesMicrovolts));
        var mean = stretchesMicrovolts.Sum(stretch => stretch.IsEmpty ? 0 : TensorPrimitives.Sum(stretch.Span)) / count;
        var covariance = Autocovariance(stretchesMicrovolts, mean, order, count);
        if (!(covariance[0] > 0))
            throw new ArgumentException("The signal is constant: there is nothing to learn.", nameof(stretchesMicrovolts));
        var noise = Math.Min(noiseMicrovolts * noiseMicrovolts, MostNoisePart * SmallestEigenvalue(covariance));
        covariance[0] -= noise;
        var (coefficients, innovation) = Levinson(covariance);
        return new KalmanModel(coefficients, Math.Sqrt(innovation), Math.Sqrt(noise), mean);
    }

    /// <summary>The process's own autocovariance, µV², at lags 0 to <paramref name="count"/> − 1.</summary>
    internal double[] Covariance(int count)
    {
        // r[k] − Σ aᵢ·r[|k − i|] = innovation² at k = 0, else 0; later lags follow from earlier ones.
        var p = Order;
        var system = new DenseMatrix(p + 1, p + 1);
        for (var k = 0; k <= p; k++)
        {
            system[k, k] += 1;
            for (var i = 1; i <= p; i++)
                system[k, Math.Abs(k - i)] -= _coefficients[i - 1];
        }

        var right = new DenseVector(p + 1) { [0] = InnovationMicrovolts * InnovationMicrovolts };
        var covariance = system.Solve(right).ToArray();
        var lags = new double[Math.Max(count, p + 1)];
        covariance.CopyTo(lags, 0);
        for (var k = p + 1; k < lags.Length; k++)
        {
            for (var i = 1; i <= p; i++)
                lags[k] += _coefficients[i - 1] * lags[k - i];
        }

        return lags[..count];
    }

    /// <summary>No product bridges two stretches. Over all samples, whatever the lag: always positive definite for one stretch.</summary>
    private static double[] Autocovariance(IReadOnlyList<ReadOnlyMemory<double>> stretches, double mean, int order, long count)
    {
        var covariance = new double[order + 1];
        foreach (var stretch in stretches)
        {
            var centred = new double[stretch.Length];
            TensorPrimitives.Subtract(stretch.Span, mean, centred);
            for (var lag = 0; lag <= order && lag < centred.Length; lag++)
                covariance[lag] += TensorPrimitives.Dot<double>(centred.AsSpan(lag), centred.AsSpan(0, centred.Length - lag)) / count;
        }

        return covariance;
    }

    private static double SmallestEigenvalue(double[] covariance)
    {
        var n = covariance.Length;
        var values = SymmetricMatrix.Decompose(DenseMatrix.Create(n, n, (i, j) => covariance[Math.Abs(i - j)])).EigenValues;
        return Math.Max(0, values.Min(value => value.Real));
    }

    /// <summary>Levinson's and Durbin's recursion.</summary>
    private static (double[] Coefficients, double Innovation) Levinson(double[] covariance)
    {
        var order = covariance.Length - 1;
        var (a, before) = (new double[order], new double[order]);
        // A touch above nothing: a pure tone leaves no innovation.
        var least = 1e-12 * covariance[0];
        var error = covariance[0];
        for (var m = 0; m < order && error > least; m++)
        {
            var sum = covariance[m + 1];
            for (var i = 0; i < m; i++)
                sum -= a[i] * covariance[m - i];
            var reflection = Math.Clamp(sum / error, -1 + 1e-9, 1 - 1e-9);
            a.CopyTo(before, 0);
            for (var i = 0; i < m; i++)
                a[i] = before[i] - reflection * before[m - 1 - i];
            a[m] = reflection;
            error *= 1 - reflection * reflection;
        }

        return (a, Math.Max(error, least));
    }

    /// <summary>Runs the recursion backwards: every reflection of a stable process lies within ±1.</summary>
    private static bool IsStable(double[] a)
    {
        for (var m = a.Length - 1; m >= 0; m--)
        {
            var reflection = a[m];
            if (!(Math.Abs(reflection) < 1))
                return false;
            var before = a[..m];
            for (var i = 0; i < m; i++)
                a[i] = (before[i] + reflection * before[m - 1 - i]) / (1 - reflection * reflection);
        }

        return true;
    }
}
