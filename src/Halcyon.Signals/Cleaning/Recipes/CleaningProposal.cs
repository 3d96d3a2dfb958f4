using System.Globalization;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Cleaning.Denoising;
using Halcyon.Signals.Cleaning.Subspace;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Spectra;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>One thing that was found, and what the recipe does about it.</summary>
/// <param name="Kind">missing, bad_channels, filter, notch, components, subspace, wavelet, kalman, interpolation, reference.</param>
/// <param name="Text">One or two sentences for a person.</param>
public sealed record ProposalFinding(string Kind, string Text);

/// <summary>A recipe that a look at the recording suggests, for a person to judge: bad channels, drifts, mains, reference, and what else was asked for.</summary>
public sealed class CleaningProposal
{
    // Samples for each square of channels that components are learnt from well (Delorme and Makeig 2004, doi:10.1016/j.jneumeth.2003.10.009).
    private const int SamplesPerSquare = 20;

    private static readonly ComponentKind[] Removed = [ComponentKind.Blink, ComponentKind.EyeMovement, ComponentKind.Heart, ComponentKind.Muscle, ComponentKind.LineNoise];

    private readonly EegSignals _raw;
    private readonly ProposalOptions _options;
    private readonly EegCleaner _cleaner;
    private readonly List<ProposalFinding> _findings = [];

    private CleaningProposal(EegSignals raw, ProposalOptions options)
    {
        (_raw, _options) = (raw, options);
        _cleaner = new EegCleaner(raw);
    }

    public CleaningRecipe Recipe => _cleaner.Recipe;

    public IReadOnlyList<ProposalFinding> Findings => _findings;

    /// <param name="progress">0…1.</param>
    /// <exception cref="AnalysisRefusedException">Less than ten seconds, or something that was asked for cannot be done; one sentence says why.</exception>
    /// <exception cref="OperationCanceledException">Cancelled, between two steps.</exception>
    public static CleaningProposal Make(EegSignals raw, ProposalOptions options, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(raw);
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            var proposal = new CleaningProposal(raw, options);
            // In this order: bad channels are judged as recorded, and noise is known before a reference mixes it.
            Action[] steps =
            [
                () => proposal.TakeBadChannels(cancellationToken), proposal.TakeFilters, proposal.TakeComponents, proposal.TakeBursts,
                proposal.TakeNoise, proposal.TakeInterpolation, proposal.TakeReference,
            ];
            for (var i = 0; i < steps.Length; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report((double)i / steps.Length);
                steps[i]();
            }

            return proposal;
        }
        catch (ArgumentException cannot)
        {
            throw new AnalysisRefusedException(CleaningRecipe.FirstSentence(cannot.Message));
        }
    }

    private void TakeBadChannels(CancellationToken cancellationToken)
    {
        var options = new BadChannelOptions { LineFrequency = _options.LineFrequency, Threads = _options.Threads };
        var step = _cleaner.FindBadChannels(options, cancellationToken);
        if (_raw.MeasuredCount < _raw.SampleCount)
            Say("missing", string.Create(CultureInfo.InvariantCulture, $"{(_raw.SampleCount - _raw.MeasuredCount) / _raw.SamplingRateHz:0.###} s hold no numbers in some channel; they stay empty in all."));
        if (_raw.Pieces.Count > 1)
            Say("missing", $"The recording is in {_raw.Pieces.Count} pieces; each is cleaned by itself.");
        if (step.Found.Count == 0)
            Say("bad_channels", "No channel looks bad.");
        foreach (var bad in step.Found)
            Say("bad_channels", $"{bad.Label} looks bad: {string.Join("; ", bad.Reasons)}.");
    }

    private void TakeFilters()
    {
        _cleaner.Filter(_options.HighPassHz, null);
        Say("filter", $"Slow drifts below {StepText.Number(_options.HighPassHz)} Hz are taken out.");
        var line = _cleaner.Recipe.Steps.OfType<BadChannelsStep>().Single().LineFrequencyHz;
        if (line is not { } mains || !FirDesign.NotchFits(mains, _raw.SamplingRateHz))
        {
            Say("notch", line is null ? "No mains is to be seen, so nothing is done about it." : $"Mains of {StepText.Number(line.Value)} Hz lies too near half the sampling rate for a notch; it stays.");
            return;
        }

        double[] notches = [mains, .. Harmonics(mains)];
        _cleaner.Notch(notches);
        var listed = string.Join(", ", notches.Select(StepText.Number));
        Say("notch", _options.LineFrequency == LineFrequency.Auto ? $"Mains is to be seen and taken out: {listed} Hz." : $"Mains is taken out as you say: {listed} Hz.");
    }

    /// <summary>Multiples of the mains that stand out in the usual good channel.</summary>
    private List<double> Harmonics(double mainsHz)
    {
        const int highest = 5;
        var plan = WelchPlan.ForSeconds(2, _raw.SamplingRateHz);
        var densities = GoodDensities(plan);
        var found = new List<double>();
        for (var multiple = 2; multiple <= highest; multiple++)
        {
            var hertz = multiple * mainsHz;
            double[] ratios = [.. densities.Select(density => LineFrequencyDetector.Ratio(density, plan.BinWidthHz, hertz)).OfType<double>()];
            if (ratios.Length > 0 && RobustStatistics.Median<double>(ratios) > QualityLimits.MainsRatio && FirDesign.NotchFits(hertz, _raw.SamplingRateHz))
                found.Add(hertz);
        }

        return found;
    }

    private List<double[]> GoodDensities(WelchPlan plan)
    {
        var bad = _cleaner.Recipe.Steps.OfType<BadChannelsStep>().Single().Found.Select(b => b.Label).ToHashSet(StringComparer.Ordinal);
        var workspace = new WelchWorkspace(plan);
        var densities = new List<double[]>();
        foreach (var place in _raw.Places(ChannelKind.Eeg, bad))
        {
            var total = new WelchAccumulator(plan);
            foreach (var stretch in _raw.Stretches)
            {
                total.Add(_raw[place].Slice((int)stretch.First, (int)stretch.Count), workspace);
                total.EndStretch(workspace);
            }

            var density = new double[plan.BinCount];
            if (total.SegmentCount == 0)
                continue;
            total.WriteDensity(density);
            densities.Add(density);
        }

        return densities;
    }

    private void TakeComponents()
    {
        if (!_options.RemovesComponents)
            return;
        var step = _cleaner.RemoveComponents(new ComponentOptions { Threads = _options.Threads }, Removed);
        var removed = step.Labels.Where(label => step.Removed.Contains(label.Component)).GroupBy(label => label.Label)
            .Select(kind => $"{kind.Count()} {kind.Key.Replace('_', ' ')}").ToList();
        Say("components", removed.Count == 0
            ? $"None of {step.Unmixing.Count} independent components is clearly of eyes, heart, muscle or mains; all stay."
            : $"{step.Removed.Count} of {step.Unmixing.Count} independent components are taken out: {string.Join(", ", removed)}. The recipe says why for each.");
        if (!step.Converged)
            Say("components", "The components did not settle: look at them before you rely on them.");
        if (_raw.SampleCount < SamplesPerSquare * step.Channels.Count * step.Channels.Count)
            Say("components", string.Create(CultureInfo.InvariantCulture, $"{_raw.SampleCount / _raw.SamplingRateHz:0} s are few for the components of {step.Channels.Count} channels: look at them before you rely on them."));
    }

    private void TakeBursts()
    {
        if (!_options.RebuildsBursts)
            return;
        var step = _cleaner.Reconstruct(new SubspaceOptions());
        var seconds = step.RepairedSamples / _raw.SamplingRateHz;
        Say("subspace", step.RepairedSamples == 0 ? "No burst is larger than usual; nothing is rebuilt."
            : string.Create(CultureInfo.InvariantCulture, $"{seconds:0.#} s hold bursts larger than usual and are rebuilt from what the other channels show."));
    }

    private void TakeNoise()
    {
        if (_options.WaveletNoiseMicrovolts is { } wavelet)
        {
            var step = _cleaner.Denoise(new WaveletOptions { NoiseMicrovolts = wavelet });
            Say("wavelet", $"White noise of {StepText.Number(wavelet)} uV is taken out of {step.Channels.Count} channels by wavelets.");
        }

        if (_options.KalmanNoiseMicrovolts is { } kalman)
        {
            var step = _cleaner.Denoise(new KalmanOptions { NoiseMicrovolts = kalman });
            Say("kalman", $"White noise of {StepText.Number(kalman)} uV is taken out of {step.Channels.Count} channels by Kalman smoothing.");
            // Half a percent: what rounding of a stored number could hide.
            string[] less = [.. step.Channels.Where((_, c) => step.Processes[c].NoiseMicrovolts < 0.995 * kalman)];
            if (less.Length > 0)
                Say("kalman", $"So much white noise is not in {string.Join(", ", less)}; less is taken out there.");
        }
    }

    private void TakeInterpolation()
    {
        if (_cleaner.Recipe.Steps.OfType<BadChannelsStep>().Single().Found.Count == 0)
            return;
        var step = _cleaner.Interpolate();
        if (step.Channels.Count > 0)
            Say("interpolation", $"{string.Join(", ", step.Channels)} {(step.Channels.Count == 1 ? "is" : "are")} estimated from the channels around.");
        foreach (var reason in step.Impossible)
            Say("interpolation", $"Stays bad: {reason}");
    }

    private void TakeReference()
    {
        if (_options.Reference.Kind == ReferenceKind.None)
        {
            Say("reference", "The reference stays as recorded.");
            return;
        }

        if (_options.Reference.Kind == ReferenceKind.Channels)
        {
            Say("reference", $"Measured against another reference: {_cleaner.ReferenceTo([.. _options.Reference.Labels]).Note}");
            return;
        }

        try
        {
            Say("reference", $"Measured against the mean of {_cleaner.ReferenceToAverage().Channels.Count} channels.");
        }
        catch (ArgumentException cannot)
        {
            // Nobody asked for it: without one the recording is as good as it was.
            Say("reference", $"The reference stays as recorded. {CleaningRecipe.FirstSentence(cannot.Message)}");
        }
    }

    private void Say(string kind, string text) => _findings.Add(new ProposalFinding(kind, text));
}
