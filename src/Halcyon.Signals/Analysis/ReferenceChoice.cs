using Halcyon.Signals.Channels;
using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Analysis;

/// <param name="Mean">Places in a group whose mean is taken away.</param>
/// <param name="From">Places that it is taken away from.</param>
internal sealed record GroupReference(ReferenceSet Mean, IReadOnlySet<int> From);

/// <summary>Turns the reference that was asked for into channels of each group.</summary>
internal static class ReferenceChoice
{
    /// <returns>For each group the places whose mean is taken away; null for nothing (an average is settled after the first pass).</returns>
    public static IReadOnlyList<GroupReference?> Resolve(RecordingInfo info, IReadOnlyList<ChannelGroup> groups, AnalysisReference reference)
    {
        if (reference.Kind == ReferenceKind.Average && !groups.Any(g => ScalpChannels.Of(g.Channels).Count > 1))
            throw new AnalysisRefusedException(ScalpChannels.AverageRefusal(info.Channels, " of one sampling rate"));
        if (reference.Kind != ReferenceKind.Channels)
            return [.. groups.Select(_ => (GroupReference?)null)];

        var found = reference.Labels.Select(label => Find(info, label)).ToList();
        if (found.Find(c => ElectrodeNames.IsDerivation(c.Label)) is { } derivation)
            throw new AnalysisRefusedException($"{derivation.Label} is measured between two electrodes and cannot be a reference.");
        var references = groups.Select(g => Within(g, found)).ToList();
        if (references.All(r => r is null))
            throw new AnalysisRefusedException("The reference channels must be voltages of one sampling rate with EEG channels that have a reference in common.");
        return references;
    }

    /// <summary>The mean of the good EEG channels, or of all where fewer than two are good; channels between two electrodes have no part in it.</summary>
    public static IReadOnlyList<GroupReference?> Average(IReadOnlyList<GroupQuality> groups) =>
    [
        .. groups.Select(g =>
        {
            var scalp = ScalpChannels.Of(g.Group.Channels);
            int[] eeg = [.. Enumerable.Range(0, g.Channels.Count).Where(i => scalp.Contains(g.Group.Channels[i]))];
            int[] good = [.. eeg.Where(i => g.Channels[i].Status == "good")];
            return eeg.Length > 1 ? new GroupReference(new ReferenceSet(good.Length > 1 ? good : eeg), eeg.ToHashSet()) : null;
        }),
    ];

    private static ChannelInfo Find(RecordingInfo info, string label) =>
        info.Channels.FirstOrDefault(c => c.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
        ?? info.Channels.FirstOrDefault(c => c.Name is not null
            && Electrode.Canonical(c.Name).Equals(Electrode.Canonical(label), StringComparison.OrdinalIgnoreCase))
        ?? throw new AnalysisRefusedException(
            $"There is no channel \"{label}\" to refer to; the file has {string.Join(", ", info.Channels.Select(c => c.Label))}.");

    private static GroupReference? Within(ChannelGroup group, List<ChannelInfo> members)
    {
        var places = members.Select(m => group.Channels.ToList().FindIndex(c => c.Index == m.Index)).ToList();
        var scalp = ScalpChannels.Of(group.Channels);
        var eeg = Enumerable.Range(0, group.Channels.Count).Where(i => scalp.Contains(group.Channels[i])).ToHashSet();
        return places.Count > 0 && places.All(p => p >= 0) && eeg.Count > 0 ? new GroupReference(new ReferenceSet(places), eeg) : null;
    }
}
