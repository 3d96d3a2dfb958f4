using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.References;

/// <summary>Which EEG channels a common reference may be made of and taken away from.</summary>
/// <remarks>
/// Not those between two electrodes ("Fpz-Cz", "T3-T5"): any common reference has cancelled there, and another would make
/// nonsense of them. Channels recorded against an ear or a mastoid ("C3-A2") are scalp electrodes with a common reference
/// only where all EEG channels say the same one; where they differ ("C3-A2", "C4-A1", "Cz") they are left alone.
/// </remarks>
internal static class ScalpChannels
{
    public static List<ChannelInfo> Of(IEnumerable<ChannelInfo> channels)
    {
        var scalp = channels.Where(c => c.Kind == ChannelKind.Eeg && !ElectrodeNames.IsDerivation(c.Label)).ToList();
        if (scalp.Select(c => ElectrodeNames.EarReference(c.Label)).Distinct().Count() > 1)
            scalp.RemoveAll(c => ElectrodeNames.EarReference(c.Label) is not null);
        return scalp;
    }

    /// <summary>"C3-P3, O1-O2 are", or "C3-P3 is".</summary>
    public static string Alone(IReadOnlyCollection<ChannelInfo> channels) => $"{string.Join(", ", channels.Select(c => c.Label))} {(channels.Count == 1 ? "is" : "are")}";

    /// <summary>One sentence that says why no average can be made of these channels.</summary>
    public static string AverageRefusal(IEnumerable<ChannelInfo> channels, string condition)
    {
        var eeg = channels.Where(c => c.Kind == ChannelKind.Eeg).ToList();
        var alone = eeg.Except(Of(eeg)).ToList();
        return alone.Count == 0
            ? $"An average reference needs at least two EEG channels{condition}."
            : $"An average reference needs at least two EEG channels{condition} with a reference in common, and {Alone(alone)} measured between two electrodes or against different ears.";
    }
}
