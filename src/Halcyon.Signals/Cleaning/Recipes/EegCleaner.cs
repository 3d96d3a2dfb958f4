using System.Text.Json;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Cleaning.Denoising;
using Halcyon.Signals.Cleaning.Eyes;
using Halcyon.Signals.Cleaning.Subspace;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Interpolation;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>Cleans a copy of a recording step by step and writes down each step with what it found.</summary>
/// <remarks>
/// The recording given is never changed. Usual order: filter, bad channels, rejected segments, components or eye
/// regression, subspace, noise, interpolation, reference, montage, resampling. Not safe for several threads at once.
/// </remarks>
public sealed class EegCleaner
{
    internal const double LeastHighPassHz = 0.5;

    private readonly CleaningState _state;
    private readonly CleanedRecording _recording;
    private readonly List<CleaningStep> _steps = [];

    public EegCleaner(EegSignals raw)
    {
        ArgumentNullException.ThrowIfNull(raw);
        if (raw.Channels.Select(c => c.Label).Distinct(StringComparer.Ordinal).Count() != raw.Channels.Count)
            throw new ArgumentException("Two channels have one label; steps go by labels.", nameof(raw));
        _recording = CleanedRecording.Of(raw);
        _state = new CleaningState(raw.Copy());
    }

    /// <summary>What was done so far.</summary>
    public CleaningRecipe Recipe => new() { Recording = _recording, Steps = [.. _steps] };

    /// <summary>What it has come to; a copy.</summary>
    public CleanedSignals Result => CleanedSignals.Of(_state) with { Signals = _state.Signals.Copy() };

    /// <summary>Zero-phase FIR band-pass of all channels; either edge may be null.</summary>
    public FilterStep Filter(double? lowHz, double? highHz) => Take(new FilterStep(lowHz, highHz));

    /// <summary>Takes narrow bands out of all channels: mains, and its harmonics where they are named.</summary>
    /// <param name="frequenciesHz">Ascending.</param>
    public NotchStep Notch(params double[] frequenciesHz)
    {
        ArgumentNullException.ThrowIfNull(frequenciesHz);
        return Take(new NotchStep([.. frequenciesHz]));
    }

    /// <summary>Changes the sampling rate, as near to the one wanted as factors up to 50,000 come: exactly, for usual rates.</summary>
    /// <param name="toHz">20 Hz or more, at most 16 times the present rate.</param>
    public ResamplingStep Resample(double toHz)
    {
        var rate = _state.Signals.SamplingRateHz;
        var resampler = PolyphaseResampler.ForRates(rate, toHz);
        return Take(new ResamplingStep(rate * resampler.Up / resampler.Down, resampler.Up, resampler.Down));
    }

    /// <summary>Finds bad channels and leaves them out of all later steps.</summary>
    public BadChannelsStep FindBadChannels(BadChannelOptions options, CancellationToken cancellationToken = default)
    {
        var findings = BadChannelFinder.Find(_state.Signals, options, cancellationToken);
        return Take(new BadChannelsStep(findings.Channels, findings.LineFrequencyHz));
    }

    /// <summary>Replaces bad channels by what the good ones make of their places.</summary>
    public InterpolationStep Interpolate()
    {
        var plan = BadChannelRepair.Plan(_state.Signals.Channels, _state.Bad);
        return Take(new InterpolationStep(Labels(plan.Repaired), plan.Impossible));
    }

    /// <summary>Takes the mean of the good EEG channels away from all; channels between two electrodes have no part in it and stay.</summary>
    /// <exception cref="ArgumentException">Fewer than two good EEG channels with a reference in common.</exception>
    public AverageReferenceStep ReferenceToAverage()
    {
        string[] members = [.. ScalpChannels.Of(_state.Signals.Channels).Where(c => !_state.Bad.Contains(c.Index)).Select(c => c.Label)];
        if (members.Length < 2)
            throw new ArgumentException(ScalpChannels.AverageRefusal(_state.Signals.Channels, " that are good"));
        return Take(new AverageReferenceStep(members));
    }

    /// <summary>Takes the mean of both ears or, where those were not recorded, of both mastoids away from the EEG channels.</summary>
    /// <exception cref="ArgumentException">One of a pair is bad or was not recorded; nothing takes its place.</exception>
    public ReferenceStep ReferenceToLinkedEars() => Refer(CommonReference.LinkedEars(_state.Signals.Channels, _state.Bad), null);

    /// <summary>Takes one good EEG channel, or the mean of several, away from the EEG channels.</summary>
    /// <param name="electrodes">Labels or electrode names.</param>
    /// <exception cref="ArgumentException">One is bad, was not recorded, or shares no reference with the others.</exception>
    public ReferenceStep ReferenceTo(params string[] electrodes) => Refer(CommonReference.Named(_state.Signals.Channels, _state.Bad, electrodes), null);

    /// <summary>Takes away the level against a point at infinity that the good electrodes tell (<see cref="RestReference"/>).</summary>
    /// <exception cref="ArgumentException">Too few good electrodes with a known place.</exception>
    public ReferenceStep ReferenceToInfinity() => Refer(CommonReference.Infinity(_state.Signals.Channels, _state.Bad), "REST");

    /// <summary>Measures good electrodes against their neighbours: longitudinal, transverse, or the Laplacian of the nearest ones.</summary>
    /// <exception cref="ArgumentException">The montage is a reference and no montage, or none of its pairs was recorded.</exception>
    public MontageStep Derive(Montage montage)
    {
        if (montage is not (Montage.Longitudinal or Montage.Transverse or Montage.Laplacian))
            throw new ArgumentException("A longitudinal, a transverse or a Laplacian montage can be derived; an average is a reference.", nameof(montage));
        _state.RequireElectrodes();
        var channels = _state.Signals.Channels;
        var derivations = Montages.Derive(montage, channels, _state.Bad);
        if (derivations.All(d => d.Reference is null))
            throw new ArgumentException($"The {montage.ToString().ToLowerInvariant()} montage finds no pair of good electrodes.", nameof(montage));
        return Take(new MontageStep(
            montage, [.. derivations.Select(d => new StoredDerivation(d.Label, channels[d.Source].Label, Labels(d.Reference?.Members ?? [])))],
            Montages.MissingElectrodes(montage, channels, _state.Bad)));
    }

    /// <summary>The surface Laplacian of the good electrodes whose place is known, µV/m² (<see cref="CurrentSourceDensity"/>).</summary>
    /// <param name="radiusMetres">Of the head.</param>
    /// <exception cref="ArgumentException">Too few such electrodes.</exception>
    public SurfaceLaplacianStep SurfaceLaplacian(double radiusMetres = CurrentSourceDensity.DefaultRadiusMetres)
    {
        _state.RequireElectrodes();
        var scalp = ScalpChannels.Of(_state.Signals.Channels);
        ChannelInfo[] placed = [.. scalp.Where(c => !_state.Bad.Contains(c.Index) && ElectrodePositions.TryGet(c.Name, out _)).DistinctBy(c => c.Name)];
        string[] leftOut = [.. _state.Signals.Channels.Where(c => c.Kind == ChannelKind.Eeg && !placed.Contains(c)).Select(c => c.Label)];
        return Take(new SurfaceLaplacianStep([.. placed.Select(c => c.Label)], leftOut, radiusMetres));
    }

    /// <summary>Rejects the segments of some kinds that the quality report finds: movement, muscle, electrode_pop, saturation, flat, blink.</summary>
    public RejectedSegmentsStep RejectSegments(IReadOnlyCollection<string> kinds, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(kinds);
        using var reader = _state.Signals.AsReader();
        var quality = RecordingAnalysis.Run(reader, new AnalysisOptions { Sections = AnalysisSections.Quality }, null, cancellationToken).Quality;
        var rate = _state.Signals.SamplingRateHz;
        var bad = Labels([.. _state.Bad]);
        return Take(new RejectedSegmentsStep([.. (quality?.Artifacts ?? [])
            .Where(a => kinds.Contains(a.Kind) && a.Channels.Any(c => !bad.Contains(c)))
            .Select(a =>
            {
                var first = (long)Math.Clamp(Math.Round(a.OnsetSeconds * rate), 0, _state.Signals.SampleCount - 1);
                var count = Math.Clamp((long)Math.Round(a.DurationSeconds * rate), 1, _state.Signals.SampleCount - first);
                return new RejectedSegment(a.Kind, first, count, a.Channels);
            })]));
    }

    /// <summary>Finds components of the good channels (on a copy filtered for it), labels them, and takes out those of some kinds.</summary>
    /// <param name="kinds">To take out.</param>
    public ComponentsStep RemoveComponents(ComponentOptions options, IReadOnlyCollection<ComponentKind> kinds)
    {
        const double fitLowHz = 1, fitHighHz = 40;
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(kinds);
        var labels = _state.OwnChannels();
        int[] places = [.. labels.Select(_state.Place)];
        double? high = fitHighHz < _state.Signals.SamplingRateHz / 2 ? fitHighHz : null;
        var fitted = Filtered(fitLowHz, high);
        var learned = fitted.Without([.. options.Without, .. _state.Rejected]);
        var model = ComponentAnalysis.Fit([.. places.Select(p => (ReadOnlyMemory<double>)learned.Memory(p))], options with { Without = [] });
        var found = ComponentLabeller.Label(model, Filtered(fitLowHz, null).Without(_state.Rejected), places, _state.LineFrequencyHz);
        return Take(new ComponentsStep(
            options.Method, options.Seed, fitLowHz, high, model.Iterations, model.Converged, labels, model.ChannelMeansMicrovolts.ToArray(),
            [.. Enumerable.Range(0, model.Count).Select(k => model.Unmixing(k).ToArray())],
            [.. Enumerable.Range(0, model.Count).Select(k => model.Topography(k).ToArray())],
            [.. found.Select(l => new StoredLabel(l.Component, JsonNamingPolicy.SnakeCaseLower.ConvertName(l.Kind.ToString()), l.Reason))],
            [.. found.Where(l => kinds.Contains(l.Kind)).Select(l => l.Component)]));
    }

    /// <summary>Rebuilds what large bursts covered in the good channels.</summary>
    /// <exception cref="InvalidOperationException">Nothing was high-passed yet: offsets and drifts would pass for bursts.</exception>
    public SubspaceStep Reconstruct(SubspaceOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (_state.HighPassHz < LeastHighPassHz)
            throw new InvalidOperationException($"Filter above {LeastHighPassHz} Hz first: offsets and drifts would pass for bursts.");
        var labels = _state.OwnChannels();
        var learned = _state.Signals.Without(_state.Rejected);
        var calibration = SubspaceCalibration.Fit([.. labels.Select(label => (ReadOnlyMemory<double>)learned.Memory(_state.Place(label)))], _state.Signals.SamplingRateHz, options);
        Take(new SubspaceStep(
            options.Cutoff, options.WindowSeconds, options.StepSeconds, options.MostRemoved, calibration.CleanSeconds, 0,
            labels, calibration.Covariance.ToArray(), calibration.Thresholds.ToArray()));
        var counted = (SubspaceStep)_steps[^1] with { RepairedSamples = _state.LastRepairedSamples };
        _steps[^1] = counted;
        return counted;
    }

    /// <summary>Subtracts from the good EEG channels what the EOG channels explain.</summary>
    /// <exception cref="ArgumentException">There is no EOG channel.</exception>
    public EyeRegressionStep RegressEyes()
    {
        var labels = GoodEeg();
        var eyes = Labels(_state.Signals.Places(ChannelKind.Eog));
        if (eyes.Length == 0)
            throw new ArgumentException("The recording has no EOG channel to regress on.");
        var learned = _state.Signals.Without(_state.Rejected);
        var fit = EyeRegression.Fit(
            [.. labels.Select(label => (ReadOnlyMemory<double>)learned.Memory(_state.Place(label)))], [.. eyes.Select(label => (ReadOnlyMemory<double>)learned.Memory(_state.Place(label)))]);
        return Take(new EyeRegressionStep(
            labels, eyes, [.. Enumerable.Range(0, fit.EegCount).Select(c => fit.Weights(c).ToArray())], fit.EyeMeansMicrovolts.ToArray()));
    }

    /// <summary>Takes white noise of a known strength out of the good EEG channels by wavelets.</summary>
    public WaveletStep Denoise(WaveletOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var levels = WaveletDenoiser.LevelsFor(options.LowestHz, _state.Signals.SamplingRateHz);
        var denoiser = new WaveletDenoiser(options.Wavelet, levels, options.Shrinkage);
        double[] noise = [.. Enumerable.Repeat(options.NoiseMicrovolts, levels)];
        var labels = GoodEeg();
        return Take(new WaveletStep(
            options.NoiseMicrovolts, options.Wavelet.Name, levels, options.Threshold, options.Shrinkage, labels,
            [.. labels.Select(label => denoiser.ThresholdsMicrovolts(_state.Learnable(label), noise, options.Threshold))]));
    }

    /// <summary>Takes white noise of a known strength out of the good EEG channels by a Kalman smoother of each channel's own process.</summary>
    /// <exception cref="InvalidOperationException">Nothing was high-passed yet: drifts would pass for the process.</exception>
    public KalmanStep Denoise(KalmanOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (_state.HighPassHz < LeastHighPassHz)
            throw new InvalidOperationException($"Filter above {LeastHighPassHz} Hz first: drifts would pass for the process.");
        var order = options.Order ?? KalmanModel.OrderFor(_state.Signals.SamplingRateHz);
        var labels = GoodEeg();
        return Take(new KalmanStep(options.NoiseMicrovolts, labels, [.. labels.Select(label =>
        {
            var model = KalmanModel.Fit(_state.Learnable(label), order, options.NoiseMicrovolts);
            return new StoredProcess(model.Coefficients.ToArray(), model.InnovationMicrovolts, model.NoiseMicrovolts, model.MeanMicrovolts);
        })]));
    }

    /// <param name="name">As labels end with it; null for its members' names.</param>
    private ReferenceStep Refer(CommonReference reference, string? name)
    {
        if (reference.Reference is not { } set)
            throw new ArgumentException(reference.Note);
        name ??= string.Concat(set.Members.Select(p => _state.Signals.Channels[p].Name ?? _state.Signals.Channels[p].Label));
        return Take(new ReferenceStep(name, Labels(set.Members), set.Weights, Labels(reference.Referenced), reference.Note));
    }

    private T Take<T>(T step)
        where T : CleaningStep
    {
        step.Apply(_state);
        _steps.Add(step);
        return step;
    }

    private string[] GoodEeg()
    {
        var labels = Labels(_state.Signals.Places(ChannelKind.Eeg).Where(p => !_state.Bad.Contains(p)));
        return labels.Length > 0 ? labels : throw new ArgumentException("No EEG channel is good enough to work on.");
    }

    private string[] Labels(IEnumerable<int> places) => [.. places.Select(p => _state.Signals.Channels[p].Label)];

    private EegSignals Filtered(double? lowHz, double? highHz)
    {
        var copy = _state.Signals.Copy();
        var filter = FirDesign.BandPass(lowHz, highHz, copy.SamplingRateHz);
        var workspace = new FirWorkspace(filter);
        foreach (var channel in copy.Channels)
        {
            foreach (var stretch in copy.Stretches)
            {
                var (first, count) = ((int)stretch.First, (int)stretch.Count);
                filter.Apply(_state.Signals[channel.Index].Slice(first, count), copy[channel.Index].Slice(first, count), workspace);
            }
        }

        return copy;
    }
}
