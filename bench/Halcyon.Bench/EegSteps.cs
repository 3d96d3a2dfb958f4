using System.Diagnostics;
using System.Globalization;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Spectra;

namespace Halcyon.Bench;

/// <summary>
/// Times each step on all channels of a recording, on one thread. A line each: name, median milliseconds, median
/// milliseconds of processor time (the figure to compare on a machine that is busy with other work).
/// </summary>
internal static class EegSteps
{
    public static int Run(string file, int repetitions)
    {
        using var reader = RecordingFile.Open(file);
        var rate = reader.Info.Channels[0].SamplingRateHz;
        var channels = Read(reader);
        var outputs = channels.Take(BiquadLanes.ChannelCount).Select(c => new double[c.Length]).ToArray();
        var output = outputs[0];

        Time("read", repetitions, () =>
        {
            using var opened = RecordingFile.Open(file);
            Read(opened);
        });

        foreach (var (name, filter) in new[] { ("fir", FirDesign.BandPass(0.5, 40, rate)), ("notch", FirDesign.Notch(50, rate)) })
        {
            var workspace = new FirWorkspace(filter);
            Time(name, repetitions, () => Each(channels, samples => filter.Apply(samples, output, workspace)));
        }

        foreach (var (name, filter) in new[] { ("sosfiltfilt", ButterworthDesign.BandPass(4, 0.5, 40, rate)), ("iirnotch", NotchDesign.Notch(50, 30, rate)) })
        {
            var lanes = new BiquadLanes(filter);
            var scratch = new System.Numerics.Vector<double>[lanes.ScratchLength(output.Length)];
            Time(name, repetitions, () =>
            {
                for (var c = 0; c < channels.Length; c += BiquadLanes.ChannelCount)
                {
                    var count = Math.Min(BiquadLanes.ChannelCount, channels.Length - c);
                    lanes.FilterZeroPhase(channels.AsSpan(c, count), outputs.AsSpan(0, count), scratch);
                }
            });
        }

        var resampler = new PolyphaseResampler(1, 2);
        var halved = new double[resampler.OutputLength(output.Length)];
        Time("resample", repetitions, () => Each(channels, samples => resampler.Apply(samples, halved)));
        FilterSteps.Run(channels, rate, repetitions);
        Time("welch", repetitions, Welches(channels, rate));
        SpectraSteps.Run(channels, rate, repetitions);

        var mean = CommonReference.Average(reader.Info.Channels, new HashSet<int>());
        Time("avgref", repetitions, () => mean.Apply(channels, channels, output));
        return 0;
    }

    private static Action Welches(double[][] channels, double rate)
    {
        var plan = WelchPlan.ForSeconds(4, rate);
        var workspace = new WelchWorkspace(plan);
        var density = new double[plan.BinCount];
        return () => Each(channels, samples =>
        {
            Welch.Density(samples, plan, workspace, density);
            FrequencyBands.Powers(density, plan.BinWidthHz);
        });
    }

    private static double[][] Read(IRecordingReader reader)
    {
        var channels = reader.Info.Channels.Select(c => GC.AllocateUninitializedArray<double>((int)c.SampleCount)).ToArray();
        reader.ReadSamples(channels.Select((samples, c) => new ChannelRead(c, 0, samples)).ToArray());
        return channels;
    }

    private static void Each(double[][] channels, Action<double[]> step)
    {
        foreach (var samples in channels)
            step(samples);
    }

    internal static void Time(string name, int repetitions, Action step)
    {
        // Enough warm-up for the optimising compiler to have replaced the first code.
        for (var i = 0; i < 3; i++)
            step();
        Thread.Sleep(200);
        step();
        var elapsed = new double[repetitions];
        var processor = new double[repetitions];
        for (var i = 0; i < repetitions; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.GetTimestamp();
            step();
            elapsed[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
            processor[i] = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
        }

        Array.Sort(elapsed);
        Array.Sort(processor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{elapsed[repetitions / 2]:0.00}\t{processor[repetitions / 2]:0.00}"));
    }
}
