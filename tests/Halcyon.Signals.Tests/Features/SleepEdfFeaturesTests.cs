using Halcyon.Signals.Features;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;
using Halcyon.Signals.Tests.Golden;
using Xunit;

namespace Halcyon.Signals.Tests.Features;

public sealed class SleepEdfFeaturesTests
{
    [Fact]
    public void Measure_FirstTenEpochsOfANight_AgreesWithThePublicFeatureFile()
    {
        var golden = new NpzArchive(SharedRecordings.Path("sleep/sleepedf-epoch-features/SC4001E0.npz"))["features"];
        using var reader = RecordingFile.Open(SharedRecordings.Path("fixtures/edfio/short_psg.edf"));
        var samples = new double[3000];
        var scratch = new double[3000];
        var values = new double[SleepEdfFeatures.Names.Count];
        for (var epoch = 0; epoch < 10; epoch++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                reader.ReadSamples(channel, 3000 * epoch, samples);
                SleepEdfFeatures.Measure(samples, scratch, values);
                var expected = golden.Row(epoch).Slice(13 * channel, 13);
                for (var f = 0; f < values.Length; f++)
                {
                    Assert.True(
                        Math.Abs(values[f] - expected[f]) <= 0.006 * Math.Abs(expected[f]),
                        $"Epoch {epoch}, channel {channel}, {SleepEdfFeatures.Names[f]}: {values[f]} against {expected[f]}.");
                }
            }
        }

        Allocations.AssertNone(() => SleepEdfFeatures.Measure(samples, scratch, values));
    }
}
