using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Analysis;

/// <summary>Turns the reference that was asked for into channels of each group.</summary>
internal static class ReferenceChoice
{
    /// <returns>For each group the places whose mean is taken away; null for nothing (an average is settled after the first pass).</returns>
    public static IReadOnlyList<ReferenceSet?> Resolve(RecordingInfo info, IReadOnlyList<ChannelGroup> groups, AnalysisReference reference)
    {
        if (reference.Kind == ReferenceKind.Average && !groups.Any(g => g.Channels.Count(c => c.Kind == ChannelKind.Eeg) > 1))
            throw new AnalysisRefusedException("An average reference needs at least two EEG channels of one sampling rate.");
        if (reference.Kind != ReferenceKind.Channels)
            return [.. groups.Select(_ => (ReferenceSet?)null)];

        var found = reference.Labels.Select(label => Find(info, label)).ToList();
        var references = groups.Select(g => Within(g, found)).ToList();
        if (references.All(r => r is null))
            throw new AnalysisRefusedException("The reference channels must be voltages of one sampling rate with the EEG.");
        return references;
    }

    /// <summary>The mean of the good EEG channels, or of all where fewer than two are good.</summary>
    public static IReadOnlyList<ReferenceSet?> Average(IReadOnlyList<GroupQuality> groups) =>
    [
        .. groups.Select(g =>
        {
            int[] eeg = [.. Enumerable.Range(0, g.Channels.Count).Where(i => g.Group.Channels[i].Kind == ChannelKind.Eeg)];
            int[] good = [.. eeg.Where(i => g.Channels[i].Status == "good")];
            return good.Length > 1 ? new ReferenceSet(good) : eeg.Length > 1 ? new ReferenceSet(eeg) : null;
        }),
    ];

    private static ChannelInfo Find(RecordingInfo info, string label) =>
        info.Channels.FirstOrDefault(c => c.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
        ?? info.Channels.FirstOrDefault(c => c.Name is not null
            && Electrode.Canonical(c.Name).Equals(Electrode.Canonical(label), StringComparison.OrdinalIgnoreCase))
        ?? throw new AnalysisRefusedException(
            $"There is no channel \"{label}\" to refer to; the file has {string.Join(", ", info.Channels.Select(c => c.Label))}.");

    private static ReferenceSet? Within(ChannelGroup group, List<ChannelInfo> members)
    {
        var places = members.Select(m => group.Channels.ToList().FindIndex(c => c.Index == m.Index)).ToList();
        return places.Count > 0 && places.All(p => p >= 0) && RecordingAnalysis.HasEeg(group) ? new ReferenceSet(places) : null;
    }
}
