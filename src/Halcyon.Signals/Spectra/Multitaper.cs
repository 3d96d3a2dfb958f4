using System.Numerics;
using System.Numerics.Tensors;

namespace Halcyon.Signals.Spectra;

/// <summary>Power densities by several orthogonal tapers: less variance than one window without cutting into segments.</summary>
/// <remarks>Thomson 1982, doi:10.1109/PROC.1982.12433. The mean is removed first. One-sided, scaled by 1/rate.</remarks>
public static class Multitaper
{
    private const int MostIterations = 250;

    // Mean squared change of the weights.
    private const double Settled = 1e-14;

    /// <summary>Writes the density with each taper weighted by its concentration.</summary>
    /// <param name="samplesMicrovolts">µV, finite; <see cref="MultitaperPlan.SampleCount"/> long.</param>
    /// <param name="densityMicrovoltsSquaredPerHz">Out, µV²/Hz; <see cref="MultitaperPlan.BinCount"/> long.</param>
    /// <remarks>
    /// What mne.time_frequency.psd_array_multitaper(x, rate, bandwidth=2·NW·rate/N, adaptive=False, normalization="full")
    /// gives. Allocates nothing.
    /// </remarks>
    public static void Density(
        ReadOnlySpan<double> samplesMicrovolts, MultitaperPlan plan, MultitaperWorkspace workspace, Span<double> densityMicrovoltsSquaredPerHz)
    {
        Check(samplesMicrovolts, plan, workspace, densityMicrovoltsSquaredPerHz);
        var density = densityMicrovoltsSquaredPerHz;
        density.Clear();
        var mean = TensorPrimitives.Sum(samplesMicrovolts) / plan.SampleCount;
        for (var group = 0; group < plan.GroupCount; group++)
        {
            Transform(samplesMicrovolts, mean, plan, group, workspace.Fourier);
            ReadOnlySpan<Vector<double>> real = workspace.Fourier.Real[..plan.SampleCount], imaginary = workspace.Fourier.Imaginary[..plan.SampleCount];
            for (var k = 0; k < density.Length; k++)
            {
                // Two real signals share a transform: the powers of both add up to the mean of the two mirrored bins.
                var mirror = k == 0 ? 0 : plan.SampleCount - k;
                density[k] += 0.5 * Vector.Sum(
                    real[k] * real[k] + imaginary[k] * imaginary[k] + real[mirror] * real[mirror] + imaginary[mirror] * imaginary[mirror]);
            }
        }

        var scale = 2 / (plan.SamplingRateHz * plan.TotalConcentration);
        TensorPrimitives.Multiply(density, scale, density);
        HalveEnds(density, plan);
    }

    /// <summary>Writes the density with weights that lean away from leaking tapers where the spectrum is low.</summary>
    /// <param name="samplesMicrovolts">µV, finite; <see cref="MultitaperPlan.SampleCount"/> long.</param>
    /// <param name="densityMicrovoltsSquaredPerHz">Out, µV²/Hz; <see cref="MultitaperPlan.BinCount"/> long.</param>
    /// <remarks>
    /// Thomson's equations 5.3 and 5.4; the broadband bias is the variance times what a taper leaks, the variance is
    /// taken from the density itself, as MNE's adaptive=True does. Each bin is iterated until its own weights settle; MNE
    /// stops all at once at a looser limit, so the two differ by some 1e-5. With fewer than three tapers there is nothing
    /// to adapt and the plain density is written. Allocates nothing.
    /// </remarks>
    public static void AdaptiveDensity(
        ReadOnlySpan<double> samplesMicrovolts, MultitaperPlan plan, MultitaperWorkspace workspace, Span<double> densityMicrovoltsSquaredPerHz)
    {
        if (plan is { TaperCount: < 3 })
        {
            Density(samplesMicrovolts, plan, workspace, densityMicrovoltsSquaredPerHz);
            return;
        }

        Check(samplesMicrovolts, plan, workspace, densityMicrovoltsSquaredPerHz);
        Separate(samplesMicrovolts, plan, workspace);
        var variance = MeanPower(plan, workspace.Powers);
        Span<double> powers = stackalloc double[plan.TaperCount];
        for (var k = 0; k < densityMicrovoltsSquaredPerHz.Length; k++)
        {
            for (var taper = 0; taper < powers.Length; taper++)
                powers[taper] = workspace.Powers[taper * plan.BinCount + k];
            densityMicrovoltsSquaredPerHz[k] = variance > 0 ? Adapt(powers, plan.Concentrations, variance) / plan.SamplingRateHz : 0;
        }
    }

    private static void Check(ReadOnlySpan<double> samples, MultitaperPlan plan, MultitaperWorkspace workspace, ReadOnlySpan<double> density)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        if (workspace.Plan.SampleCount != plan.SampleCount || workspace.Plan.TaperCount != plan.TaperCount)
            throw new ArgumentException("The workspace was made for another plan.", nameof(workspace));
        if (samples.Length != plan.SampleCount)
            throw new ArgumentException($"A stretch of this plan has {plan.SampleCount} samples; there are {samples.Length}.", nameof(samples));
        if (density.Length != plan.BinCount)
            throw new ArgumentException($"The density has {plan.BinCount} bins.", nameof(density));
        SampleChecks.Require(samples, 1, nameof(samples));
    }

    /// <summary>The tapered signal of every lane, transformed.</summary>
    private static void Transform(ReadOnlySpan<double> samples, double mean, MultitaperPlan plan, int group, FourierWorkspace fourier)
    {
        var (realTapers, imaginaryTapers) = plan.Group(group);
        Span<Vector<double>> real = fourier.Real[..samples.Length], imaginary = fourier.Imaginary[..samples.Length];
        ReadOnlySpan<Vector<double>> first = realTapers.AsSpan(0, samples.Length), second = imaginaryTapers.AsSpan(0, samples.Length);
        for (var n = 0; n < samples.Length; n++)
        {
            var sample = new Vector<double>(samples[n] - mean);
            real[n] = sample * first[n];
            imaginary[n] = sample * second[n];
        }

        plan.Fourier.Forward(fourier);
    }

    /// <summary>2·|Xk|² of each taper alone, half of it at 0 Hz and at half the rate, without the weight of the taper.</summary>
    private static void Separate(ReadOnlySpan<double> samples, MultitaperPlan plan, MultitaperWorkspace workspace)
    {
        var mean = TensorPrimitives.Sum(samples) / plan.SampleCount;
        for (var group = 0; group < plan.GroupCount; group++)
        {
            Transform(samples, mean, plan, group, workspace.Fourier);
            for (var place = 0; place < FourierWorkspace.SignalCount; place++)
            {
                var taper = group * FourierWorkspace.SignalCount + place;
                if (taper >= plan.TaperCount)
                    return;
                var row = workspace.Powers.AsSpan(taper * plan.BinCount, plan.BinCount);
                SlotSpectrum.WritePower(workspace.Fourier, place, plan.SampleCount, row);
                TensorPrimitives.Multiply(row, 2 / plan.Concentrations[taper], row);
                HalveEnds(row, plan);
            }
        }
    }

    private static double MeanPower(MultitaperPlan plan, ReadOnlySpan<double> powers)
    {
        // The trapezoidal rule over all bins, as MNE: the ends count half.
        double sum = 0;
        for (var taper = 0; taper < plan.TaperCount; taper++)
        {
            var row = powers.Slice(taper * plan.BinCount, plan.BinCount);
            sum += plan.Concentrations[taper] * (TensorPrimitives.Sum(row) - 0.5 * (row[0] + row[^1]));
        }

        return sum / plan.TotalConcentration / (2.0 * plan.BinCount);
    }

    private static double Adapt(ReadOnlySpan<double> powers, ReadOnlySpan<double> concentrations, double variance)
    {
        var density = (concentrations[0] * powers[0] + concentrations[1] * powers[1]) / (concentrations[0] + concentrations[1]);
        Span<double> weights = stackalloc double[powers.Length];
        weights.Clear();
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            double change = 0, sum = 0, total = 0;
            for (var k = 0; k < powers.Length; k++)
            {
                var concentration = concentrations[k];
                var bias = (1 - concentration) * variance;
                var weight = density > 0 || bias > 0 ? Math.Sqrt(concentration) * density / (concentration * density + bias) : 0;
                change += (weight - weights[k]) * (weight - weights[k]);
                weights[k] = weight;
                sum += weight * weight * powers[k];
                total += weight * weight;
            }

            density = total > 0 ? sum / total : 0;
            if (change < Settled * powers.Length)
                break;
        }

        return density;
    }

    /// <summary>0 Hz and, of an even count, half the rate have no mirror image.</summary>
    private static void HalveEnds(Span<double> density, MultitaperPlan plan)
    {
        density[0] /= 2;
        if (plan.SampleCount % 2 == 0)
            density[^1] /= 2;
    }
}
