using System.Numerics.Tensors;
using System.Text.Json;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Spectra;

namespace Halcyon.Bench;

/// <summary>
/// A whole process, from an EDF file to band powers, as the peers' pipeline_mne.py says its steps: FIR 0.5-40 Hz and notch 50 Hz,
/// flat and noisy channels, average reference of the good ones, 4 s epochs without those above 150 µV, Hann spectra, JSON.
/// </summary>
internal static class EegPipeline
{
    private const double EpochSeconds = 4;
    private const double MostMicrovolts = 150;
    private const double FlatMicrovolts = 0.5;
    private const double NoisyTimesMedian = 5;

    private static readonly (string Name, double Low, double High)[] Bands =
        [("delta", 1, 4), ("theta", 4, 8), ("alpha", 8, 13), ("beta", 13, 30), ("gamma", 30, 45)];

    public static int Run(string file, string result, int threads)
    {
        using var reader = RecordingFile.Open(file);
        var rate = reader.Info.Channels[0].SamplingRateHz;
        var options = new ParallelOptions { MaxDegreeOfParallelism = threads };
        var channels = new double[reader.Info.Channels.Count][];
        Parallel.For(0, channels.Length, options, () => new Filters(rate), (c, _, filters) => Filter(reader, c, channels, filters), _ => { });

        var deviations = channels.Select(Deviation).ToArray();
        var limit = NoisyTimesMedian * Median(deviations);
        var good = Enumerable.Range(0, channels.Length).Where(c => deviations[c] >= FlatMicrovolts && deviations[c] <= limit).ToArray();
        var mean = new double[channels[0].Length];
        new ReferenceSet(good).Mean(channels, mean);
        Parallel.ForEach(good, options, c => TensorPrimitives.Subtract(channels[c], mean, channels[c]));

        var plan = WelchPlan.ForSeconds(EpochSeconds, rate);
        var epochs = mean.Length / plan.SegmentLength;
        var kept = Enumerable.Range(0, epochs).Where(epoch => good.All(c => PeakToPeak(channels[c], epoch, plan) <= MostMicrovolts)).ToArray();
        var powers = new Dictionary<string, double>[channels.Length];
        Parallel.ForEach(good, options, () => new WelchWorkspace(plan), (c, _, workspace) => Measure(channels[c], kept, plan, workspace, out powers[c]), _ => { });

        File.WriteAllBytes(result, JsonSerializer.SerializeToUtf8Bytes(new
        {
            file = Path.GetFileName(file),
            sfreq = rate,
            n_channels = channels.Length,
            bads = reader.Info.Channels.Where(channel => !good.Contains(channel.Index)).Select(channel => channel.Label),
            n_epochs = epochs,
            n_kept = kept.Length,
            band_power_uv2 = good.ToDictionary(c => reader.Info.Channels[c].Label, c => powers[c]),
        }));
        return 0;
    }

    private static Filters Filter(IRecordingReader reader, int channel, double[][] channels, Filters filters)
    {
        var samples = GC.AllocateUninitializedArray<double>((int)reader.Info.Channels[channel].SampleCount);
        filters.Scratch ??= GC.AllocateUninitializedArray<double>(samples.Length);
        reader.ReadSamples(channel, 0, samples);
        filters.Band.Apply(samples, filters.Scratch, filters.BandWorkspace);
        filters.Notch.Apply(filters.Scratch, samples, filters.NotchWorkspace);
        channels[channel] = samples;
        return filters;
    }

    private static WelchWorkspace Measure(double[] samples, int[] kept, WelchPlan plan, WelchWorkspace workspace, out Dictionary<string, double> powers)
    {
        var total = new WelchAccumulator(plan);
        foreach (var epoch in kept)
        {
            total.Add(samples.AsSpan(epoch * plan.SegmentLength, plan.SegmentLength), workspace);
            total.EndStretch(workspace);
        }

        var density = new double[plan.BinCount];
        total.WriteDensity(density);
        powers = Bands.ToDictionary(band => band.Name, band => FrequencyBands.Power(density, plan.BinWidthHz, band.Low, band.High));
        return workspace;
    }

    private static double PeakToPeak(double[] samples, int epoch, WelchPlan plan)
    {
        var part = samples.AsSpan(epoch * plan.SegmentLength, plan.SegmentLength);
        return TensorPrimitives.Max(part) - TensorPrimitives.Min(part);
    }

    private static double Deviation(double[] samples)
    {
        var mean = TensorPrimitives.Sum(samples) / samples.Length;
        return Math.Sqrt(TensorPrimitives.SumOfSquares(samples) / samples.Length - mean * mean);
    }

    private static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>What one thread needs.</summary>
    private sealed class Filters(double rate)
    {
        public FirFilter Band { get; } = FirDesign.BandPass(0.5, 40, rate);
        public FirFilter Notch { get; } = FirDesign.Notch(50, rate);
        public FirWorkspace BandWorkspace => field ??= new FirWorkspace(Band);
        public FirWorkspace NotchWorkspace => field ??= new FirWorkspace(Notch);
        public double[]? Scratch { get; set; }
    }
}
