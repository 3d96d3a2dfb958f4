using System.Numerics.Tensors;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Cleaning.Denoising;

/// <summary>Takes noise out of a signal by setting small wavelet details to 0. Immutable, shareable; scratch is a <see cref="WaveletWorkspace"/> for each thread.</summary>
/// <remarks>
/// Noise, where it has to be guessed, as the median of the details' sizes over Φ⁻¹(3/4) (Donoho and Johnstone 1994,
/// doi:10.1093/biomet/81.3.425). The transform is not decimated, so that the result does not depend on where the signal begins (Coifman and
/// Donoho 1995, doi:10.1007/978-1-4612-2544-7_9): the mean over all shifts of the decimated one. Beyond its ends a signal
/// is mirrored. Long signals are worked on in blocks that see as much of their neighbours as has a say in them.
/// </remarks>
public sealed class WaveletDenoiser
{
    public const int MostLevels = 12;

    // Where half of a Gaussian's absolute values lie.
    private const double GaussianMedian = 0.67448975019608171;

    private readonly double[] _low;
    private readonly double[] _high;
    private readonly WaveletShrinkage _shrinkage;

    /// <param name="levels">1…<see cref="MostLevels"/>; <see cref="LevelsFor"/> says how many reach down to a frequency.</param>
    public WaveletDenoiser(Wavelet wavelet, int levels, WaveletShrinkage shrinkage)
    {
        ArgumentNullException.ThrowIfNull(wavelet);
        if (levels is < 1 or > MostLevels)
            throw new ArgumentOutOfRangeException(nameof(levels), levels, $"Must lie between 1 and {MostLevels}.");
        if (!Enum.IsDefined(shrinkage))
            throw new ArgumentOutOfRangeException(nameof(shrinkage), shrinkage, "Must be soft or hard.");
        (Levels, _shrinkage) = (levels, shrinkage);
        // Over √2, splitting and joining without decimation give the signal back.
        _low = [.. wavelet.Scaling.ToArray().Select(tap => tap / Math.Sqrt(2))];
        _high = [.. wavelet.Detail.ToArray().Select(tap => tap / Math.Sqrt(2))];
        Reach = (_low.Length - 1) * ((1 << levels) - 1);
    }

    public int Levels { get; }

    /// <summary>Samples on each side that have a say in a denoised one.</summary>
    public int Reach { get; }

    /// <summary>Levels whose details reach down to about <paramref name="lowestHz"/>: level j holds rate/2ʲ⁺¹ to rate/2ʲ.</summary>
    public static int LevelsFor(double lowestHz, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (!(lowestHz > 0 && lowestHz <= samplingRateHz / 2))
            throw new ArgumentOutOfRangeException(nameof(lowestHz), lowestHz, $"Must lie above 0 Hz and up to {samplingRateHz / 2:0.###} Hz.");
        return Math.Clamp((int)Math.Round(Math.Log2(samplingRateHz / 2 / lowestHz)), 1, MostLevels);
    }

    /// <summary>√(2·ln n): how many deviations of the noise the universal threshold of so many samples is.</summary>
    public static double UniversalDeviations(long sampleCount) => Math.Sqrt(2 * Math.Log(Math.Max(2, sampleCount)));

    /// <summary>The noise at each level, finest first, µV: the deviation that white noise of that strength would have.</summary>
    /// <param name="stretchesMicrovolts">Of one channel, each gapless, finite; together not empty.</param>
    public double[] NoiseMicrovolts(IReadOnlyList<ReadOnlyMemory<double>> stretchesMicrovolts, WaveletNoise noise)
    {
        if (!Enum.IsDefined(noise))
            throw new ArgumentOutOfRangeException(nameof(noise), noise, "Must be white or each level's own.");
        var sizes = DetailSizes(stretchesMicrovolts, noise == WaveletNoise.White ? 1 : Levels);
        double[] found = [.. sizes.Select((own, level) => RobustStatistics.Median<double>(own) / GaussianMedian * Math.Sqrt(1 << (level + 1)))];
        return noise == WaveletNoise.White ? [.. Enumerable.Repeat(found[0], Levels)] : found;
    }

    /// <summary>The threshold at each level, finest first, µV.</summary>
    /// <param name="stretchesMicrovolts">Of one channel, each gapless, finite; together not empty.</param>
    /// <param name="noiseMicrovolts">At each level, finest first; 0 leaves a level as it is.</param>
    public double[] ThresholdsMicrovolts(
        IReadOnlyList<ReadOnlyMemory<double>> stretchesMicrovolts, ReadOnlySpan<double> noiseMicrovolts, WaveletThreshold threshold)
    {
        if (!Enum.IsDefined(threshold))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "Must be Bayes' or universal.");
        RequireLevels(noiseMicrovolts, nameof(noiseMicrovolts));
        var sizes = DetailSizes(stretchesMicrovolts, Levels);
        var found = new double[Levels];
        for (var level = 0; level < Levels; level++)
        {
            var noise = noiseMicrovolts[level];
            if (threshold == WaveletThreshold.Universal)
            {
                found[level] = noise * UniversalDeviations(sizes[level].Length);
                continue;
            }

            var scale = 1 << (level + 1);
            var signal = TensorPrimitives.SumOfSquares<double>(sizes[level]) / sizes[level].Length * scale - noise * noise;
            // No more signal than noise: nothing is to stay.
            var largest = TensorPrimitives.Max<double>(sizes[level]) * Math.Sqrt(scale);
            found[level] = signal > 0 ? Math.Min(largest, noise * noise / Math.Sqrt(signal)) : largest;
        }

        return found;
    }

    /// <summary>Denoises a gapless signal.</summary>
    /// <param name="samplesMicrovolts">Finite, any length.</param>
    /// <param name="thresholdsMicrovolts">For each level, finest first; 0 leaves a level as it is.</param>
    /// <param name="outputMicrovolts">As long; must not overlap the input.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Apply(
        ReadOnlySpan<double> samplesMicrovolts, ReadOnlySpan<double> thresholdsMicrovolts, Span<double> outputMicrovolts, WaveletWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Details.Length != Levels || workspace.Reach != Reach)
            throw new ArgumentException("The workspace was made for another denoiser.", nameof(workspace));
        if (outputMicrovolts.Length != samplesMicrovolts.Length)
            throw new ArgumentException("Output and input must be of one length.", nameof(outputMicrovolts));
        if (samplesMicrovolts.Overlaps(outputMicrovolts))
            throw new ArgumentException("Output must not overlap input.", nameof(outputMicrovolts));
        RequireLevels(thresholdsMicrovolts, nameof(thresholdsMicrovolts));
        SampleChecks.RequireFinite(samplesMicrovolts, nameof(samplesMicrovolts));
        for (var first = 0; first < samplesMicrovolts.Length; first += WaveletWorkspace.BlockSamples)
        {
            var own = TakeApart(samplesMicrovolts, first, Levels, workspace);
            PutTogether(own + 2 * Reach, thresholdsMicrovolts, workspace);
            workspace.Approximation.AsSpan(Reach, own).CopyTo(outputMicrovolts[first..]);
        }
    }

    private void RequireLevels(ReadOnlySpan<double> values, string parameter)
    {
        if (values.Length != Levels)
            throw new ArgumentException($"{Levels} values are needed, one for each level.", parameter);
        foreach (var value in values)
        {
            if (!(double.IsFinite(value) && value >= 0))
                throw new ArgumentOutOfRangeException(parameter, value, "Must be finite and 0 µV or more.");
        }
    }

    /// <summary>Absolute details of all samples at the finest levels, 2^(−level/2) of an orthonormal transform's.</summary>
    private double[][] DetailSizes(IReadOnlyList<ReadOnlyMemory<double>> stretches, int levels)
    {
        ArgumentNullException.ThrowIfNull(stretches);
        var count = stretches.Sum(stretch => (long)stretch.Length);
        if (count is 0 || count > Array.MaxLength)
            throw new ArgumentException("Between one sample and as many as an array holds are needed.", nameof(stretches));
        var workspace = new WaveletWorkspace(this);
        var sizes = Enumerable.Range(0, levels).Select(_ => new double[count]).ToArray();
        var at = 0;
        foreach (var stretch in stretches)
        {
            SampleChecks.RequireFinite(stretch.Span, nameof(stretches));
            for (var first = 0; first < stretch.Length; first += WaveletWorkspace.BlockSamples)
            {
                var own = TakeApart(stretch.Span, first, levels, workspace);
                for (var level = 0; level < levels; level++)
                    TensorPrimitives.Abs(workspace.Details[level].AsSpan(Reach, own), sizes[level].AsSpan(at, own));
                at += own;
            }
        }

        return sizes;
    }

    /// <summary>Splits a block and what lies within reach of it.</summary>
    /// <returns>Samples of the block itself.</returns>
    private int TakeApart(ReadOnlySpan<double> samples, int first, int levels, WaveletWorkspace workspace)
    {
        var own = Math.Min(WaveletWorkspace.BlockSamples, samples.Length - first);
        var length = own + 2 * Reach;
        var approximation = workspace.Approximation.AsSpan(0, length);
        var next = workspace.Next.AsSpan(0, length);
        Load(samples, first - Reach, approximation);
        for (var level = 0; level < levels; level++)
        {
            var detail = workspace.Details[level].AsSpan(0, length);
            Gather(approximation, _low, 1 << level, next);
            Gather(approximation, _high, 1 << level, detail);
            next.CopyTo(approximation);
        }

        return own;
    }

    private void PutTogether(int length, ReadOnlySpan<double> thresholds, WaveletWorkspace workspace)
    {
        var approximation = workspace.Approximation.AsSpan(0, length);
        var next = workspace.Next.AsSpan(0, length);
        for (var level = Levels - 1; level >= 0; level--)
        {
            var detail = workspace.Details[level].AsSpan(0, length);
            Shrink(detail, thresholds[level] / Math.Sqrt(1 << (level + 1)));
            next.Clear();
            Scatter(approximation, _low, 1 << level, next);
            Scatter(detail, _high, 1 << level, next);
            next.CopyTo(approximation);
        }
    }

    private void Shrink(Span<double> detail, double threshold)
    {
        for (var i = 0; i < detail.Length; i++)
        {
            var size = Math.Abs(detail[i]);
            detail[i] = size <= threshold && threshold > 0 ? 0
                : _shrinkage == WaveletShrinkage.Soft ? Math.CopySign(size - threshold, detail[i]) : detail[i];
        }
    }

    private static void Load(ReadOnlySpan<double> samples, int first, Span<double> block)
    {
        var from = Math.Max(0, -first);
        var count = Math.Min(block.Length - from, samples.Length - (first + from));
        samples.Slice(first + from, count).CopyTo(block[from..]);
        for (var i = 0; i < from; i++)
            block[i] = samples[Mirrored(first + i, samples.Length)];
        for (var i = from + count; i < block.Length; i++)
            block[i] = samples[Mirrored(first + i, samples.Length)];
    }

    /// <summary>…2 1 0 0 1 2…, as often as the signal is too short.</summary>
    private static int Mirrored(int index, int length)
    {
        var place = index % (2 * length);
        place = place < 0 ? place + 2 * length : place;
        return place < length ? place : 2 * length - 1 - place;
    }

    /// <summary>output[n] = Σ tap[i]·input[n + i·spacing], around the end; what wraps lies outside the block.</summary>
    private static void Gather(ReadOnlySpan<double> input, double[] taps, int spacing, Span<double> output)
    {
        output.Clear();
        for (var i = 0; i < taps.Length; i++)
        {
            var shift = i * spacing % input.Length;
            var head = output[..(input.Length - shift)];
            TensorPrimitives.MultiplyAdd(input[shift..], taps[i], head, head);
            var tail = output[(input.Length - shift)..];
            TensorPrimitives.MultiplyAdd(input[..shift], taps[i], tail, tail);
        }
    }

    /// <summary>output[n + i·spacing] += tap[i]·input[n], around the end.</summary>
    private static void Scatter(ReadOnlySpan<double> input, double[] taps, int spacing, Span<double> output)
    {
        for (var i = 0; i < taps.Length; i++)
        {
            var shift = i * spacing % input.Length;
            var tail = output[shift..];
            TensorPrimitives.MultiplyAdd(input[..(input.Length - shift)], taps[i], tail, tail);
            var head = output[..shift];
            TensorPrimitives.MultiplyAdd(input[(input.Length - shift)..], taps[i], head, head);
        }
    }
}

/// <summary>Scratch of a <see cref="WaveletDenoiser"/>; one per thread, for signals of any length.</summary>
public sealed class WaveletWorkspace
{
    // A few hundred kilobytes for all levels: the second-level cache holds them.
    internal const int BlockSamples = 1 << 13;

    public WaveletWorkspace(WaveletDenoiser denoiser)
    {
        ArgumentNullException.ThrowIfNull(denoiser);
        Reach = denoiser.Reach;
        var length = BlockSamples + 2 * Reach;
        (Approximation, Next) = (new double[length], new double[length]);
        Details = [.. Enumerable.Range(0, denoiser.Levels).Select(_ => new double[length])];
    }

    internal int Reach { get; }
    internal double[] Approximation { get; }
    internal double[] Next { get; }
    internal double[][] Details { get; }
}
