using Halcyon.Signals.Decoding;
using Halcyon.Signals.Epochs;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

/// <summary>Channels that are flat, or sums of the others, have directions without power that no decoder may learn from.</summary>
public sealed class DependentChannelsTests
{
    [Theory]
    [InlineData("average", null)]
    [InlineData("average", 0.0)]
    [InlineData("flat", null)]
    [InlineData("flat", 0.0)]
    public void CspLda_DependentChannels_StillTellsTheClassesApart(string kind, double? shrinkage)
    {
        var (training, test) = (Dependent(MadeTrials.Powers(40, 100), kind), Dependent(MadeTrials.Powers(40, 100, seed: 2), kind));
        var decoder = CspLda.Fit(training, new CspLdaOptions { Shrinkage = shrinkage });
        Assert.Equal(4, decoder.Filters.Count);
        var right = decoder.Predict(test).Zip(test.Epochs).Count(pair => pair.First == pair.Second.Event.Label);
        Assert.InRange(right / 40.0, 0.9, 1);
    }

    [Theory]
    [InlineData("zero")]
    [InlineData("constant")]
    public void Fit_TrialsWithoutASignal_AreRefused(string kind)
    {
        var training = Dependent(MadeTrials.Powers(12, 100), kind);
        Assert.Contains("flat in every channel", Assert.Throws<ArgumentException>(() => CspLda.Fit(training)).Message, StringComparison.Ordinal);
    }

    private static EpochSet Dependent(EpochSet set, string kind) => new(MadeTrials.Names, set.SamplingRateHz, 0, set.SampleCount, [.. set.Epochs.Select(epoch =>
    {
        var (samples, length) = (epoch.Samples.ToArray(), set.SampleCount);
        for (var t = 0; t < length; t++)
        {
            var mean = Enumerable.Range(0, MadeTrials.ChannelCount).Average(c => samples[(c * length) + t]);
            for (var c = 0; c < MadeTrials.ChannelCount; c++)
            {
                var x = samples[(c * length) + t];
                samples[(c * length) + t] = kind switch { "average" => x - mean, "flat" => c == 2 ? 0.1 : x, "constant" => 0.1, _ => 0 };
            }
        }

        return epoch with { Samples = samples };
    })]);
}
