using System.Reflection;
using System.Text.Json.Serialization;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Components;
using Halcyon.Signals.Cleaning.Eyes;
using Halcyon.Signals.Cleaning.Subspace;
using Halcyon.Signals.Interpolation;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>One step of cleaning: its parameters, what it found, and all the numbers that repeating it needs.</summary>
/// <remarks>A step is found once and applied by the same code then and at every replay, so both give the same bits.</remarks>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(FilterStep), "filter")]
[JsonDerivedType(typeof(NotchStep), "notch")]
[JsonDerivedType(typeof(ResamplingStep), "resampling")]
[JsonDerivedType(typeof(BadChannelsStep), "bad_channels")]
[JsonDerivedType(typeof(InterpolationStep), "interpolation")]
[JsonDerivedType(typeof(AverageReferenceStep), "average_reference")]
[JsonDerivedType(typeof(ReferenceStep), "reference")]
[JsonDerivedType(typeof(MontageStep), "montage")]
[JsonDerivedType(typeof(SurfaceLaplacianStep), "surface_laplacian")]
[JsonDerivedType(typeof(RejectedSegmentsStep), "rejected_segments")]
[JsonDerivedType(typeof(ComponentsStep), "components")]
[JsonDerivedType(typeof(SubspaceStep), "subspace")]
[JsonDerivedType(typeof(EyeRegressionStep), "eye_regression")]
[JsonDerivedType(typeof(WaveletStep), "wavelet")]
[JsonDerivedType(typeof(KalmanStep), "kalman")]
public abstract record CleaningStep
{
    private static readonly Dictionary<Type, string> Kinds = typeof(CleaningStep).GetCustomAttributes<JsonDerivedTypeAttribute>(inherit: false)
        .ToDictionary(step => step.DerivedType, step => (string)step.TypeDiscriminator!);

    /// <summary>One line for a person.</summary>
    [JsonIgnore]
    public abstract string Summary { get; }

    /// <summary>As in a saved recipe: "filter", "bad_channels"…</summary>
    [JsonIgnore]
    internal string StepKind => Kinds[GetType()];

    /// <exception cref="ArgumentException">The step's numbers do not fit together or to the state.</exception>
    internal abstract void Apply(CleaningState state);
}

/// <summary>Channels that later steps leave out, each with its reasons. Samples stay as they are.</summary>
public sealed record BadChannelsStep(IReadOnlyList<BadChannel> Found, double? LineFrequencyHz) : CleaningStep
{
    public override string Summary => Found.Count == 0 ? "no bad channels" : $"bad channels: {string.Join("; ", Found.Select(b => $"{b.Label} ({string.Join(", ", b.Reasons)})"))}";

    internal override void Apply(CleaningState state)
    {
        foreach (var bad in Found)
            state.Bad.Add(state.Place(bad.Label));
        state.LineFrequencyHz = LineFrequencyHz;
    }
}

/// <summary>Bad channels replaced by spherical splines through the good ones.</summary>
/// <param name="Channels">Replaced.</param>
/// <param name="Impossible">Bad channels that stay bad, each with the reason.</param>
public sealed record InterpolationStep(IReadOnlyList<string> Channels, IReadOnlyList<string> Impossible) : CleaningStep
{
    public override string Summary => Channels.Count == 0 ? "nothing interpolated" : $"interpolated: {string.Join(", ", Channels)}";

    internal override void Apply(CleaningState state)
    {
        var wanted = Channels.Select(state.Place).ToHashSet();
        if (wanted.Count == 0)
            return;
        state.RequireElectrodes();
        var plan = BadChannelRepair.Plan(state.Signals.Channels, state.Bad);
        if (plan.Operator is null || !wanted.SetEquals(plan.Repaired))
            throw new ArgumentException("The channels to interpolate are not those that can be.");
        state.ForEachStretch([.. plan.Sources.Concat(plan.Repaired).Select(state.Signals.Memory)], channels =>
        {
            var sources = channels[..plan.Sources.Count];
            double[][] outputs = [.. plan.Repaired.Select(_ => new double[channels[0].Length])];
            plan.Operator.Apply([.. sources.Select(s => s.ToArray())], outputs);
            for (var i = 0; i < outputs.Length; i++)
                outputs[i].CopyTo(channels[sources.Length + i]);
        });
        state.Bad.ExceptWith(wanted);
        state.Interpolated.UnionWith(wanted);
    }
}

/// <summary>Stretches that later steps do not learn from and that an analysis should leave out. Samples stay as they are.</summary>
public sealed record RejectedSegmentsStep(IReadOnlyList<RejectedSegment> Segments) : CleaningStep
{
    public override string Summary => Segments.Count switch
    {
        0 => "no segments rejected",
        1 => "1 segment rejected",
        var count => $"{count} segments rejected",
    };

    internal override void Apply(CleaningState state)
    {
        foreach (var segment in Segments)
        {
            if (segment.FirstSample < 0 || segment.SampleCount < 1 || segment.FirstSample > state.Signals.SampleCount - segment.SampleCount)
                throw new ArgumentException("A rejected segment lies outside the recording.");
            state.Rejected.Add(new SampleRange(segment.FirstSample, segment.SampleCount));
        }
    }
}

/// <param name="Kind">As in the quality report: movement, muscle, electrode_pop…</param>
public sealed record RejectedSegment(string Kind, long FirstSample, long SampleCount, IReadOnlyList<string> Channels);

/// <summary>Independent components taken out.</summary>
/// <param name="Channels">Of the fit, in its order.</param>
/// <param name="Labels">Of every component, with its reason.</param>
/// <param name="Removed">Components taken out.</param>
public sealed record ComponentsStep(
    ComponentMethod Method, int Seed, double FitLowHz, double? FitHighHz, int Iterations, bool Converged, IReadOnlyList<string> Channels, IReadOnlyList<double> ChannelMeans,
    IReadOnlyList<double[]> Unmixing, IReadOnlyList<double[]> Mixing, IReadOnlyList<StoredLabel> Labels, IReadOnlyList<int> Removed) : CleaningStep
{
    public override string Summary =>
        $"{Removed.Count} of {Unmixing.Count} components removed{(Removed.Count == 0 ? "" : ": " + string.Join(", ", Labels.Where(l => Removed.Contains(l.Component)).Select(l => $"{l.Component} ({l.Label})")))}";

    internal override void Apply(CleaningState state)
    {
        var model = new ComponentModel(Method, Unmixing, Mixing, ChannelMeans);
        state.ForEachStretch(state.Memories(Channels), channels => model.Remove(channels, [.. Removed]));
    }
}

/// <param name="Label">blink, muscle…, snake case.</param>
public sealed record StoredLabel(int Component, string Label, string Reason);

/// <summary>Artifact subspace reconstruction.</summary>
/// <param name="RepairedSamples">Samples that came out changed.</param>
public sealed record SubspaceStep(
    double Cutoff, double WindowSeconds, double StepSeconds, double MostRemoved, double CleanSeconds, long RepairedSamples,
    IReadOnlyList<string> Channels, IReadOnlyList<double> Covariance, IReadOnlyList<double> Thresholds) : CleaningStep
{
    public override string Summary => $"bursts rebuilt in {RepairedSamples} samples";

    internal override void Apply(CleaningState state)
    {
        var options = new SubspaceOptions { Cutoff = Cutoff, WindowSeconds = WindowSeconds, StepSeconds = StepSeconds, MostRemoved = MostRemoved };
        var calibration = new SubspaceCalibration(Channels.Count, state.Signals.SamplingRateHz, Covariance, Thresholds, options);
        var repaired = 0L;
        state.ForEachStretch(state.Memories(Channels), channels => repaired += SubspaceCleaning.Clean(channels, calibration));
        state.LastRepairedSamples = repaired;
    }
}

/// <summary>Eye channels' part subtracted from the EEG.</summary>
public sealed record EyeRegressionStep(
    IReadOnlyList<string> Channels, IReadOnlyList<string> EyeChannels, IReadOnlyList<double[]> Weights, IReadOnlyList<double> EyeMeans) : CleaningStep
{
    public override string Summary => $"{string.Join(", ", EyeChannels)} regressed out of {Channels.Count} channels";

    internal override void Apply(CleaningState state)
    {
        var regression = new EyeRegression(Weights, EyeMeans);
        state.ForEachStretch([.. state.Memories(Channels), .. state.Memories(EyeChannels)], channels => regression.Remove(
            channels[..Channels.Count], [.. channels[Channels.Count..].Select(m => (ReadOnlyMemory<double>)m)]));
    }
}
