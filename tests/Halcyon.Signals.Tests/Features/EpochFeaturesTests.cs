using Halcyon.Signals.Features;
using Xunit;

namespace Halcyon.Signals.Tests.Features;

public sealed class EpochFeaturesTests
{
    [Theory]
    [InlineData(0.015259)]
    [InlineData(-123.4567)]
    [InlineData(1e5)]
    public void Measure_ConstantAwayFromZero_IsAsSilent(double level)
    {
        var plan = new EpochFeaturePlan(3000, 100);
        var (silent, constant) = (new double[EpochFeatures.Names.Count], new double[EpochFeatures.Names.Count]);
        EpochFeatures.Measure(new double[3000], plan, new EpochFeatureWorkspace(plan), silent);
        EpochFeatures.Measure([.. Enumerable.Repeat(level, 3000)], plan, new EpochFeatureWorkspace(plan), constant);
        for (var i = 0; i < silent.Length; i++)
            Assert.Equal(EpochFeatures.Names[i] == "mean_uv" ? level : silent[i], constant[i], 1e-9);
        double[] samples = [.. Enumerable.Repeat(level, 3000)];
        Assert.True(double.IsNaN(Halcyon.Signals.TimeDomain.Hjorth.Measure(samples).Mobility));
        Assert.True(double.IsNaN(Halcyon.Signals.TimeDomain.SignalMoments.Of(samples).Skewness));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void Measure_TenHertzOnPinkNoise_SaysSoAtAnyRate(double samplingRateHz)
    {
        var count = (int)Math.Round(30 * samplingRateHz);
        var samples = Signals.PinkNoise(count, 5, 7);
        for (var i = 0; i < count; i++)
            samples[i] += 20 * Math.Sin(2 * Math.PI * 10 * i / samplingRateHz);
        var values = Measure(samples, samplingRateHz);
        Assert.Equal(200, values["alpha_power_uv2"], 10.0);
        Assert.InRange(values["alpha_relative"], 0.85, 1);
        Assert.Equal(10, values["alpha_peak_hz"], 0.1);
        Assert.Equal(10, values["median_frequency_hz"], 0.3);
        Assert.Equal(Math.Sqrt(225), values["standard_deviation_uv"], 1.0);
        Assert.Equal(values["standard_deviation_uv"] * values["standard_deviation_uv"], values["hjorth_activity_uv2"], 1e-6);
        // A sine of ten samples a period looks rougher than any curve to k = 10.
        Assert.InRange(values["higuchi_dimension"], 1, 2.1);
        Assert.All(values, v => Assert.True(double.IsFinite(v.Value), v.Key));
    }

    [Fact]
    public void Measure_RelativePowers_AddUpToOne()
    {
        var values = Measure(Signals.PinkNoise(3840, 10, 2), 128);
        Assert.Equal(1, values.Where(v => v.Key.EndsWith("_relative", StringComparison.Ordinal)).Sum(v => v.Value), 1e-12);
        Assert.InRange(values["spectral_edge_95_hz"], values["median_frequency_hz"], 45);
    }

    [Fact]
    public void Measure_Flat_HasNoShapeAndInventsNone()
    {
        var values = Measure(new double[3000], 100);
        Assert.Equal(0, values["total_power_uv2"]);
        Assert.Equal(0, values["line_length_uv_per_second"]);
        foreach (var name in (string[])["alpha_relative", "spectral_edge_95_hz", "alpha_peak_hz", "aperiodic_exponent", "hjorth_mobility", "sample_entropy_nats", "higuchi_dimension", "skewness"])
            Assert.True(double.IsNaN(values[name]), name);
    }

    [Theory]
    [InlineData(100, 100)]
    [InlineData(3000, 100)]
    [InlineData(40000, 256)]
    [InlineData(2400, 80)]
    [InlineData(40, 20)]
    public void Measure_AnyPlan_AllocatesNothing(int sampleCount, double samplingRateHz)
    {
        var samples = Signals.PinkNoise(sampleCount, 10, 3);
        var plan = new EpochFeaturePlan(sampleCount, samplingRateHz);
        var workspace = new EpochFeatureWorkspace(plan);
        var values = new double[EpochFeatures.Names.Count];
        Allocations.AssertNone(() => EpochFeatures.Measure(samples, plan, workspace, values));
        Assert.Equal(sampleCount > EpochFeaturePlan.LongestForSampleEntropy, double.IsNaN(values[EpochFeatures.Names.ToList().IndexOf("sample_entropy_nats")]));
        // 45 Hz cannot be seen at 80 Hz.
        Assert.Equal(samplingRateHz < 90, double.IsNaN(values[EpochFeatures.Names.ToList().IndexOf("gamma_power_uv2")]));
    }

    [Fact]
    public void Measure_InputThatCannotBeMeasured_IsRefused()
    {
        var plan = new EpochFeaturePlan(300, 100);
        var workspace = new EpochFeatureWorkspace(plan);
        var values = new double[EpochFeatures.Names.Count];
        double[] broken = [.. Signals.Noise(299, 1, 1), double.NaN];
        Assert.Throws<ArgumentException>(() => EpochFeatures.Measure(broken, plan, workspace, values));
        Assert.Throws<ArgumentException>(() => EpochFeatures.Measure(new double[299], plan, workspace, values));
        Assert.Throws<ArgumentException>(() => EpochFeatures.Measure(new double[300], plan, workspace, values.AsSpan(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EpochFeaturePlan(99, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new EpochFeaturePlan(100, double.NaN));
    }

    private static Dictionary<string, double> Measure(double[] samples, double samplingRateHz)
    {
        var plan = new EpochFeaturePlan(samples.Length, samplingRateHz);
        var values = new double[EpochFeatures.Names.Count];
        EpochFeatures.Measure(samples, plan, new EpochFeatureWorkspace(plan), values);
        return EpochFeatures.Names.Zip(values).ToDictionary(v => v.First, v => v.Second);
    }
}
