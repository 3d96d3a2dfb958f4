using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.Components;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

public sealed class ComponentAnalysisTests
{
    private const int Sources = 5;

    [Theory]
    [InlineData(ComponentMethod.FastIca, 100)]
    [InlineData(ComponentMethod.FastIca, 499.9)]
    [InlineData(ComponentMethod.ExtendedInfomax, 128)]
    [InlineData(ComponentMethod.ExtendedInfomax, 256)]
    public void Fit_KnownMixture_FindsEverySource(ComponentMethod method, double samplingRateHz)
    {
        var (sources, mixing, channels) = Mixture((int)(60 * samplingRateHz), samplingRateHz, channelCount: 7);
        var model = ComponentAnalysis.Fit(channels, new ComponentOptions { Method = method, Count = Sources });
        var course = new double[sources[0].Length];
        var found = new HashSet<int>();
        for (var k = 0; k < model.Count; k++)
        {
            model.WriteCourse(channels, k, course);
            var likeness = sources.Select(s => Math.Abs(Correlation(s, course))).ToArray();
            var best = Array.IndexOf(likeness, likeness.Max());
            Assert.InRange(likeness[best], 0.98, 1.0 + 1e-9);
            Assert.InRange(ComponentGoldenTests.Cosine(model.Topography(k), mixing.Select(row => row[best]).ToArray()), 0.98, 1 + 1e-9);
            found.Add(best);
        }

        Assert.Equal(Sources, found.Count);
    }

    [Theory]
    [InlineData(ComponentMethod.FastIca)]
    [InlineData(ComponentMethod.Infomax)]
    [InlineData(ComponentMethod.ExtendedInfomax)]
    public void Fit_SameSeed_IsTheSameToTheLastBitOnOneThreadAndTwo(ComponentMethod method)
    {
        var (_, _, channels) = Mixture(20_000, 256, channelCount: 6);
        var options = new ComponentOptions { Method = method, Count = Sources, MostIterations = 20, Tolerance = 1e-3 };
        var one = ComponentAnalysis.Fit(channels, options);
        var two = ComponentAnalysis.Fit(channels, options with { Threads = 2 });
        for (var k = 0; k < Sources; k++)
        {
            Assert.Equal(one.Unmixing(k).ToArray(), two.Unmixing(k).ToArray());
            Assert.Equal(one.Topography(k).ToArray(), two.Topography(k).ToArray());
        }
    }

    [Fact]
    public void Remove_OneComponent_TakesThatSourceAndNothingElse()
    {
        var (sources, mixing, channels) = Mixture(30_000, 256, channelCount: 6);
        var model = ComponentAnalysis.Fit(channels, new ComponentOptions { Count = Sources, Tolerance = 1e-9 });
        var course = new double[sources[0].Length];
        var component = Enumerable.Range(0, Sources).MaxBy(k =>
        {
            model.WriteCourse(channels, k, course);
            return Math.Abs(Correlation(sources[2], course));
        });
        var cleaned = channels.Select(c => c.ToArray()).ToArray();
        model.Remove([.. cleaned.Select(c => c.AsMemory())], [component]);
        for (var c = 0; c < cleaned.Length; c++)
        {
            var rest = Enumerable.Range(0, course.Length)
                .Select(i => Enumerable.Range(0, Sources).Where(s => s != 2).Sum(s => mixing[c][s] * sources[s][i])).ToArray();
            Assert.InRange(Correlation(rest, cleaned[c]), 0.995, 1.0);
            Assert.InRange(Math.Abs(Correlation(sources[2], cleaned[c])), 0, 0.05);
        }
    }

    [Fact]
    public void Remove_Nothing_LeavesEveryBit()
    {
        var (_, _, channels) = Mixture(5_000, 256, channelCount: 6);
        var model = ComponentAnalysis.Fit(channels, new ComponentOptions { Count = 4 });
        var cleaned = channels.Select(c => c.ToArray()).ToArray();
        model.Remove([.. cleaned.Select(c => c.AsMemory())], []);
        Assert.Equal(channels.Select(c => c.ToArray()), cleaned);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Remove([.. cleaned.Select(c => c.AsMemory())], [4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Remove([.. cleaned.Select(c => c.AsMemory())], [-1]));
    }

    [Fact]
    public void Fit_VarianceFraction_TakesAsManyAsHoldIt()
    {
        var (_, _, channels) = Mixture(10_000, 256, channelCount: 7);
        var model = ComponentAnalysis.Fit(channels, new ComponentOptions { VarianceFraction = 0.9999 });
        Assert.Equal(Sources, model.Count);
        Assert.InRange(model.VarianceFraction, 0.9999, 1);
    }

    [Fact]
    public void Fit_WithoutAStretch_DoesNotSeeIt()
    {
        var (_, _, channels) = Mixture(12_000, 256, channelCount: 6);
        var spoilt = channels.Select(c => c.ToArray()).ToArray();
        foreach (var channel in spoilt)
            channel.AsSpan(5000, 1000).Fill(1e6);
        var options = new ComponentOptions { Count = Sources, Without = [new SampleRange(5000, 1000)] };
        var a = ComponentAnalysis.Fit(channels, options);
        var b = ComponentAnalysis.Fit([.. spoilt.Select(c => (ReadOnlyMemory<double>)c)], options);
        for (var k = 0; k < Sources; k++)
            Assert.Equal(a.Unmixing(k).ToArray(), b.Unmixing(k).ToArray());
    }

    [Fact]
    public void Fit_BadInput_SaysWhatIsWrong()
    {
        var (_, _, channels) = Mixture(2_000, 256, channelCount: 6);
        var options = new ComponentOptions();
        Assert.Contains("not finite", Refusal([channels[0], new double[] { 1, double.NaN }.Concat(new double[1998]).ToArray()], options), StringComparison.Ordinal);
        Assert.Contains("all must have as many", Refusal([channels[0], channels[1][..10]], options), StringComparison.Ordinal);
        Assert.Contains("At least one channel", Refusal([], options), StringComparison.Ordinal);
        Assert.Contains("too few", Refusal([.. channels.Select(c => c[..5])], options), StringComparison.Ordinal);
        Assert.Contains("constant", Refusal([.. channels.Select(_ => (ReadOnlyMemory<double>)new double[100])], options), StringComparison.Ordinal);
        Assert.Contains("independent of each other", Refusal([channels[0], channels[0], channels[1]], options with { Count = 3 }), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => ComponentAnalysis.Fit(channels, options with { Count = 7 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ComponentAnalysis.Fit(channels, options with { VarianceFraction = double.NaN }));
    }

    [Fact]
    public void Tanh_WholeRange_IsWithinAFewUlpsOfOne()
    {
        for (var x = -45.0; x <= 45; x += 0.0137)
        {
            var y = RowKernels.Tanh(System.Numerics.Vector.Create(x))[0];
            Assert.InRange(Math.Abs(y - Math.Tanh(x)), 0, 4e-16);
        }
    }

    private static string Refusal(IReadOnlyList<ReadOnlyMemory<double>> channels, ComponentOptions options) =>
        Assert.Throws<ArgumentException>(() => ComponentAnalysis.Fit(channels, options)).Message;

    /// <summary>Four super-Gaussian sources and a sine, mixed at random, with sensor noise of a thousandth.</summary>
    internal static (double[][] Sources, double[][] Mixing, ReadOnlyMemory<double>[] Channels) Mixture(int count, double samplingRateHz, int channelCount)
    {
        var sources = Enumerable.Range(0, Sources - 1)
            .Select(s => Array.ConvertAll(Signals.Noise(count, 1, 40 + s), v => v * v * v)).Append(new double[count]).ToArray();
        for (var i = 0; i < count; i++)
            sources[^1][i] = 3 * Math.Sin(2 * Math.PI * 10.3 * i / samplingRateHz);
        var random = new Random(7);
        var mixing = Enumerable.Range(0, channelCount)
            .Select(_ => Enumerable.Range(0, Sources).Select(_ => 20 * (random.NextDouble() - 0.5)).ToArray()).ToArray();
        var channels = mixing.Select((row, c) =>
        {
            var samples = Signals.Noise(count, 0.02, 90 + c);
            for (var s = 0; s < Sources; s++)
                System.Numerics.Tensors.TensorPrimitives.MultiplyAdd<double>(sources[s], row[s], samples, samples);
            return (ReadOnlyMemory<double>)samples;
        });
        return (sources, mixing, [.. channels]);
    }

    internal static double Correlation(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double meanA = 0, meanB = 0, aa = 0, bb = 0, ab = 0;
        for (var i = 0; i < a.Length; i++)
        {
            meanA += a[i] / a.Length;
            meanB += b[i] / a.Length;
        }

        for (var i = 0; i < a.Length; i++)
        {
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
            ab += (a[i] - meanA) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }
}
