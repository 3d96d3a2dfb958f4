using System.Numerics.Tensors;
using Halcyon.Signals.TimeDomain;

namespace Halcyon.Signals.Features;

/// <summary>The thirteen measures of a channel's 30-second epoch as the public Sleep-EDF feature files hold them.</summary>
/// <remarks>
/// For models that learn from those files: the same samples must give the same numbers. Where the files depart from
/// the published definitions so does this: the Higuchi value is the dimension less 1, the Petrosian value takes
/// log(1 + 0.4·Nδ) in place of log(N / (N + 0.4·Nδ)), entropies are in bits. For anything else see
/// <see cref="EpochFeatures"/>.
/// </remarks>
public static class SleepEdfFeatures
{
    /// <summary>What is written, in this order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        "standard_deviation_uv", "interquartile_range_uv", "skewness", "excess_kurtosis", "zero_crossings",
        "hjorth_mobility", "hjorth_complexity", "higuchi_dimension_less_1", "petrosian_variant",
        "histogram_entropy_5_bits", "histogram_entropy_10_bits", "histogram_entropy_30_bits", "histogram_entropy_60_bits",
    ];

    /// <param name="samplesMicrovolts">µV at 100 Hz, finite; 3,000 of them.</param>
    /// <param name="scratch">As long as the samples, or longer.</param>
    /// <param name="values">Out, 13; NaN where a flat signal has no such measure.</param>
    /// <remarks>Allocates nothing.</remarks>
    public static void Measure(ReadOnlySpan<double> samplesMicrovolts, Span<double> scratch, Span<double> values)
    {
        if (values.Length != Names.Count)
            throw new ArgumentException($"There are {Names.Count} measures.", nameof(values));
        var moments = SignalMoments.Of(samplesMicrovolts);
        var hjorth = Hjorth.Measure(samplesMicrovolts);
        values[0] = moments.StandardDeviationMicrovolts;
        values[1] = AmplitudeHistogram.InterquartileRange(samplesMicrovolts, scratch);
        (values[2], values[3]) = (moments.Skewness, moments.ExcessKurtosis);
        values[4] = Waveform.ZeroCrossings(samplesMicrovolts);
        (values[5], values[6]) = (hjorth.Mobility, hjorth.Complexity);
        values[7] = FractalDimensions.Higuchi(samplesMicrovolts) - 1;
        var logCount = Math.Log10(samplesMicrovolts.Length);
        values[8] = logCount / (logCount + Math.Log10(1 + 0.4 * FractalDimensions.Turns(samplesMicrovolts)));
        // In volts, as the files were made: stored steps that fall on the edge of a bin go by the rounding.
        var volts = scratch[..samplesMicrovolts.Length];
        TensorPrimitives.Multiply(samplesMicrovolts, 1e-6, volts);
        ReadOnlySpan<int> bins = [5, 10, 30, 60];
        for (var b = 0; b < bins.Length; b++)
            values[9 + b] = AmplitudeHistogram.Entropy(volts, bins[b]) / Math.Log(2);
    }
}
