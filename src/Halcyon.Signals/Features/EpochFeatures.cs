using System.Numerics.Tensors;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.TimeDomain;

namespace Halcyon.Signals.Features;

/// <summary>Everything measured of one channel in one epoch, as a row of numbers.</summary>
/// <remarks>The names are a contract: they are described in docs/features.md, and none changes its meaning.</remarks>
public static class EpochFeatures
{
    private static readonly string[] AllNames =
    [
        "delta_power_uv2", "theta_power_uv2", "alpha_power_uv2", "beta_power_uv2", "gamma_power_uv2", "total_power_uv2",
        "delta_relative", "theta_relative", "alpha_relative", "beta_relative", "gamma_relative",
        "spectral_edge_95_hz", "median_frequency_hz", "alpha_peak_hz",
        "aperiodic_offset_log10_uv2_per_hz", "aperiodic_exponent", "aperiodic_r_squared",
        "hjorth_activity_uv2", "hjorth_mobility", "hjorth_complexity", "line_length_uv_per_second", "zero_crossings",
        "sample_entropy_nats", "permutation_entropy", "higuchi_dimension", "petrosian_dimension",
        "mean_uv", "standard_deviation_uv", "skewness", "excess_kurtosis", "interquartile_range_uv",
        "histogram_entropy_5_nats", "histogram_entropy_10_nats", "histogram_entropy_30_nats", "histogram_entropy_60_nats",
    ];

    /// <summary>Names of the measures, units last, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Names => AllNames;

    internal static int AlphaPower { get; } = Array.IndexOf(AllNames, "alpha_power_uv2");

    /// <summary>Measures one epoch of one channel.</summary>
    /// <param name="samplesMicrovolts">µV, finite; <see cref="EpochFeaturePlan.SampleCount"/> long.</param>
    /// <param name="workspace">Scratch made for this plan; one per thread.</param>
    /// <param name="values">Out, as long as <see cref="Names"/>; NaN where a measure has no meaning, as mobility of a flat signal.</param>
    /// <remarks>Allocates nothing. About half of the time goes into the sample entropy.</remarks>
    public static void Measure(
        ReadOnlySpan<double> samplesMicrovolts, EpochFeaturePlan plan, EpochFeatureWorkspace workspace, Span<double> values)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        if (samplesMicrovolts.Length != plan.SampleCount)
            throw new ArgumentException($"An epoch of this plan has {plan.SampleCount} samples; there are {samplesMicrovolts.Length}.", nameof(samplesMicrovolts));
        if (values.Length != AllNames.Length)
            throw new ArgumentException($"There are {AllNames.Length} measures.", nameof(values));
        // Rounding of its mean would give a constant a spectrum and a shape; it has those of silence.
        var shaped = IsFlat(samplesMicrovolts) ? workspace.Silence : samplesMicrovolts;
        var rest = Spectral(shaped, plan, workspace, values);
        rest = Shape(shaped, plan, workspace, rest);
        Amplitudes(samplesMicrovolts, workspace, rest);
    }

    private static bool IsFlat(ReadOnlySpan<double> samples) =>
        TensorPrimitives.Max(samples) - TensorPrimitives.Min(samples) <= 1e-12 * Math.Abs(TensorPrimitives.MaxMagnitude(samples));

    private static Span<double> Spectral(ReadOnlySpan<double> samples, EpochFeaturePlan plan, EpochFeatureWorkspace workspace, Span<double> values)
    {
        ReadOnlySpan<double> density = workspace.Density;
        Welch.Density(samples, plan.Welch, workspace.Welch, workspace.Density);
        var width = plan.Welch.BinWidthHz;
        var total = FrequencyBands.Power(density, width, FrequencyBands.LowestHz, plan.HighestHz);
        FrequencyBands.WritePowers(density, width, values);
        values[5] = total;
        for (var b = 0; b < FrequencyBands.BandCount; b++)
            values[6 + b] = total > 0 ? values[b] / total : double.NaN;
        values[11] = SpectralEdge.Frequency(density, width, 0.95, FrequencyBands.LowestHz, plan.HighestHz);
        values[12] = SpectralEdge.Frequency(density, width, 0.5, FrequencyBands.LowestHz, plan.HighestHz);
        values[13] = AlphaPeak.Find(density, width, plan.Welch.SegmentCount(samples.Length)) ?? double.NaN;
        var background = plan.Aperiodic is null || workspace.Aperiodic is null
            ? new AperiodicResult(double.NaN, double.NaN, double.NaN, double.NaN, 0)
            : AperiodicFit.Measure(density, plan.Aperiodic, workspace.Aperiodic);
        (values[14], values[15], values[16]) = (background.Offset, background.Exponent, background.RSquared);
        return values[17..];
    }

    private static Span<double> Shape(ReadOnlySpan<double> samples, EpochFeaturePlan plan, EpochFeatureWorkspace workspace, Span<double> values)
    {
        var hjorth = Hjorth.Measure(samples);
        (values[0], values[1], values[2]) = (hjorth.ActivityMicrovoltsSquared, hjorth.Mobility, hjorth.Complexity);
        values[3] = Waveform.LineLength(samples) * plan.SamplingRateHz / (samples.Length - 1);
        values[4] = Waveform.ZeroCrossings(samples);
        values[5] = plan.HasSampleEntropy ? SampleEntropy.Measure(samples, workspace.Scratch) : double.NaN;
        values[6] = PermutationEntropy.Measure(samples);
        values[7] = FractalDimensions.Higuchi(samples);
        values[8] = FractalDimensions.Petrosian(samples);
        return values[9..];
    }

    private static void Amplitudes(ReadOnlySpan<double> samples, EpochFeatureWorkspace workspace, Span<double> values)
    {
        var moments = SignalMoments.Of(samples);
        (values[0], values[1]) = (moments.MeanMicrovolts, moments.StandardDeviationMicrovolts);
        (values[2], values[3]) = (moments.Skewness, moments.ExcessKurtosis);
        values[4] = AmplitudeHistogram.InterquartileRange(samples, workspace.Scratch);
        values[5] = AmplitudeHistogram.Entropy(samples, 5);
        values[6] = AmplitudeHistogram.Entropy(samples, 10);
        values[7] = AmplitudeHistogram.Entropy(samples, 30);
        values[8] = AmplitudeHistogram.Entropy(samples, 60);
    }
}
