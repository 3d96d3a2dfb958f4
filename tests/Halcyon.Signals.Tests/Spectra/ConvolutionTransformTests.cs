using System.Numerics;
using Halcyon.Signals.Spectra;
using Xunit;

namespace Halcyon.Signals.Tests.Spectra;

public sealed class ConvolutionTransformTests
{
    // Even and odd powers, on either side of the length up to which passes run over the whole block.
    public static TheoryData<int> Lengths => [4, 8, 16, 32, 128, 512, 1024, 2048, 8192, 16384];

    [Theory, MemberData(nameof(Lengths))]
    public void Forward_EachFrequency_GoesToAPlaceOfItsOwnWithItsValue(int length)
    {
        var (real, imaginary) = Noise(length);
        var plan = new FourierPlan(length);
        var expected = new FourierWorkspace(plan);
        real.CopyTo(expected.Real);
        imaginary.CopyTo(expected.Imaginary);
        plan.Forward(expected);

        new ConvolutionTransform(length).Forward(real, imaginary);

        // Scrambled means the same values in another order; noise has no two alike.
        var lane = Vector<double>.Count - 1;
        var places = Enumerable.Range(0, length).OrderBy(k => expected.Real[k][lane]).ToArray();
        var scrambled = Enumerable.Range(0, length).OrderBy(k => real[k][lane]).ToArray();
        for (var k = 0; k < length; k++)
        {
            Assert.Equal(expected.Real[places[k]][lane], real[scrambled[k]][lane], 1e-9 * length);
            Assert.Equal(expected.Imaginary[places[k]][lane], imaginary[scrambled[k]][lane], 1e-9 * length);
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void InverseUnscaled_OfForward_IsTheSignalTimesItsLengthAndAllocatesNothing(int length)
    {
        var (real, imaginary) = Noise(length);
        var (before, beforeImaginary) = (real.ToArray(), imaginary.ToArray());
        var transform = new ConvolutionTransform(length);
        transform.Forward(real, imaginary);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        transform.InverseUnscaled(real, imaginary);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - allocated);
        for (var n = 0; n < length; n++)
        {
            for (var lane = 0; lane < Vector<double>.Count; lane++)
            {
                Assert.Equal(before[n][lane], real[n][lane] / length, 1e-11);
                Assert.Equal(beforeImaginary[n][lane], imaginary[n][lane] / length, 1e-11);
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(48)]
    public void Constructor_NoPowerOfTwoFromFour_IsRefused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionTransform(length));

    [Fact]
    public void Forward_TooShort_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ConvolutionTransform(16).Forward(new Vector<double>[16], new Vector<double>[15]));

    private static (Vector<double>[] Real, Vector<double>[] Imaginary) Noise(int length)
    {
        var samples = Signals.Noise(2 * length * Vector<double>.Count, 1, length);
        var vectors = Enumerable.Range(0, 2 * length).Select(n => new Vector<double>(samples, n * Vector<double>.Count)).ToArray();
        return (vectors[..length], vectors[length..]);
    }
}
