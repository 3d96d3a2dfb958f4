using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.References;

/// <summary>How the channels are paired for viewing.</summary>
public enum Montage
{
    /// <summary>As in the file.</summary>
    Recorded,

    /// <summary>Each EEG channel less the mean of all EEG channels; those between two electrodes as in the file.</summary>
    Average,

    /// <summary>Front to back in chains ("double banana").</summary>
    Longitudinal,

    /// <summary>Ear to ear in rows.</summary>
    Transverse,

    /// <summary>Each electrode less the mean of its nearest neighbours in front, behind, left and right (Hjorth 1975,
    /// doi:10.1016/0013-4694(75)90056-5).</summary>
    Laplacian,
}

/// <summary>Works out which channels a montage shows for a recording.</summary>
/// <remarks>
/// A pair of which one electrode was not recorded is left out, never bridged to the next. Channels that are not EEG
/// follow the EEG unchanged, and so do EEG channels without an electrode name, which may already be derivations.
/// </remarks>
public static class Montages
{
    private static readonly HashSet<int> NoChannels = [];

    private static readonly string[] LongitudinalChains =
    [
        "Fp1 F7 T7 P7 O1", "Fp1 F3 C3 P3 O1", "Fz Cz Pz", "Fp2 F4 C4 P4 O2", "Fp2 F8 T8 P8 O2",
    ];

    private static readonly string[] TransverseChains =
    [
        "F7 Fp1 Fp2 F8", "F7 F3 Fz F4 F8", "T7 C3 Cz C4 T8", "P7 P3 Pz P4 P8", "P7 O1 O2 P8",
    ];

    public static IReadOnlyList<Derivation> Derive(Montage montage, IReadOnlyList<ChannelInfo> channels) =>
        Derive(montage, channels, NoChannels);

    /// <param name="bad">Indices of channels that take part in no mean and no pair.</param>
    public static IReadOnlyList<Derivation> Derive(Montage montage, IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(bad);
        return montage switch
        {
            Montage.Recorded => [.. channels.Select(AsRecorded)],
            Montage.Average => Average(channels, bad),
            Montage.Longitudinal => Chains(LongitudinalChains, channels, bad),
            Montage.Transverse => Chains(TransverseChains, channels, bad),
            Montage.Laplacian => Laplacian(channels, bad),
            _ => throw new ArgumentOutOfRangeException(nameof(montage), montage, "Unknown montage."),
        };
    }

    /// <summary>Electrodes that a bipolar montage asks for and the recording has not, or has only bad; empty for other montages.</summary>
    public static IReadOnlyList<string> MissingElectrodes(Montage montage, IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(bad);
        string[] chains = montage switch
        {
            Montage.Longitudinal => LongitudinalChains,
            Montage.Transverse => TransverseChains,
            _ => [],
        };
        var recorded = Electrode.ByName(channels.Where(c => !bad.Contains(c.Index)));
        return [.. chains.SelectMany(c => c.Split(' ')).Distinct().Where(name => !recorded.ContainsKey(name))];
    }

    private static Derivation AsRecorded(ChannelInfo channel) => new(channel.Label, channel.Index, null);

    private static List<Derivation> Average(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        // One mean for each sampling rate: samples of different rates do not fall on the same instants.
        var scalp = channels.GroupBy(c => c.SamplingRateHz).SelectMany(ScalpChannels.Of).ToList();
        var means = scalp.Where(c => !bad.Contains(c.Index))
            .GroupBy(c => c.SamplingRateHz)
            .Where(g => g.Count() > 1)
            .ToDictionary(g => g.Key, g => new ReferenceSet([.. g.Select(c => c.Index)]));
        // Old and new names of one place (T3, T7) have one electrode name; then the recorded labels tell them apart.
        var doubled = scalp.Where(c => c.Name is not null).GroupBy(c => c.Name).Where(g => g.Count() > 1).Select(g => g.Key).ToHashSet();
        return
        [
            .. channels.Select(c => scalp.Contains(c) && means.TryGetValue(c.SamplingRateHz, out var mean)
                ? new Derivation($"{(doubled.Contains(c.Name) ? c.Label : c.Name ?? c.Label)}-avg", c.Index, mean)
                : AsRecorded(c)),
        ];
    }

    private static List<Derivation> Chains(string[] chains, IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        var byName = Electrode.ByName(channels.Where(c => !bad.Contains(c.Index)));
        var derivations = new List<Derivation>();
        foreach (var chain in chains)
        {
            var names = chain.Split(' ');
            for (var i = 1; i < names.Length; i++)
            {
                if (byName.TryGetValue(names[i - 1], out var first) && byName.TryGetValue(names[i], out var second)
                    && first.SamplingRateHz == second.SamplingRateHz)
                {
                    derivations.Add(new Derivation($"{first.Name}-{second.Name}", first.Index, new ReferenceSet([second.Index])));
                }
            }
        }

        derivations.AddRange(channels.Where(c => c.Kind != ChannelKind.Eeg || c.Name is null).Select(AsRecorded));
        return derivations;
    }

    private static List<Derivation> Laplacian(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        var placed = Electrode.ByName(channels.Where(c => !bad.Contains(c.Index))).Values
            .Select(c => (Channel: c, Place: Electrode.Find(c.Name)))
            .Where(p => p.Place is not null)
            .Select(p => (p.Channel, Place: p.Place!.Value))
            .OrderBy(p => p.Channel.Index)
            .ToList();
        var derivations = new List<Derivation>();
        foreach (var (channel, place) in placed)
        {
            var neighbours = Neighbours(channel, place, placed);
            // With fewer than two neighbours this would be a bipolar pair under a wrong name.
            if (neighbours.Count >= 2)
                derivations.Add(new Derivation($"{channel.Name}-lap", channel.Index, new ReferenceSet(neighbours)));
        }

        derivations.AddRange(channels.Where(c => c.Kind != ChannelKind.Eeg || c.Name is null).Select(AsRecorded));
        return derivations;
    }

    private static List<int> Neighbours(ChannelInfo channel, Electrode place, List<(ChannelInfo Channel, Electrode Place)> placed)
    {
        var neighbours = new List<int>(4);
        foreach (var (rowStep, columnStep) in (ReadOnlySpan<(int, int)>)[(-1, 0), (1, 0), (0, -1), (0, 1)])
        {
            var nearest = placed
                .Where(p => p.Channel.SamplingRateHz == channel.SamplingRateHz
                    && Math.Sign(p.Place.Row - place.Row) == rowStep && Math.Sign(p.Place.Column - place.Column) == columnStep)
                .OrderBy(p => Math.Abs(p.Place.Row - place.Row) + Math.Abs(p.Place.Column - place.Column))
                .FirstOrDefault();
            if (nearest.Channel is not null)
                neighbours.Add(nearest.Channel.Index);
        }

        return neighbours;
    }
}
