using Halcyon.Signals.Epochs;

namespace Halcyon.Signals.Tests.Decoding;

/// <summary>Trials with a known difference between their classes.</summary>
internal static class MadeTrials
{
    public const int ChannelCount = 6;

    /// <summary>Classes "a" and "b" differ in which of two mixed sources is strong.</summary>
    public static EpochSet Powers(int count, double rate, int runs = 3, int seed = 1)
    {
        var length = (int)Math.Round(2 * rate);
        var mixing = Signals.Noise(ChannelCount * ChannelCount, 1, 99);
        return new EpochSet(Names, rate, 0, length, [.. Enumerable.Range(0, count).Select(i =>
        {
            var label = i % 2;
            var sources = Signals.Noise(ChannelCount * length, 1, (1000 * seed) + i);
            var trial = new double[sources.Length];
            for (var c = 0; c < ChannelCount; c++)
                for (var s = 0; s < ChannelCount; s++)
                    for (var t = 0; t < length; t++)
                        trial[(c * length) + t] += mixing[(c * ChannelCount) + s] * sources[(s * length) + t] * (s == label ? 2 : 1);
            return Trial(i, label == 0 ? "a" : "b", trial, length, runs, count);
        })]);
    }

    /// <summary>Class "target" carries a wave of one topography at 0.3 s.</summary>
    public static EpochSet Evoked(int count, double rate, int runs = 3, double noise = 10)
    {
        var length = (int)Math.Round(0.8 * rate);
        return new EpochSet(Names, rate, 0, length, [.. Enumerable.Range(0, count).Select(i =>
        {
            var trial = Signals.Noise(ChannelCount * length, noise, 700 + i);
            if (i % 4 == 0)
                for (var at = 0; at < trial.Length; at++)
                    trial[at] += 6 * (1 - (at / length / 3.0)) * Math.Exp(-0.5 * Math.Pow(((at % length / rate) - 0.3) / 0.05, 2));
            return Trial(i, i % 4 == 0 ? "target" : "other", trial, length, runs, count);
        })]);
    }

    public static string[] Names { get; } = ["F3", "F4", "C3", "C4", "P3", "P4"];

    private static Epoch Trial(int number, string label, double[] samples, int length, int runs, int count)
    {
        var run = number * runs / count;
        return new Epoch { Event = new EpochEvent((long)number * 2 * length, label), Samples = samples, Recording = $"file {run}", Run = $"{run}", Session = $"{run / 2}" };
    }
}
