using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.BrainVision;
using Halcyon.Signals.Tests.Gdf;
using Xunit;

namespace Halcyon.Signals.Tests.Recordings;

public sealed class StoredSamplesTests
{
    public static TheoryData<int, int> Types => new()
    {
        { (int)SampleType.Int8, 1 }, { (int)SampleType.UInt8, 2 }, { (int)SampleType.Int16, 3 }, { (int)SampleType.UInt16, 4 },
        { (int)SampleType.Int32, 5 }, { (int)SampleType.UInt32, 6 }, { (int)SampleType.Int64, 7 }, { (int)SampleType.UInt64, 8 },
        { (int)SampleType.Float32, 16 }, { (int)SampleType.Float64, 17 }, { (int)SampleType.Int24, 279 }, { (int)SampleType.UInt24, 535 },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Decode_EveryTypeOrderAndStep_GivesTheStoredNumbers(int number, int gdfType)
    {
        var type = (SampleType)number;
        var (lowest, highest) = type.Limits();
        // The extremes where they are exact in a double, and enough others for a vector and a rest.
        double[] expected = [double.IsFinite(lowest) ? lowest : -0.5, 0, 1, 2, 100, type.Bytes() < 8 && double.IsFinite(highest) ? highest : 1 << 20, 3, 4, 5, 6, 7];
        foreach (var bigEndian in (bool[])[false, true])
            foreach (var padding in (int[])[0, 3])
            {
                byte[] source = [.. expected.SelectMany(value => InOrder(RawGdf.Pack(value, gdfType), bigEndian).Concat(new byte[padding]))];
                var decoded = new double[expected.Length];
                StoredSamples.Decode(source.AsSpan(0, source.Length - padding), type.Bytes() + padding, type, bigEndian, 2, 1, decoded);
                Assert.Equal(expected.Select(value => (value * 2) + 1), decoded);
            }
    }

    [Fact]
    public void Decode_SourceTooShort_IsRefused() => Assert.Throws<ArgumentException>(
        () => StoredSamples.Decode(new byte[7], 4, SampleType.Int32, bigEndian: false, 1, 0, new double[2]));

    [Fact]
    public void ReadSamples_FromManyThreads_GivesEachItsOwn()
    {
        var stored = Enumerable.Range(0, 3).Select(channel => Enumerable.Range(0, 5000).Select(i => (double)((channel * 5000) + i)).ToArray()).ToArray();
        foreach (var raw in (RawBrainVision[])[new() { Format = "INT_32", Stored = stored }, new() { Ascii = true, Stored = stored }])
        {
            using var reader = raw.Open();
            Parallel.For(0, 64, number =>
            {
                var (channel, first) = (number % 2, 70 * number);
                var samples = new double[500];
                reader.ReadSamples(channel, first, samples);
                for (var i = 0; i < samples.Length; i++)
                    Assert.Equal(stored[channel][first + i] * 0.5, samples[i]);
            });
        }
    }

    private static byte[] InOrder(byte[] little, bool bigEndian)
    {
        if (bigEndian)
            Array.Reverse(little);
        return little;
    }
}
