using System.Numerics;
using System.Runtime.ExceptionServices;

namespace Halcyon.Signals.Filters;

/// <summary>Filters and resamples whole recordings, channels side by side on several threads.</summary>
/// <remarks>
/// The values are those of the filters themselves, whatever the number of threads. Scratch is allocated here, for each
/// thread once; blocks of a live signal go through the filters and streams directly.
/// </remarks>
public static class AllChannels
{
    /// <summary><see cref="FirFilter.Apply"/> on every channel.</summary>
    /// <param name="inputs">Finite, of any lengths.</param>
    /// <param name="outputs">As many, each as long as its input and not the input itself.</param>
    /// <param name="threads">At most so many at once, above 0.</param>
    public static void Filter(FirFilter filter, IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> outputs, int threads)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Check(inputs, outputs);
        Run(inputs.Count, threads, () => new FirWorkspace(filter), (c, workspace) => filter.Apply(inputs[c], outputs[c], workspace));
    }

    /// <summary><see cref="BiquadCascade.FilterZeroPhase"/> on every channel.</summary>
    /// <param name="inputs">Finite, of one length above the filter's <see cref="BiquadCascade.PadLength"/>.</param>
    /// <param name="outputs">As the inputs, and may be the inputs themselves.</param>
    /// <param name="threads">At most so many at once, above 0.</param>
    public static void FilterZeroPhase(BiquadCascade filter, IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> outputs, int threads)
    {
        Check(inputs, outputs);
        var lanes = new BiquadLanes(filter);
        var length = inputs.Count == 0 ? 0 : inputs[0].Length;
        RunBundles(inputs, outputs, BiquadLanes.ChannelCount, threads, () => new Vector<double>[lanes.ScratchLength(length)],
            (some, filtered, scratch) => lanes.FilterZeroPhase(some, filtered, scratch));
    }

    /// <summary><see cref="PolyphaseResampler.Apply"/> on every channel.</summary>
    /// <param name="inputs">Finite, of any lengths.</param>
    /// <param name="outputs">As many, each of <see cref="PolyphaseResampler.OutputLength"/>.</param>
    /// <param name="threads">At most so many at once, above 0.</param>
    public static void Resample(PolyphaseResampler resampler, IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> outputs, int threads)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        Check(inputs, outputs);
        Run(inputs.Count, threads, () => resampler, (c, own) => own.Apply(inputs[c], outputs[c]));
    }

    /// <summary><see cref="FourierResampler.Apply"/> on every channel.</summary>
    /// <param name="inputs">Finite, each of <see cref="FourierResampler.InputLength"/>.</param>
    /// <param name="outputs">As many, each of <see cref="FourierResampler.OutputLength"/>.</param>
    /// <param name="threads">At most so many at once, above 0; each needs scratch of about 250 bytes for each sample.</param>
    public static void Resample(FourierResampler resampler, IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> outputs, int threads)
    {
        ArgumentNullException.ThrowIfNull(resampler);
        Check(inputs, outputs);
        RunBundles(inputs, outputs, FourierResampler.SignalCount, threads, () => new FourierResamplerWorkspace(resampler),
            (some, resampled, workspace) => resampler.Apply(some, resampled, workspace));
    }

    private static void Check(IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        if (outputs.Count != inputs.Count)
            throw new ArgumentException($"{inputs.Count} outputs are needed.", nameof(outputs));
    }

    private static void RunBundles<TScratch>(
        IReadOnlyList<double[]> inputs, IReadOnlyList<double[]> outputs, int size, int threads,
        Func<TScratch> makeScratch, Action<double[][], double[][], TScratch> step)
    {
        int[][] bundles = [.. Enumerable.Range(0, inputs.Count).Chunk(size)];
        Run(bundles.Length, threads, makeScratch, (b, scratch) =>
            step([.. bundles[b].Select(c => inputs[c])], [.. bundles[b].Select(c => outputs[c])], scratch));
    }

    private static void Run<TScratch>(int count, int threads, Func<TScratch> makeScratch, Action<int, TScratch> step)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        if (threads == 1)
        {
            var scratch = makeScratch();
            for (var i = 0; i < count; i++)
                step(i, scratch);
            return;
        }

        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, makeScratch, (i, _, scratch) =>
            {
                step(i, scratch);
                return scratch;
            }, _ => { });
        }
        catch (AggregateException several) when (several.InnerException is { } first)
        {
            // A caller is told what is wrong in the same way, however many threads found it.
            ExceptionDispatchInfo.Throw(first);
        }
    }
}
