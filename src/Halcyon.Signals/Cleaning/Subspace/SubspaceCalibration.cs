using System.Numerics.Tensors;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Matrices;
using Halcyon.Signals.Statistics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Halcyon.Signals.Cleaning.Subspace;

/// <summary>What clean EEG of this head and cap looks like: how channels go together, and how large each direction gets. Immutable, shareable.</summary>
/// <remarks>
/// After artifact subspace reconstruction (Mullen et al. 2015, doi:10.1109/TBME.2015.2481482; Kothe and Jung 2016, patent
/// application US 2016/0113587), Euclidean as in EEGLAB's clean_rawdata. Departures: no spectral weighting (give it EEG
/// high-passed at 0.5–1 Hz); usual amplitudes are median and robust deviation of half-second RMS, not a fitted distribution;
/// clean seconds are those in which at most 7.5 % of the channels leave −3.5…5 robust deviations of their own RMS or are flat.
/// </remarks>
public sealed class SubspaceCalibration
{
    private const double LeastSeconds = 15;
    private const int LeastChannels = 2;
    private const double LowestScore = -3.5;
    private const double HighestScore = 5;
    private const double MostOutside = 0.075;

    // Of the liveliest second: a filter leaves rounding where there was nothing.
    private const double FlatPart = 1e-6;

    // Of the mean threshold, in power: far above what covariances are rounded to, a ten-thousandth in amplitude.
    private const double RoundingPart = 1e-8;

    private readonly double[] _covariance;
    private readonly double[] _thresholds;

    /// <summary>From what was stored of a calibration.</summary>
    /// <param name="covariance">Channels × channels, row by row, µV².</param>
    /// <param name="thresholds">Channels × channels, row by row, µV²: xᵀ·thresholds·x is the largest usual power in direction x.</param>
    public SubspaceCalibration(int channelCount, double samplingRateHz, IReadOnlyList<double> covariance, IReadOnlyList<double> thresholds, SubspaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(covariance);
        ArgumentNullException.ThrowIfNull(thresholds);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(channelCount, 1);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (covariance.Count != channelCount * channelCount || thresholds.Count != channelCount * channelCount)
            throw new ArgumentException($"Covariance and thresholds need {channelCount} × {channelCount} values.", nameof(covariance));
        if (!covariance.Concat(thresholds).All(double.IsFinite))
            throw new ArgumentException("Covariance and thresholds must be finite.", nameof(covariance));
        (ChannelCount, SamplingRateHz, Options) = (channelCount, samplingRateHz, options);
        (_covariance, _thresholds) = ([.. covariance], [.. thresholds]);
    }

    public int ChannelCount { get; }
    public double SamplingRateHz { get; }
    public SubspaceOptions Options { get; }

    /// <summary>Clean seconds that it rests on; 0 for a stored one.</summary>
    public double CleanSeconds { get; private init; }

    /// <summary>µV², channels × channels, row by row.</summary>
    public ReadOnlySpan<double> Covariance => _covariance;

    /// <summary>µV², channels × channels, row by row.</summary>
    public ReadOnlySpan<double> Thresholds => _thresholds;

    /// <summary>Learns from the clean seconds of a recording.</summary>
    /// <param name="channelsMicrovolts">µV, finite, high-passed; without bad channels.</param>
    /// <exception cref="ArgumentException">Fewer than two channels, less than 15 clean seconds, or a channel is flat in them.</exception>
    public static SubspaceCalibration Fit(IReadOnlyList<ReadOnlyMemory<double>> channelsMicrovolts, double samplingRateHz, SubspaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(channelsMicrovolts);
        ArgumentNullException.ThrowIfNull(options);
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (channelsMicrovolts.Count < LeastChannels)
            throw new ArgumentException($"Subspaces need at least {LeastChannels} good channels to rebuild a burst from; there {(channelsMicrovolts.Count == 1 ? "is 1" : $"are {channelsMicrovolts.Count}")}.", nameof(channelsMicrovolts));
        var length = ComponentAnalysis.CheckedLength(channelsMicrovolts);
        var second = Math.Max(1, (int)Math.Round(samplingRateHz));
        var clean = CleanSecondsOf(channelsMicrovolts, length, second);
        if (clean.Count < LeastSeconds)
            throw new ArgumentException($"{clean.Count} clean seconds are too few to calibrate on; at least {LeastSeconds} are needed.", nameof(channelsMicrovolts));
        RequireLively(channelsMicrovolts, clean, second);
        var covariance = GeometricMedian(channelsMicrovolts, clean, Math.Max(1, second / 10), second);
        var thresholds = ThresholdsOf(channelsMicrovolts, clean, second, covariance, options);
        return new SubspaceCalibration(channelsMicrovolts.Count, samplingRateHz, covariance.ToRowMajorArray(), thresholds.ToRowMajorArray(), options) { CleanSeconds = clean.Count };
    }

    /// <summary>A channel without a signal has no threshold that anything could be held against.</summary>
    private static void RequireLively(IReadOnlyList<ReadOnlyMemory<double>> channels, List<int> clean, int second)
    {
        var spreads = channels.Select(channel => clean.Max(first => Spread(channel.Span.Slice(first, second)))).ToArray();
        for (var c = 0; c < spreads.Length; c++)
        {
            if (spreads[c] <= FlatPart * spreads.Max())
                throw new ArgumentException($"Channel {c} is flat in the clean seconds; leave it out as a bad channel.", nameof(channels));
        }
    }

    private static double Spread(ReadOnlySpan<double> samples) => TensorPrimitives.Max(samples) - TensorPrimitives.Min(samples);

    /// <summary>First samples of the seconds without anything large and with a signal.</summary>
    private static List<int> CleanSecondsOf(IReadOnlyList<ReadOnlyMemory<double>> channels, int length, int second)
    {
        var outside = new int[length / second];
        foreach (var channel in channels)
        {
            var rms = Enumerable.Range(0, outside.Length).Select(i => Rms(channel.Span.Slice(i * second, second))).ToArray();
            var spreads = Enumerable.Range(0, outside.Length).Select(i => Spread(channel.Span.Slice(i * second, second))).ToArray();
            var flat = spreads.Select(spread => spread <= FlatPart * spreads.Max()).ToArray();
            if (Array.TrueForAll(flat, one => one))
                return [];
            var (median, deviation) = Usual([.. rms.Where((_, i) => !flat[i])]);
            for (var i = 0; i < rms.Length; i++)
                outside[i] += flat[i] || (rms[i] - median) / Math.Max(deviation, 1e-12) is < LowestScore or > HighestScore ? 1 : 0;
        }

        return [.. Enumerable.Range(0, outside.Length).Where(i => outside[i] <= MostOutside * channels.Count).Select(i => i * second)];
    }

    private static double Rms(ReadOnlySpan<double> samples) => Math.Sqrt(TensorPrimitives.SumOfSquares(samples) / samples.Length);

    private static (double Median, double Deviation) Usual(double[] values)
    {
        var median = RobustStatistics.Median<double>(values);
        return (median, RobustStatistics.Deviation<double>(values, median));
    }

    /// <summary>Of the covariances of tenths of a second: a tenth of them may be anything (Weiszfeld's iteration).</summary>
    private static Matrix<double> GeometricMedian(IReadOnlyList<ReadOnlyMemory<double>> channels, List<int> clean, int block, int second)
    {
        var n = channels.Count;
        var covariances = clean.SelectMany(first => Enumerable.Range(0, second / block).Select(b => first + b * block))
            .Select(first => BlockCovariance(channels, first, block)).ToArray();
        var median = covariances.Aggregate(new double[n * n], (sum, c) =>
        {
            TensorPrimitives.MultiplyAdd<double>(c, 1.0 / covariances.Length, sum, sum);
            return sum;
        });
        for (var iteration = 0; iteration < 50; iteration++)
        {
            var next = new double[n * n];
            var weights = 0.0;
            foreach (var covariance in covariances)
            {
                var weight = 1 / Math.Max(TensorPrimitives.Distance<double>(covariance, median), 1e-12);
                TensorPrimitives.MultiplyAdd<double>(covariance, weight, next, next);
                weights += weight;
            }

            TensorPrimitives.Divide<double>(next, weights, next);
            var moved = TensorPrimitives.Distance<double>(next, median);
            median = next;
            if (moved < 1e-5 * TensorPrimitives.Norm<double>(median))
                break;
        }

        // A touch on the diagonal keeps it invertible where channels depend on each other, as after an average reference.
        var touch = 1e-6 * Enumerable.Range(0, n).Sum(i => median[i * n + i]) / n;
        return DenseMatrix.Create(n, n, (i, j) => median[i * n + j] + (i == j ? touch : 0));
    }

    private static double[] BlockCovariance(IReadOnlyList<ReadOnlyMemory<double>> channels, int first, int block)
    {
        var n = channels.Count;
        var covariance = new double[n * n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
                covariance[i * n + j] = covariance[j * n + i] = TensorPrimitives.Dot(channels[i].Span.Slice(first, block), channels[j].Span.Slice(first, block)) / block;
        }

        return covariance;
    }

    private static Matrix<double> ThresholdsOf(
        IReadOnlyList<ReadOnlyMemory<double>> channels, List<int> clean, int second, Matrix<double> covariance, SubspaceOptions options)
    {
        var n = channels.Count;
        var directions = SymmetricMatrix.Decompose(covariance).EigenVectors;
        var half = Math.Max(1, second / 2);
        var thresholds = new DenseMatrix(n, n);
        var course = new double[second];
        for (var k = 0; k < n; k++)
        {
            var rms = new List<double>();
            foreach (var first in clean)
            {
                Array.Clear(course);
                for (var c = 0; c < n; c++)
                    TensorPrimitives.MultiplyAdd(channels[c].Span.Slice(first, second), directions[c, k], course, course);
                for (var at = 0; at + half <= second; at += half)
                    rms.Add(Rms(course.AsSpan(at, half)));
            }

            var (median, deviation) = Usual([.. rms]);
            thresholds.SetRow(k, directions.Column(k) * (median + options.Cutoff * deviation));
        }

        // Where nothing is left, as after components were taken out, only rounding is: that must not be a burst.
        var squared = thresholds.TransposeThisAndMultiply(thresholds);
        var least = RoundingPart * squared.Trace() / n;
        return squared + DenseMatrix.CreateDiagonal(n, n, least);
    }
}
