using System.Numerics.Tensors;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.References;

/// <summary>One reference for all EEG channels of a recording, worked out from the channels it has. Immutable, shareable.</summary>
/// <param name="Reference">What is taken away; null where it cannot be made.</param>
/// <param name="Referenced">Indices of the channels it is taken away from. All others stay as they are.</param>
/// <param name="Missing">Electrodes that are needed and were not recorded or are bad. Nothing takes their place.</param>
/// <param name="Note">One sentence for a reader: which electrodes, or why it cannot be made.</param>
public sealed record CommonReference(
    ReferenceSet? Reference, IReadOnlyList<int> Referenced, IReadOnlyList<string> Missing, string Note)
{
    // What is averaged is still in the processor's cache when the mean is taken away from it: memory is gone through once.
    private const int BlockSamples = 256;

    private static readonly string[][] EarPairs = [["A1", "A2"], ["M1", "M2"]];

    /// <summary>The mean of the good EEG channels.</summary>
    /// <param name="channels">Of one recording; the EEG of one sampling rate.</param>
    /// <param name="bad">Indices of channels that have no part in the reference; it is taken away from them too.</param>
    public static CommonReference Average(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        var (scalp, good) = Split(channels, bad);
        return good.Count < 2
            ? Impossible([], "An average needs at least two good EEG channels.")
            : new CommonReference(new ReferenceSet([.. good.Select(c => c.Index)]), Indices(scalp), [], $"Mean of {good.Count} good EEG channels.");
    }

    /// <summary>The mean of both ear lobes (A1, A2) or, where neither was recorded, of both mastoids (M1, M2).</summary>
    /// <remarks>One ear alone is no linked reference: it would tilt the two sides against each other.</remarks>
    public static CommonReference LinkedEars(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        var (scalp, good) = Split(channels, bad);
        foreach (var pair in EarPairs)
        {
            var recorded = pair.Where(name => channels.Any(c => c.Kind == ChannelKind.Eeg && c.Name == name)).ToList();
            if (recorded.Count == 0)
                continue;
            var ears = pair.Select(name => good.Find(c => c.Name == name)).OfType<ChannelInfo>().ToList();
            var missing = pair.Where(name => ears.TrueForAll(e => e.Name != name)).ToList();
            return missing.Count > 0
                ? Impossible(missing, $"Linked ears need both of {pair[0]} and {pair[1]}; {string.Join(" and ", missing)} is bad or was not recorded.")
                : new CommonReference(new ReferenceSet(Indices(ears)), Indices(scalp), [], pair[0] == "A1"
                    ? "Mean of the ear lobes A1 and A2."
                    : "Mean of the mastoids M1 and M2; ear lobes were not recorded.");
        }

        return Impossible(EarPairs[0], "Neither ear lobes (A1, A2) nor mastoids (M1, M2) were recorded.");
    }

    /// <summary>One electrode.</summary>
    /// <param name="electrode">Name such as "Cz", of today's or the older system (T3 is T7).</param>
    public static CommonReference OneElectrode(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad, string electrode)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(electrode);
        return Named(channels, bad, [electrode]);
    }

    /// <summary>The mean of some EEG channels.</summary>
    /// <param name="electrodes">Labels, or names such as "Cz", of today's or the older system; at least one.</param>
    public static CommonReference Named(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad, IReadOnlyList<string> electrodes)
    {
        ArgumentNullException.ThrowIfNull(electrodes);
        if (electrodes.Count == 0)
            throw new ArgumentException("At least one electrode is needed.", nameof(electrodes));
        var (scalp, good) = Split(channels, bad);
        var found = electrodes.Select(electrode => good.Find(c => c.Label == electrode)
            ?? good.Find(c => c.Name is not null && Electrode.Canonical(c.Name) == ElectrodeNames.FromLabel(electrode))).ToList();
        List<string> missing = [.. electrodes.Where((_, i) => found[i] is null)];
        if (missing.Count > 0)
            return Impossible(missing, $"{string.Join(" and ", missing)} {(missing.Count == 1 ? "is" : "are")} bad or not among the channels with a common reference.");
        List<ChannelInfo> members = [.. found.OfType<ChannelInfo>().Distinct()];
        string[] names = [.. members.Select(c => c.Name ?? c.Label)];
        return new CommonReference(new ReferenceSet(Indices(members)), Indices(scalp), [], members.Count == 1 ? $"{names[0]} alone." : $"Mean of {string.Join(", ", names)}.");
    }

    /// <summary>A point at infinity, as estimated by <see cref="RestReference"/> from the good electrodes with a standard position.</summary>
    public static CommonReference Infinity(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        var (scalp, good) = Split(channels, bad);
        var placed = good.Where(c => ElectrodePositions.TryGet(c.Name, out _)).DistinctBy(c => c.Name).ToList();
        if (placed.Count < Interpolation.SplineInterpolation.FewestElectrodes)
            return Impossible([], $"An estimate of infinity needs at least {Interpolation.SplineInterpolation.FewestElectrodes} good electrodes with a known place; there are {placed.Count}.");
        var positions = placed.Select(c => ElectrodePositions.TryGet(c.Name, out var position) ? position : default).ToList();
        var reference = new ReferenceSet(Indices(placed)) { Weights = RestReference.Weights(positions) };
        return new CommonReference(reference, Indices(scalp), [], $"Infinity, estimated from {placed.Count} electrodes (REST, three-shell sphere).");
    }

    /// <summary>Takes the reference away.</summary>
    /// <param name="samples">Every channel of the recording by index; those referenced of one length.</param>
    /// <param name="outputs">As the samples, and may be the samples themselves.</param>
    /// <param name="scratch">As long as a referenced channel. What is left in it has no meaning.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void Apply(ReadOnlySpan<double[]> samples, ReadOnlySpan<double[]> outputs, Span<double> scratch)
    {
        if (Reference is null)
            throw new InvalidOperationException(Note);
        if (outputs.Length != samples.Length)
            throw new ArgumentException("As many outputs as channels are needed.", nameof(outputs));
        var length = samples[Referenced[0]].Length;
        if (scratch.Length < length)
            throw new ArgumentException($"The scratch must hold {length} samples.", nameof(scratch));
        for (var i = 0; i < Referenced.Count; i++)
        {
            if (samples[Referenced[i]].Length != length)
                throw new ArgumentException("Referenced channels must be of one length.", nameof(samples));
        }

        for (var c = 0; c < samples.Length; c++)
        {
            if (outputs[c].Length != samples[c].Length)
                throw new ArgumentException("Every output must be as long as its channel.", nameof(outputs));
            if (!Referenced.Contains(c) && !ReferenceEquals(samples[c], outputs[c]))
                samples[c].CopyTo(outputs[c], 0);
        }

        for (var first = 0; first < length; first += BlockSamples)
        {
            var level = scratch[..Math.Min(BlockSamples, length - first)];
            Reference.Mean(samples, first, level);
            for (var i = 0; i < Referenced.Count; i++)
            {
                var c = Referenced[i];
                TensorPrimitives.Subtract(samples[c].AsSpan(first, level.Length), level, outputs[c].AsSpan(first, level.Length));
            }
        }
    }

    /// <summary>EEG channels that a reference may be taken away from, and the good ones among them.</summary>
    private static (List<ChannelInfo> Scalp, List<ChannelInfo> Good) Split(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(bad);
        var scalp = ScalpChannels.Of(channels);
        if (scalp.Select(c => c.SamplingRateHz).Distinct().Count() > 1)
            throw new ArgumentException("The EEG channels must be of one sampling rate.", nameof(channels));
        return (scalp, scalp.FindAll(c => !bad.Contains(c.Index)));
    }

    private static CommonReference Impossible(IReadOnlyList<string> missing, string note) => new(null, [], missing, note);

    private static int[] Indices(IEnumerable<ChannelInfo> channels) => [.. channels.Select(c => c.Index)];
}
