using System.Numerics.Tensors;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>The mean of the good EEG channels taken from every EEG channel.</summary>
/// <param name="Channels">Whose mean it is.</param>
public sealed record AverageReferenceStep(IReadOnlyList<string> Channels) : CleaningStep
{
    public override string Summary => $"average reference of {Channels.Count} channels";

    internal override void Apply(CleaningState state)
    {
        if (Channels.Count < 2)
            throw new ArgumentException("An average reference needs two channels.");
        state.Refer("AVG", Channels, null, [.. ScalpChannels.Of(state.Signals.Channels).Select(c => c.Label)]);
    }
}

/// <summary>A common reference other than the average taken from the EEG channels: ears, named electrodes, infinity.</summary>
/// <param name="Name">Short, as labels end with it: "A1A2", "Cz", "REST".</param>
/// <param name="Members">Channels that it is made of.</param>
/// <param name="Weights">Of each member, adding up to 1; null for the plain mean.</param>
/// <param name="Referenced">Channels that it was taken away from; others stay.</param>
/// <param name="Note">One sentence for a reader.</param>
public sealed record ReferenceStep(
    string Name, IReadOnlyList<string> Members, IReadOnlyList<double>? Weights, IReadOnlyList<string> Referenced, string Note) : CleaningStep
{
    public override string Summary => $"reference {Name}: {Note}";

    internal override void Apply(CleaningState state)
    {
        if (Weights is not null && (Weights.Count != Members.Count || Weights.Any(weight => !double.IsFinite(weight))))
            throw new ArgumentException("The reference needs one finite weight for each of its channels.");
        state.Refer(Name, Members, Weights, Referenced);
        // Nothing is left in a lone reference electrode.
        if (Members.Count == 1 && Referenced.Contains(Members[0]))
            state.Interpolated.Add(state.Place(Members[0]));
    }
}

/// <summary>Electrodes measured against their neighbours instead of a common reference.</summary>
/// <param name="Montage">Longitudinal, transverse, or the Laplacian of the nearest neighbours.</param>
/// <param name="Derivations">Everything that comes out, in its order.</param>
/// <param name="Missing">Electrodes that the montage asks for and that were not recorded or are bad; their pairs are left out.</param>
public sealed record MontageStep(Montage Montage, IReadOnlyList<StoredDerivation> Derivations, IReadOnlyList<string> Missing) : CleaningStep
{
    public override string Summary =>
        $"{Montage.ToString().ToLowerInvariant()} montage of {Derivations.Count(d => d.Against.Count > 0)} derivations{(Missing.Count == 0 ? "" : $"; {string.Join(", ", Missing)} not recorded or bad")}";

    internal override void Apply(CleaningState state)
    {
        state.RequireElectrodes();
        var before = state.Signals;
        var channels = new List<ChannelInfo>();
        var samples = new List<double[]>();
        var mean = new double[before.SampleCount];
        foreach (var derivation in Derivations)
        {
            var source = state.Place(derivation.Source);
            var output = before[source].ToArray();
            if (derivation.Against.Count > 0)
            {
                state.Mean(derivation.Against, null, mean);
                TensorPrimitives.Subtract(output, mean, output);
            }

            samples.Add(output);
            channels.Add(derivation.Against.Count == 0 ? before.Channels[source] : before.Channels[source] with { Label = derivation.Label, Name = null });
        }

        state.ReplaceByDerivations(channels, samples);
    }
}

/// <param name="Label">"Fp1-F7", or the channel's own.</param>
/// <param name="Against">Channels whose mean was taken away; empty for none.</param>
public sealed record StoredDerivation(string Label, string Source, IReadOnlyList<string> Against);

/// <summary>The surface Laplacian by spherical splines of the EEG electrodes whose place is known, µV/m². Other EEG channels are left out.</summary>
/// <param name="Channels">Electrodes that it was made of.</param>
/// <param name="LeftOut">EEG channels that are bad or have no known place.</param>
/// <param name="RadiusMetres">Of the head.</param>
public sealed record SurfaceLaplacianStep(IReadOnlyList<string> Channels, IReadOnlyList<string> LeftOut, double RadiusMetres) : CleaningStep
{
    public override string Summary => $"surface Laplacian of {Channels.Count} electrodes{(LeftOut.Count == 0 ? "" : $"; left out: {string.Join(", ", LeftOut)}")}";

    internal override void Apply(CleaningState state)
    {
        state.RequireElectrodes();
        var before = state.Signals;
        int[] places = [.. Channels.Select(state.Place)];
        var positions = places.Select(p => ElectrodePositions.TryGet(before.Channels[p].Name, out var position)
            ? position : throw new ArgumentException($"\"{before.Channels[p].Label}\" has no known place on the scalp."));
        var laplacian = CurrentSourceDensity.Operator([.. positions], RadiusMetres);
        double[][] outputs = [.. places.Select(_ => new double[before.SampleCount])];
        state.ForEachStretch([.. places.Select(before.Memory), .. outputs], channels =>
        {
            double[][] parts = [.. places.Select(_ => new double[channels[0].Length])];
            laplacian.Apply([.. channels[..places.Length].Select(samples => samples.ToArray())], parts);
            for (var i = 0; i < parts.Length; i++)
                parts[i].CopyTo(channels[places.Length + i]);
        });
        // Nothing was measured, and nothing is made of it.
        foreach (var output in outputs)
        {
            for (var i = 0; i < output.Length && before.MeasuredCount < before.SampleCount; i++)
                output[i] = double.IsNaN(before[places[0]][i]) ? double.NaN : output[i];
        }

        int[] others = [.. before.Channels.Where(c => c.Kind != ChannelKind.Eeg).Select(c => c.Index)];
        // No longer a voltage between places: nothing that looks for EEG in µV may take it for that.
        state.ReplaceByDerivations(
            [.. places.Select(p => before.Channels[p] with { Label = $"{before.Channels[p].Name}-csd", Name = null, Kind = ChannelKind.Other, Unit = CurrentSourceDensity.Unit }), .. others.Select(p => before.Channels[p])],
            [.. outputs, .. others.Select(p => before[p].ToArray())]);
    }
}
