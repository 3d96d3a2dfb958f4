using System.Numerics;
using Halcyon.Signals.Spectra;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

public sealed class FourierPlanTests
{
    /// <summary>Every radix alone and mixed, lengths that need Bluestein (7, 173, 694 = 2·347), and the trivial ones.</summary>
    public static TheoryData<int> Lengths => [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 15, 16, 25, 30, 60, 64, 100, 173, 200, 400, 512, 694];

    [Theory, MemberData(nameof(Lengths))]
    public void Forward_EveryLane_EqualsTheScalarDefinition(int length)
    {
        var plan = new FourierPlan(length);
        var workspace = new FourierWorkspace(plan);
        var lanes = Enumerable.Range(0, Vector<double>.Count)
            .Select(lane => (Real: Signals.Noise(length, 1, 100 + lane), Imaginary: Signals.Noise(length, 1, 200 + lane))).ToArray();
        Fill(workspace, lanes, length);

        plan.Forward(workspace);

        for (var lane = 0; lane < lanes.Length; lane++)
        {
            var expected = Definition(lanes[lane].Real, lanes[lane].Imaginary);
            for (var k = 0; k < length; k++)
            {
                // Rounding of N terms of size 1 summed by the definition.
                Assert.Equal(expected[k].Real, workspace.Real[k][lane], 1e-14 * (length + 10));
                Assert.Equal(expected[k].Imaginary, workspace.Imaginary[k][lane], 1e-14 * (length + 10));
            }
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void InverseUnscaled_AfterForward_GivesBackTheSignalTimesN(int length)
    {
        var plan = new FourierPlan(length);
        var workspace = new FourierWorkspace(plan);
        var signal = Signals.Noise(length, 1, 5);
        Fill(workspace, [.. Enumerable.Repeat((signal, signal), Vector<double>.Count)], length);
        plan.Forward(workspace);
        plan.InverseUnscaled(workspace);
        for (var n = 0; n < length; n++)
        {
            Assert.Equal(signal[n] * length, workspace.Real[n][0], 1e-13 * length);
            Assert.Equal(signal[n] * length, workspace.Imaginary[n][0], 1e-13 * length);
        }
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(400)]
    [InlineData(694)]
    public void Forward_Always_AllocatesNothing(int length)
    {
        var plan = new FourierPlan(length);
        var workspace = new FourierWorkspace(plan);
        Allocations.AssertNone(() => plan.Forward(workspace));
    }

    [Fact]
    public void Forward_SmallerWorkspace_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new FourierPlan(64).Forward(new FourierWorkspace(new FourierPlan(32))));
        Assert.Throws<ArgumentOutOfRangeException>(() => new FourierPlan(0));
    }

    /// <summary>Where registers of eight are slow or missing, both ways are the same one and this says nothing.</summary>
    [Theory]
    [InlineData(4, 4)]
    [InlineData(4, 2)]
    [InlineData(2, 3)]
    [InlineData(4, 5)]
    public void Apply_TwoVectorsAtATime_IsEqualToTheLastBitToOneAtATime(int first, int second)
    {
        var length = first * second * 3;
        var stage = FourierStage.Build(length, [first, second, 3])[1];
        Vector<double>[] real = Vectors(1), imaginary = Vectors(2);
        Vector<double>[] togetherReal = new Vector<double>[length], togetherImaginary = new Vector<double>[length];
        Vector<double>[] singlyReal = new Vector<double>[length], singlyImaginary = new Vector<double>[length];

        stage.Apply(real, imaginary, togetherReal, togetherImaginary);
        stage.ApplySingly(real, imaginary, singlyReal, singlyImaginary);

        Assert.Equal(singlyReal, togetherReal);
        Assert.Equal(singlyImaginary, togetherImaginary);
        Assert.All(togetherReal, value => Assert.NotEqual(Vector<double>.Zero, value));

        Vector<double>[] Vectors(int seed) =>
            [.. Signals.Noise(length * Vector<double>.Count, 1, seed).Chunk(Vector<double>.Count).Select(lane => new Vector<double>(lane))];
    }

    private static void Fill(FourierWorkspace workspace, (double[] Real, double[] Imaginary)[] lanes, int length)
    {
        for (var n = 0; n < length; n++)
        {
            workspace.Real[n] = new Vector<double>([.. lanes.Select(l => l.Real[n])]);
            workspace.Imaginary[n] = new Vector<double>([.. lanes.Select(l => l.Imaginary[n])]);
        }
    }

    private static Complex[] Definition(double[] real, double[] imaginary)
    {
        var length = real.Length;
        var result = new Complex[length];
        for (var k = 0; k < length; k++)
        {
            for (var n = 0; n < length; n++)
                result[k] += new Complex(real[n], imaginary[n]) * Complex.FromPolarCoordinates(1, -2 * Math.PI * ((long)k * n % length) / length);
        }

        return result;
    }
}
