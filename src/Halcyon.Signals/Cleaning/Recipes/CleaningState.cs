namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>What the steps so far have made of a copy of the recording.</summary>
internal sealed class CleaningState(EegSignals copy)
{
    public EegSignals Signals { get; } = copy;
    public HashSet<int> Bad { get; } = [];

    /// <summary>Sums of others: no information of their own for components or subspaces.</summary>
    public HashSet<int> Interpolated { get; } = [];
    public List<SampleRange> Rejected { get; } = [];
    public double HighPassHz { get; set; }
    public double? LineFrequencyHz { get; set; }
    public long LastRepairedSamples { get; set; }

    public int Place(string label)
    {
        var found = Signals.Channels.FirstOrDefault(c => c.Label == label);
        return found?.Index ?? throw new ArgumentException($"There is no channel \"{label}\".");
    }

    public Memory<double>[] Memories(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0 || labels.Distinct(StringComparer.Ordinal).Count() != labels.Count)
            throw new ArgumentException("The channels of the step are missing or named twice.");
        return [.. labels.Select(label => Signals.Memory(Place(label)))];
    }

    /// <summary>Labels of the EEG channels that carry information of their own.</summary>
    public string[] OwnChannels() =>
        [.. Signals.Places(Recordings.ChannelKind.Eeg).Where(p => !Bad.Contains(p) && !Interpolated.Contains(p)).Select(p => Signals.Channels[p].Label)];
}
