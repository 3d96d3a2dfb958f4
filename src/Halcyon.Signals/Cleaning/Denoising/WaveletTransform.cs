namespace Halcyon.Signals.Cleaning.Denoising;

/// <summary>The discrete wavelet transform of a signal that is taken to repeat: orthogonal, so energy stays and the way back is exact. Immutable, shareable.</summary>
/// <remarks>Mallat 1989, doi:10.1109/34.192463. <see cref="WaveletDenoiser"/> uses the variant without decimation.</remarks>
public sealed class WaveletTransform
{
    public const int MostLevels = 20;

    private readonly Wavelet _wavelet;

    /// <param name="levels">1…<see cref="MostLevels"/>; each halves the band.</param>
    public WaveletTransform(Wavelet wavelet, int levels)
    {
        ArgumentNullException.ThrowIfNull(wavelet);
        if (levels is < 1 or > MostLevels)
            throw new ArgumentOutOfRangeException(nameof(levels), levels, $"Must lie between 1 and {MostLevels}.");
        (_wavelet, Levels) = (wavelet, levels);
    }

    public int Levels { get; }

    /// <summary>Lengths are multiples of this.</summary>
    public int BlockLength => 1 << Levels;

    /// <summary>Takes a signal apart.</summary>
    /// <param name="samples">Finite; a multiple of <see cref="BlockLength"/>, not empty.</param>
    /// <param name="coefficients">As long: the approximation, then details from the coarsest level to the finest.</param>
    /// <param name="scratch">At least as long; none of the three may overlap.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Forward(ReadOnlySpan<double> samples, Span<double> coefficients, Span<double> scratch)
    {
        Check(samples, coefficients, scratch);
        SampleChecks.RequireFinite(samples, nameof(samples));
        var approximation = scratch[..samples.Length];
        samples.CopyTo(approximation);
        for (var length = samples.Length; length > samples.Length >> Levels; length /= 2)
        {
            Split(approximation[..length], coefficients[..(length / 2)], coefficients[(length / 2)..length]);
            coefficients[..(length / 2)].CopyTo(approximation);
        }
    }

    /// <summary>Puts a signal together again.</summary>
    /// <param name="coefficients">From <see cref="Forward"/>, or changed since.</param>
    /// <param name="samples">As long.</param>
    /// <param name="scratch">At least as long; none of the three may overlap.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Inverse(ReadOnlySpan<double> coefficients, Span<double> samples, Span<double> scratch)
    {
        Check(coefficients, samples, scratch);
        SampleChecks.RequireFinite(coefficients, nameof(coefficients));
        var shortest = samples.Length >> Levels;
        coefficients[..shortest].CopyTo(samples);
        for (var length = 2 * shortest; length <= samples.Length; length *= 2)
        {
            samples[..(length / 2)].CopyTo(scratch);
            Join(scratch[..(length / 2)], coefficients[(length / 2)..length], samples[..length]);
        }
    }

    private void Split(ReadOnlySpan<double> samples, Span<double> approximation, Span<double> detail)
    {
        var low = _wavelet.Scaling;
        var high = _wavelet.Detail;
        for (var k = 0; k < approximation.Length; k++)
        {
            var (a, d) = (0.0, 0.0);
            for (var i = 0; i < low.Length; i++)
            {
                var x = samples[(2 * k + i) % samples.Length];
                a += low[i] * x;
                d += high[i] * x;
            }

            (approximation[k], detail[k]) = (a, d);
        }
    }

    private void Join(ReadOnlySpan<double> approximation, ReadOnlySpan<double> detail, Span<double> samples)
    {
        var low = _wavelet.Scaling;
        var high = _wavelet.Detail;
        samples.Clear();
        for (var k = 0; k < approximation.Length; k++)
        {
            for (var i = 0; i < low.Length; i++)
                samples[(2 * k + i) % samples.Length] += low[i] * approximation[k] + high[i] * detail[k];
        }
    }

    private void Check(ReadOnlySpan<double> input, ReadOnlySpan<double> output, ReadOnlySpan<double> scratch)
    {
        if (input.IsEmpty || input.Length % BlockLength != 0)
            throw new ArgumentException($"The length must be a multiple of {BlockLength} for {Levels} levels; it is {input.Length}.", nameof(input));
        if (output.Length != input.Length)
            throw new ArgumentException("Output and input must be of one length.", nameof(output));
        SampleChecks.RequireScratch(scratch, input.Length, nameof(scratch));
        if (input.Overlaps(output) || input.Overlaps(scratch) || output.Overlaps(scratch))
            throw new ArgumentException("Input, output and scratch must not overlap.", nameof(output));
    }
}
