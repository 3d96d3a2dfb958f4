using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Halcyon.Signals.RandomNumbers;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Synthetic;

public sealed class SyntheticGeneratorTests
{
    [Fact]
    public void ReadAll_KnownDesign_IsTheSameOnEveryMachine()
    {
        var hash = new List<byte>();
        foreach (var channel in SyntheticGenerator.ReadAll(Everything(10)))
            hash.AddRange(MemoryMarshal.AsBytes<double>(channel));
        Assert.Equal("D1E76CCFD1466C33", Convert.ToHexString(SHA256.HashData(CollectionsMarshal.AsSpan(hash)))[..16]);
    }

    [Fact]
    public void Write_Demo_KeepsItsBytes()
    {
        var stream = new MemoryStream();
        DemoRecording.Write(stream);
        Assert.Equal("B131E0D727C2ECBA", Convert.ToHexString(SHA256.HashData(stream.ToArray()))[..16]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(77)]
    [InlineData(9001)]
    public void Read_AnyBlockLength_GivesTheSameSamples(int blockLength)
    {
        var design = Everything(40);
        var whole = SyntheticGenerator.ReadAll(design);
        var generator = new SyntheticGenerator(design);
        var block = design.Electrodes.Select(_ => new double[blockLength]).ToArray();
        long at = 0;
        // One sample at a time is slow: the first two seconds tell as much.
        var until = blockLength == 1 ? 512 : design.SampleCount;
        while (at < until && generator.Read(block) is > 0 and var count)
        {
            for (var c = 0; c < block.Length; c++)
                Assert.True(block[c].AsSpan(0, count).SequenceEqual(whole[c].AsSpan((int)at, count)));
            at += count;
        }
        Assert.Equal(until, at);
        Assert.Equal(until, generator.Position);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void ReadAll_BackgroundOnly_HasItsDeviationAndFallsAsOneOverF(double rate)
    {
        var design = new SyntheticDesign { DurationSeconds = 120, SamplingRateHz = rate, Electrodes = ["Cz", "C1", "O1"], NoiseMicrovolts = 0 };
        var samples = SyntheticGenerator.ReadAll(design);
        Assert.All(samples, channel => Assert.Equal(9, Deviation(channel), 1.0));
        // Neighbours agree, front and back less so.
        Assert.True(Correlation(samples[0], samples[1]) > 0.7);
        Assert.True(Correlation(samples[0], samples[2]) < 0.5);
        var plan = WelchPlan.ForSeconds(4, rate);
        var density = new double[plan.BinCount];
        Welch.Density(samples[0], plan, new WelchWorkspace(plan), density);
        var (low, high) = (FrequencyBands.Power(density, plan.BinWidthHz, 2, 4) / 2, FrequencyBands.Power(density, plan.BinWidthHz, 16, 32) / 16);
        // Three octaves at 1/f: a factor of 8; the sum of five filters ripples about the line.
        Assert.InRange(Math.Log2(low / high) / 3, 0.75, 1.35);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(128)]
    [InlineData(256)]
    [InlineData(499.9)]
    public void ReadAll_OneEvent_DiffersFromTheSameWithoutByItsWaveAlone(double rate)
    {
        var design = new SyntheticDesign { DurationSeconds = 20, SamplingRateHz = rate };
        SyntheticEvent[] events =
        [
            SyntheticEvent.Blink(5), SyntheticEvent.Spike(5, "T7"), SyntheticEvent.Spindle(5), SyntheticEvent.SlowWave(5), SyntheticEvent.ElectrodePop(5, "P4"),
            SyntheticEvent.Seizure(5, 6, "T8"), SyntheticEvent.Flicker(5, 4, 12), SyntheticEvent.Evoked(5, "target", 0.3, 8, "Pz"), SyntheticEvent.Muscle(5, 1),
        ];
        var without = SyntheticGenerator.ReadAll(design);
        foreach (var one in events)
        {
            var with = SyntheticGenerator.ReadAll(design with { Events = [one] });
            var truth = Assert.Single((design with { Events = [one] }).Truth());
            var (strongest, c) = Strongest(with, without);
            Assert.Contains(design.Electrodes[c], truth.Channels);
            Assert.InRange(strongest, 0.7 * Math.Abs(one.AmplitudeMicrovolts) * (one.Kind == SyntheticKind.SlowWave ? 0.5 : 1), 5 * Math.Abs(one.AmplitudeMicrovolts));
            for (var i = 0; i < without[c].Length; i++)
                if (i / rate < truth.OnsetSeconds - 1e-9 || i / rate > truth.OnsetSeconds + truth.DurationSeconds)
                    Assert.Equal(without[c][i], with[c][i]);
        }
    }

    [Fact]
    public void ReadAll_Faults_DoWhatTheyAreNamedFor()
    {
        var design = new SyntheticDesign
        {
            DurationSeconds = 30,
            Events =
            [
                SyntheticEvent.Flat("Fp1", 5, 10), SyntheticEvent.Saturated("Fp2", 5, 10), SyntheticEvent.Noisy("F3", 5, 10), SyntheticEvent.Uncorrelated("C3", 5, 10),
                SyntheticEvent.Bridged("P3", "P4", 5, 10),
            ],
        };
        var (with, without) = (SyntheticGenerator.ReadAll(design), SyntheticGenerator.ReadAll(design with { Events = [] }));
        double[] During(double[][] samples, string electrode) => samples[design.Electrodes.ToList().IndexOf(electrode)].AsSpan(5 * 256, 10 * 256).ToArray();
        Assert.All(During(with, "Fp1"), value => Assert.Equal(0, value));
        Assert.All(During(with, "Fp2"), value => Assert.Equal(design.LimitMicrovolts, value));
        Assert.Equal(50, Deviation(During(with, "F3")), 5.0);
        Assert.True(Math.Abs(Correlation(During(with, "C3"), During(without, "C3"))) < 0.3);
        Assert.Equal(9, Deviation(During(with, "C3")), 3.0);
        Assert.Equal(0.1, Deviation([.. During(with, "P3").Zip(During(with, "P4"), (a, b) => a - b)]), 0.01);
        for (var c = 0; c < with.Length; c++)
            Assert.True(with[c].AsSpan(0, 5 * 256).SequenceEqual(without[c].AsSpan(0, 5 * 256)) && with[c].AsSpan(15 * 256).SequenceEqual(without[c].AsSpan(15 * 256)));
    }

    [Fact]
    public void ReadAll_RhythmLineAndDrift_AreAtTheirFrequencies()
    {
        var design = new SyntheticDesign
        {
            DurationSeconds = 100,
            Electrodes = ["O1", "Fz"],
            BackgroundMicrovolts = 0,
            NoiseMicrovolts = 0,
            LineAmplitudeMicrovolts = 2,
            DriftMicrovolts = 40,
            Rhythms = [new SyntheticRhythm(10, 20, SyntheticTopography.Around("O1")) { WaxingDepth = 0 }],
        };
        var samples = SyntheticGenerator.ReadAll(design);
        // The drift is no whole number of cycles long and leaks a little into every bin.
        Assert.Equal(20, AmplitudeAt(samples[0], 10), 0.01);
        Assert.True(AmplitudeAt(samples[1], 10) < 2);
        Assert.Equal(2, AmplitudeAt(samples[1], 50), 0.01);
        Assert.InRange(samples[1].Max(), 20, 45);
        Assert.Equal([SyntheticKind.Rhythm, SyntheticKind.LineNoise, SyntheticKind.Drift], design.Truth().Select(truth => truth.Kind));
        double AmplitudeAt(double[] channel, double hertz)
        {
            var (cosine, sine) = (0.0, 0.0);
            for (var i = 0; i < channel.Length; i++)
            {
                cosine += channel[i] * Math.Cos(2 * Math.PI * hertz * i / 256) * 2 / channel.Length;
                sine += channel[i] * Math.Sin(2 * Math.PI * hertz * i / 256) * 2 / channel.Length;
            }
            return Math.Sqrt((cosine * cosine) + (sine * sine));
        }
    }

    [Fact]
    public void Times_OneSeed_AreTheSameAndApart()
    {
        var times = SyntheticDesign.Times(3, 10, 1000, 4);
        Assert.Equal(times, SyntheticDesign.Times(3, 10, 1000, 4));
        Assert.NotEqual(times, SyntheticDesign.Times(4, 10, 1000, 4));
        Assert.All(times.Zip(times.Skip(1)), pair => Assert.InRange(pair.Second - pair.First, 2, 6));
        Assert.InRange(times.Count, 220, 275);
    }

    [Fact]
    public void Generator_DesignThatCannotBe_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => new SyntheticGenerator(new SyntheticDesign { DurationSeconds = double.NaN }));
        Assert.Throws<ArgumentException>(() => new SyntheticGenerator(new SyntheticDesign { DurationSeconds = 1, Electrodes = ["Q9"] }));
        Assert.Throws<ArgumentException>(() => new SyntheticGenerator(new SyntheticDesign { DurationSeconds = 1, Electrodes = [] }));
        Assert.Throws<ArgumentException>(() => new SyntheticGenerator(new SyntheticDesign { DurationSeconds = 1, BackgroundMicrovolts = double.PositiveInfinity }));
        Assert.Throws<ArgumentException>(() => new SyntheticGenerator(new SyntheticDesign { DurationSeconds = 1, Electrodes = ["Cz"], Events = [SyntheticEvent.Flat("Pz", 0, 1)] }));
        Assert.Throws<ArgumentException>(() => SyntheticEvent.Spindle(1, double.NaN));
        Assert.Throws<ArgumentException>(() => new SyntheticGenerator(new SyntheticDesign { DurationSeconds = 1 }).Read([new double[5]]));
    }

    [Fact]
    public void PortableMath_WholeRange_AgreesWithTheSystem()
    {
        for (var x = -30.0; x < 30; x += 0.0137)
        {
            Assert.Equal(Math.Sin(2 * Math.PI * (x - Math.Round(x))), PortableMath.Sine(x), 2e-15);
            Assert.Equal(Math.Cos(2 * Math.PI * (x - Math.Round(x))), PortableMath.Cosine(x), 2e-14);
            Assert.Equal(1, PortableMath.Exp(x) / Math.Exp(x), 1e-14);
        }
        Assert.Equal(0, PortableMath.Exp(-1e6));
    }

    [Fact]
    public void IndexedRandom_ManyNumbers_HaveTheirMoments()
    {
        var random = IndexedRandom.For(5, 1);
        var numbers = Enumerable.Range(0, 200_000).Select(i => random.Normal(i)).ToArray();
        // Deviations of mean, variance and fourth moment over 200,000 draws: 0.002, 0.003, 0.02. Eight uniforms have kurtosis 3 − 1.2/8.
        Assert.Equal(0, numbers.Average(), 0.01);
        Assert.Equal(1, numbers.Average(value => value * value), 0.015);
        Assert.Equal(2.85, numbers.Average(value => Math.Pow(value, 4)), 0.08);
        Assert.Equal(0, numbers.Zip(numbers.Skip(1), (a, b) => a * b).Average(), 0.01);
    }

    internal static SyntheticDesign Everything(double seconds) => new()
    {
        DurationSeconds = seconds,
        SamplingRateHz = 256,
        Seed = 11,
        LineAmplitudeMicrovolts = 1.5,
        DriftMicrovolts = 20,
        Rhythms = [new SyntheticRhythm(10.25, 20, SyntheticTopography.Around("O1", 0.8)), new SyntheticRhythm(20, 5, SyntheticTopography.Everywhere) { OnsetSeconds = 2, DurationSeconds = 4 }],
        Events =
        [
            SyntheticEvent.Uncorrelated("C3", 1, 6), SyntheticEvent.Bridged("P3", "P4", 2, 5), SyntheticEvent.Noisy("F8", 0, 3), SyntheticEvent.Saturated("Fp2", 8, 1),
            SyntheticEvent.Flat("O2", 4, 2), SyntheticEvent.Blink(3), SyntheticEvent.Muscle(5, 1), SyntheticEvent.Spike(6, "T7"), SyntheticEvent.Seizure(2, 7, "T8"),
            SyntheticEvent.Spindle(1), SyntheticEvent.SlowWave(7), SyntheticEvent.ElectrodePop(6.5, "Cz"), SyntheticEvent.Flicker(3, 4, 12), SyntheticEvent.Evoked(4, "target", 0.3, 8, "Pz"),
        ],
    };

    private static (double Largest, int Channel) Strongest(double[][] with, double[][] without) => Enumerable.Range(0, with.Length)
        .Select(c => (with[c].Zip(without[c], (a, b) => Math.Abs(a - b)).Max(), c)).Max();

    private static double Deviation(double[] samples)
    {
        var mean = samples.Average();
        return Math.Sqrt(samples.Average(value => (value - mean) * (value - mean)));
    }

    private static double Correlation(double[] first, double[] second)
    {
        var (a, b) = (first.Average(), second.Average());
        return first.Zip(second, (x, y) => (x - a) * (y - b)).Average() / Deviation(first) / Deviation(second);
    }
}
