using System.Globalization;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Features;

/// <summary>Which channels of a recording are measured.</summary>
internal static class FeatureChannels
{
    /// <param name="wanted">Labels or electrode names; empty for every voltage.</param>
    /// <param name="notes">Gets a sentence for what is left out.</param>
    /// <returns>Their labels are distinct in the whole recording.</returns>
    public static IReadOnlyList<ChannelInfo> Choose(RecordingInfo info, IReadOnlyList<string> wanted, List<string> notes)
    {
        List<ChannelInfo> all =
            [.. info.Channels.Zip(ChannelLabels.Distinct(info.Channels.Select(c => c.Label)), (channel, label) => channel with { Label = label })];
        if (wanted.Count > 0)
            return [.. wanted.Select(label => Named(all, label)).DistinctBy(c => c.Index)];
        foreach (var channel in all)
        {
            if (Reason(channel) is { } reason)
                notes.Add($"{channel.Label} is left out: {reason}.");
        }

        List<ChannelInfo> chosen = [.. all.Where(c => Reason(c) is null)];
        return chosen.Count > 0 ? chosen : throw new FeaturesRefusedException("The file has no voltage sampled at 20 Hz or more, so there is nothing to measure.");
    }

    private static ChannelInfo Named(List<ChannelInfo> all, string label)
    {
        var channel = all.Find(c => c.Label.Equals(label, StringComparison.OrdinalIgnoreCase))
            ?? all.Find(c => c.Name is not null
                && Electrode.Canonical(c.Name).Equals(Electrode.Canonical(label), StringComparison.OrdinalIgnoreCase))
            ?? throw new FeaturesRefusedException($"There is no channel \"{label}\"; the file has {string.Join(", ", all.Select(c => c.Label))}.");
        return Reason(channel) is { } reason ? throw new FeaturesRefusedException($"{channel.Label} cannot be measured: {reason}.") : channel;
    }

    private static string? Reason(ChannelInfo channel) => channel switch
    {
        { Unit: not "uV" } => "it is not a voltage",
        { SampleCount: 0 } => "it has no samples",
        _ when !ChannelGroup.IsWaveform(channel) =>
            string.Create(CultureInfo.InvariantCulture, $"it is sampled at {channel.SamplingRateHz:0.###} Hz, below {ChannelGroup.LowestRateHz} Hz"),
        _ => null,
    };
}
