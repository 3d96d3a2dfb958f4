using Halcyon.Signals.Statistics;
using Halcyon.Signals.TimeDomain;

namespace Halcyon.Signals.Spectra;

/// <summary>Parts a spectrum into its 1/f background and the peaks above it.</summary>
/// <remarks>
/// Donoghue et al. 2020, doi:10.1038/s41593-020-00744-x, the mode without a knee, with the defaults of their program:
/// widths 0.5–12 Hz, threshold two standard deviations, no least height. Departures: at most eight peaks; the joint fit
/// of the peaks is a projected Levenberg–Marquardt instead of SciPy's trust region (same bounds, same optimum where
/// there is one). On noisy spectra the number of peaks is not a measure of anything: smooth the density well first.
/// </remarks>
public static class AperiodicFit
{
    private const double LeastDeviation = 0.25, GreatestDeviation = 6;
    private const double PeakThreshold = 2;

    // Rounding, not a rhythm: log10 units.
    private const double LeastHeight = 1e-6;
    private const double BackgroundQuantile = 0.025;
    private const double OverlapDeviations = 0.75;
    private const double MiddleDeviations = 1.5;
    private static readonly double FullWidthPerDeviation = 2 * Math.Sqrt(2 * Math.Log(2));

    /// <summary>Fits the background and the peaks; the peaks are left in the workspace.</summary>
    /// <param name="densityMicrovoltsSquaredPerHz">One-sided, from 0 Hz; <see cref="AperiodicPlan.BinCount"/> long.</param>
    /// <returns>All NaN and no peak when a bin in the range is not finite and above 0, as of a flat channel.</returns>
    /// <remarks>Allocates nothing.</remarks>
    public static AperiodicResult Measure(ReadOnlySpan<double> densityMicrovoltsSquaredPerHz, AperiodicPlan plan, AperiodicWorkspace workspace)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(workspace);
        if (densityMicrovoltsSquaredPerHz.Length != plan.BinCount)
            throw new ArgumentException($"The density has {plan.BinCount} bins.", nameof(densityMicrovoltsSquaredPerHz));
        if (workspace.Spectrum.Length != plan.Count)
            throw new ArgumentException("The workspace was made for another plan.", nameof(workspace));
        workspace.PeakCount = 0;
        Span<double> spectrum = workspace.Spectrum, flat = workspace.Flat;
        for (var i = 0; i < spectrum.Length; i++)
            spectrum[i] = Math.Log10(densityMicrovoltsSquaredPerHz[plan.FirstBin + i]);
        if (!System.Numerics.Tensors.TensorPrimitives.IsFiniteAll<double>(spectrum))
            return new AperiodicResult(double.NaN, double.NaN, double.NaN, double.NaN, 0);

        var robust = RobustLine(plan, workspace);
        Subtract(spectrum, robust, plan, flat);
        var peaks = DropNeighbours(workspace.Guess, DropAtEdges(workspace.Guess, FindPeaks(plan, workspace), plan));
        SetBounds(plan, workspace, peaks);
        var parameters = workspace.Guess.AsSpan(0, 3 * peaks);
        workspace.Fit.Minimise(plan.FrequenciesHz, flat, parameters, workspace.Lowest, workspace.Highest);

        Span<double> rest = workspace.Rest;
        spectrum.CopyTo(rest);
        workspace.Fit.Subtract(parameters, plan.FrequenciesHz, rest);
        var line = Line(plan.LogFrequencies, rest, []);
        KeepPeaks(plan, workspace, parameters);
        return Describe(plan, workspace, line);
    }

    /// <summary>A line through everything, then through the lowest 2.5 % of what lies above it: peaks do not lift it.</summary>
    private static (double Offset, double Slope) RobustLine(AperiodicPlan plan, AperiodicWorkspace workspace)
    {
        Span<double> above = workspace.Flat, sorted = workspace.Sorted;
        Subtract(workspace.Spectrum, Line(plan.LogFrequencies, workspace.Spectrum, []), plan, above);
        for (var i = 0; i < above.Length; i++)
            above[i] = Math.Max(0, above[i]);
        above.CopyTo(sorted);
        sorted.Sort();
        var limit = RobustStatistics.Quantile(sorted, BackgroundQuantile);
        for (var i = 0; i < above.Length; i++)
            above[i] = above[i] <= limit ? 1 : 0;
        return Line(plan.LogFrequencies, workspace.Spectrum, above);
    }

    /// <summary>Least squares of y on x, of the points with weight 1; without weights of all.</summary>
    private static (double Offset, double Slope) Line(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> weights)
    {
        double count = 0, sumX = 0, sumY = 0, sumXx = 0, sumXy = 0;
        for (var i = 0; i < x.Length; i++)
        {
            if (weights.Length > 0 && weights[i] == 0)
                continue;
            count++;
            sumX += x[i];
            sumY += y[i];
            sumXx += x[i] * x[i];
            sumXy += x[i] * y[i];
        }

        var slope = (count * sumXy - sumX * sumY) / (count * sumXx - sumX * sumX);
        return ((sumY - slope * sumX) / count, slope);
    }

    private static void Subtract(ReadOnlySpan<double> spectrum, (double Offset, double Slope) line, AperiodicPlan plan, Span<double> output)
    {
        for (var i = 0; i < spectrum.Length; i++)
            output[i] = spectrum[i] - line.Offset - line.Slope * plan.LogFrequencies[i];
    }

    /// <summary>The highest point, a Gaussian of its half width taken away, again, until what is left is noise.</summary>
    private static int FindPeaks(AperiodicPlan plan, AperiodicWorkspace workspace)
    {
        Span<double> rest = workspace.Rest;
        workspace.Flat.CopyTo(rest);
        var found = 0;
        while (found < AperiodicPlan.MostPeaks)
        {
            var top = System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(rest);
            var height = rest[top];
            if (height <= PeakThreshold * SignalMoments.Of(rest).StandardDeviationMicrovolts || height < LeastHeight)
                break;
            var guess = workspace.Guess.AsSpan(3 * found++, 3);
            guess[0] = plan.FrequenciesHz[top];
            guess[1] = height;
            guess[2] = Math.Clamp(Deviation(rest, top, plan.BinWidthHz), LeastDeviation, GreatestDeviation);
            workspace.Fit.Subtract(guess, plan.FrequenciesHz, rest);
        }

        return found;
    }

    /// <summary>From the nearer of the two places where the peak has fallen to half; the mean of the limits where it never does.</summary>
    private static double Deviation(ReadOnlySpan<double> rest, int top, double binWidthHz)
    {
        var half = rest[top] / 2;
        var below = top - 1;
        while (below > 0 && rest[below] > half)
            below--;
        var above = top + 1;
        while (above < rest.Length && rest[above] > half)
            above++;
        var side = Math.Min(below > 0 ? top - below : int.MaxValue, above < rest.Length ? above - top : int.MaxValue);
        return side == int.MaxValue ? LeastDeviation + GreatestDeviation : 2 * side * binWidthHz / FullWidthPerDeviation;
    }

    /// <summary>A peak whose middle is within one deviation of the range's end is half out of sight.</summary>
    private static int DropAtEdges(Span<double> guess, int count, AperiodicPlan plan)
    {
        var kept = 0;
        for (var p = 0; p < count; p++)
        {
            var peak = guess.Slice(3 * p, 3);
            if (Math.Abs(peak[0] - plan.FrequenciesHz[0]) > peak[2] && Math.Abs(peak[0] - plan.FrequenciesHz[^1]) > peak[2])
                peak.CopyTo(guess.Slice(3 * kept++, 3));
        }

        return kept;
    }

    /// <summary>Sorts by frequency; of two neighbours whose middles are within 0.75 deviations of each the lower one goes.</summary>
    private static int DropNeighbours(Span<double> guess, int count)
    {
        for (var p = 1; p < count; p++)
        {
            for (var q = p; q > 0 && guess[3 * q] < guess[3 * (q - 1)]; q--)
                Exchange(guess.Slice(3 * q, 3), guess.Slice(3 * (q - 1), 3));
        }

        Span<bool> dropped = stackalloc bool[AperiodicPlan.MostPeaks];
        dropped.Clear();
        for (var p = 0; p + 1 < count; p++)
        {
            if (guess[3 * p] + OverlapDeviations * guess[3 * p + 2] > guess[3 * p + 3] - OverlapDeviations * guess[3 * p + 5])
                dropped[guess[3 * p + 1] < guess[3 * p + 4] ? p : p + 1] = true;
        }

        var kept = 0;
        for (var p = 0; p < count; p++)
        {
            if (!dropped[p])
                guess.Slice(3 * p, 3).CopyTo(guess.Slice(3 * kept++, 3));
        }

        return kept;
    }

    private static void Exchange(Span<double> a, Span<double> b)
    {
        for (var i = 0; i < a.Length; i++)
            (a[i], b[i]) = (b[i], a[i]);
    }

    private static void SetBounds(AperiodicPlan plan, AperiodicWorkspace workspace, int peaks)
    {
        for (var p = 0; p < peaks; p++)
        {
            var (middle, deviation) = (workspace.Guess[3 * p], workspace.Guess[3 * p + 2]);
            var reach = 2 * MiddleDeviations * deviation;
            workspace.Lowest[3 * p] = Math.Max(plan.FrequenciesHz[0], middle - reach);
            workspace.Highest[3 * p] = Math.Min(plan.FrequenciesHz[^1], middle + reach);
            (workspace.Lowest[3 * p + 1], workspace.Highest[3 * p + 1]) = (0, double.PositiveInfinity);
            (workspace.Lowest[3 * p + 2], workspace.Highest[3 * p + 2]) = (LeastDeviation, GreatestDeviation);
        }
    }

    /// <summary>The height is what the peaks together add at the bin nearest the middle, as a reader of the plot would take it.</summary>
    private static void KeepPeaks(AperiodicPlan plan, AperiodicWorkspace workspace, ReadOnlySpan<double> parameters)
    {
        workspace.PeakCount = parameters.Length / 3;
        for (var p = 0; p < workspace.PeakCount; p++)
        {
            var bin = Math.Clamp((int)Math.Round(parameters[3 * p] / plan.BinWidthHz) - plan.FirstBin, 0, plan.Count - 1);
            workspace.PeakBuffer[p] = new SpectralPeak(
                parameters[3 * p], GaussianFit.Value(parameters, plan.FrequenciesHz[bin]), 2 * parameters[3 * p + 2]);
        }
    }

    private static AperiodicResult Describe(
        AperiodicPlan plan, AperiodicWorkspace workspace, (double Offset, double Slope) line)
    {
        Span<double> model = workspace.Sorted;
        ReadOnlySpan<double> spectrum = workspace.Spectrum, rest = workspace.Rest;
        var error = 0.0;
        for (var i = 0; i < model.Length; i++)
        {
            // What is left of the spectrum without the peaks, less the line, is the residual of the whole model.
            var residual = rest[i] - line.Offset - line.Slope * plan.LogFrequencies[i];
            model[i] = spectrum[i] - residual;
            error += Math.Abs(residual);
        }

        double meanModel = SignalMoments.Of(model).MeanMicrovolts, meanSpectrum = SignalMoments.Of(spectrum).MeanMicrovolts;
        double both = 0, models = 0, spectra = 0;
        for (var i = 0; i < model.Length; i++)
        {
            both += (model[i] - meanModel) * (spectrum[i] - meanSpectrum);
            models += (model[i] - meanModel) * (model[i] - meanModel);
            spectra += (spectrum[i] - meanSpectrum) * (spectrum[i] - meanSpectrum);
        }

        return new AperiodicResult(line.Offset, -line.Slope, both * both / (models * spectra), error / model.Length, workspace.PeakCount);
    }
}
