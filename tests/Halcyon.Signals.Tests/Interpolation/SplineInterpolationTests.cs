using Halcyon.Signals.Channels;
using Halcyon.Signals.Interpolation;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Xunit;

namespace Halcyon.Signals.Tests.Interpolation;

public sealed class SplineInterpolationTests
{
    private static readonly HashSet<int> None = [];

    [Fact]
    public void Between_ConstantAndSmoothFields_AreRestored()
    {
        var known = Positions([.. ElectrodePositions.All.Select(p => p.Name).Where(n => n != "C4" && n != "F3")]);
        var unknown = Positions(["C4", "F3"]);
        var spline = SplineInterpolation.Between(known, unknown);
        for (var t = 0; t < unknown.Count; t++)
        {
            Assert.Equal(1, spline.Weights(t).ToArray().Sum(), 1e-9);
            var p = unknown[t];
            // A field of second order, which 5 µV·(xy + z) is: eighty electrodes leave less than a thousandth of it unsaid.
            var estimate = known.Select((k, i) => spline.Weights(t)[i] * 5 * (k.X * k.Y + k.Z)).Sum();
            Assert.Equal(5 * (p.X * p.Y + p.Z), estimate, 5e-3);
        }
    }

    [Fact]
    public void Between_UnfitElectrodes_AreRefused()
    {
        var known = Positions(["Fz", "Cz", "Pz", "C3", "C4"]);
        Assert.Throws<ArgumentException>(() => SplineInterpolation.Between(known[..3], Positions(["Oz"])));
        Assert.Throws<ArgumentException>(() => SplineInterpolation.Between(known, []));
        Assert.Throws<ArgumentException>(() => SplineInterpolation.Between([.. known, known[0]], Positions(["Oz"])));
        Assert.Throws<ArgumentException>(() => SplineInterpolation.Between([.. known, new ElectrodePosition("off", 1, 1, 0, 0, 0)], Positions(["Oz"])));
        Assert.Throws<ArgumentOutOfRangeException>(() => SplineInterpolation.Between(known, Positions(["Oz"]), double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => CurrentSourceDensity.Operator(known, radiusMetres: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => CurrentSourceDensity.Operator(known, stiffness: 1));
        Assert.Throws<ArgumentException>(() => CurrentSourceDensity.Operator(known[..3]));
    }

    [Fact]
    public void Plan_BadChannels_AreRepairedFromGoodOnesOrNamed()
    {
        var channels = Eeg("Fp1", "Fp2", "F3", "F4", "C3", "C4", "P3", "P4", "A1", "Fpz-Cz", "C3");
        channels[9] = channels[9] with { Name = null };
        var plan = BadChannelRepair.Plan(channels, new HashSet<int> { 5, 8, 9 });
        Assert.Equal([5], plan.Repaired);
        // The second C3 lies where the first one does.
        Assert.Equal([0, 1, 2, 3, 4, 6, 7], plan.Sources);
        Assert.Equal(["A1", "Fpz-Cz"], plan.Impossible.Select(reason => reason.Split(':')[0]));
        Assert.NotNull(plan.Operator);
        Assert.Empty(BadChannelRepair.Plan(channels, None).Repaired);
    }

    [Fact]
    public void Plan_TooFewGoodOrOfOtherRates_RepairsNothing()
    {
        var few = BadChannelRepair.Plan(Eeg("Fz", "Cz", "Pz", "C3"), new HashSet<int> { 3 });
        Assert.Null(few.Operator);
        Assert.Contains("only 3 good", few.Impossible.Single(), StringComparison.Ordinal);
        var channels = Eeg("Fz", "Cz", "Pz", "C3", "C4", "Oz", "Fpz");
        channels[6] = channels[6] with { SamplingRateHz = 200 };
        var mixed = BadChannelRepair.Plan(channels, new HashSet<int> { 5, 6, 4 });
        Assert.Equal((4, 2), (mixed.Sources.Count, mixed.Repaired.Count));
        Assert.Contains("another rate", mixed.Impossible.Single(), StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_LongAndShort_EqualsTheSumsAndAllocatesNothing()
    {
        var mixture = new SpatialOperator([[1, -0.5, 0], [0.25, 0, 2]]);
        foreach (var length in (int[])[0, 1, 1024, 3000])
        {
            double[][] inputs = [.. Enumerable.Range(0, 3).Select(c => Signals.Noise(length, 30, c))];
            double[][] outputs = [new double[length], new double[length]];
            Allocations.AssertNone(() => mixture.Apply(inputs, outputs));
            for (var i = 0; i < length; i++)
            {
                Assert.Equal(inputs[0][i] - 0.5 * inputs[1][i], outputs[0][i], 1e-12);
                Assert.Equal(0.25 * inputs[0][i] + 2 * inputs[2][i], outputs[1][i], 1e-12);
            }
        }

        double[] a = new double[5], b = new double[5], c = new double[5];
        Assert.Throws<ArgumentException>(() => mixture.Apply([a, b], [c, c]));
        Assert.Throws<ArgumentException>(() => mixture.Apply([a, b, c], [new double[5], a]));
        Assert.Throws<ArgumentException>(() => mixture.Apply([a, b, c], [new double[5], new double[4]]));
        Assert.Throws<ArgumentException>(() => new SpatialOperator([[1, double.NaN]]));
        Assert.Throws<ArgumentException>(() => new SpatialOperator([]));
    }

    /// <summary>On a sphere the Laplacian of a harmonic of order n is −n(n+1)/r² times it.</summary>
    [Fact]
    public void CurrentSourceDensity_SphericalHarmonic_IsItsOwnTimesNAndNPlusOne()
    {
        var all = Positions([.. ElectrodePositions.All.Select(p => p.Name)]);
        var density = CurrentSourceDensity.Operator(all, radiusMetres: 0.1, regularization: 1e-9);
        var middle = all.FindIndex(p => p.Name == "Cz");
        foreach (var (order, field) in ((int, Func<ElectrodePosition, double>)[])[(1, p => p.Z), (2, p => (3 * p.Z * p.Z - 1) / 2)])
        {
            var value = all.Select((p, i) => density.Weights(middle)[i] * field(p)).Sum();
            // Electrodes leave the lower head open; at the vertex 5 % are left of that.
            Assert.Equal(order * (order + 1) / 0.01, value, 0.05 * order * (order + 1) / 0.01);
        }
    }

    private static ChannelInfo[] Eeg(params string[] labels) =>
        [.. labels.Select((label, i) => MemoryRecording.Channel(i, label, label, ChannelKind.Eeg, 100, 100))];

    private static List<ElectrodePosition> Positions(string[] names) =>
        [.. names.Select(name => ElectrodePositions.TryGet(name, out var position) ? position : throw new ArgumentException(name))];
}
