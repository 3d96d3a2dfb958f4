using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Quality;

/// <summary>Finds stretches of flat, clipped, muscle, movement and electrode-pop seconds, and counts what remains.</summary>
/// <param name="epochs">Channels of one group.</param>
/// <param name="isGood">By place in the group.</param>
/// <param name="onsets">Start of each second in the recording.</param>
/// <param name="epochSeconds">Length of each.</param>
internal sealed class ArtifactFinder(
    IReadOnlyList<ChannelEpochs> epochs, bool[] isGood, IReadOnlyList<double> onsets, double epochSeconds)
{
    private readonly List<ArtifactSegment> _artifacts = [];
    private readonly int[] _judged = [.. Enumerable.Range(0, epochs.Count)
        .Where(i => isGood[i] && epochs[i].Channel.Kind == ChannelKind.Eeg)];

    /// <summary>Seconds of good EEG channels without an artifact, and all seconds of good EEG channels.</summary>
    public (long Clean, long All) Usable { get; private set; }

    public IReadOnlyList<ArtifactSegment> Find()
    {
        for (var c = 0; c < epochs.Count; c++)
        {
            if (epochs[c].Channel.Kind is ChannelKind.Eeg or ChannelKind.Eog)
            {
                AddRuns("flat", [c], (channel, e) => epochs[channel].Flat[e]);
                AddRuns("saturation", [c], (channel, e) => epochs[channel].Saturated[e] && !epochs[channel].Flat[e]);
            }
        }

        var muscle = _judged.ToDictionary(c => c, c => MuscleLimit(epochs[c]));
        var movement = Movement();
        var pops = Pops(movement);
        // A step holds every frequency; where one electrode popped, its own are no sign of muscle.
        AddRuns("muscle", _judged, (c, e) => epochs[c].HighFrequency[e] > muscle[c] && pops[e] != c);
        AddRuns("movement", _judged, (c, e) => movement[e]?.Contains(c) == true);
        AddRuns("electrode_pop", _judged, (c, e) => pops[e] == c);
        CountUsable(muscle, movement, pops);
        return _artifacts;
    }

    private static double MuscleLimit(ChannelEpochs channel)
    {
        var live = channel.Live(channel.HighFrequency);
        if (live.Length == 0)
            return double.PositiveInfinity;
        var usual = RobustStatistics.Median<float>(live);
        return Math.Max(
            QualityLimits.MuscleMicrovolts,
            Math.Max(QualityLimits.MuscleRatio * usual, usual + QualityLimits.MuscleDeviations * RobustStatistics.Deviation<float>(live, usual)));
    }

    /// <summary>For each second the channels that moved, or null where too few did.</summary>
    private HashSet<int>?[] Movement()
    {
        var limits = _judged.ToDictionary(
            c => c, c => Math.Max(QualityLimits.MovementMicrovolts, QualityLimits.MovementRatio * epochs[c].Usual(epochs[c].Deviation)));
        var needed = Math.Max(1, (int)Math.Ceiling(QualityLimits.MovementChannels * _judged.Length));
        var moved = new HashSet<int>?[onsets.Count];
        for (var e = 0; e < moved.Length; e++)
        {
            var count = 0;
            foreach (var c in _judged)
                count += epochs[c].Deviation[e] > limits[c] ? 1 : 0;
            if (count >= needed)
                moved[e] = [.. _judged.Where(c => epochs[c].Deviation[e] > limits[c])];
        }

        return moved;
    }

    /// <summary>For each second the one channel that popped, or −1.</summary>
    private int[] Pops(HashSet<int>?[] movement)
    {
        var limits = _judged.ToDictionary(
            c => c, c => Math.Max(QualityLimits.PopMicrovolts, QualityLimits.PopRatio * epochs[c].Usual(epochs[c].Step)));
        var pops = new int[onsets.Count];
        for (var e = 0; e < pops.Length; e++)
        {
            pops[e] = -1;
            if (movement[e] is not null)
                continue;
            var largest = 0f;
            var second = 0f;
            foreach (var c in _judged)
            {
                var step = epochs[c].Step[e];
                if (step > largest)
                {
                    (second, largest) = (largest, step);
                    pops[e] = c;
                }
                else
                {
                    second = Math.Max(second, step);
                }
            }

            if (pops[e] >= 0 && !(largest > limits[pops[e]] && second < largest / 2))
                pops[e] = -1;
        }

        return pops;
    }

    private void CountUsable(Dictionary<int, double> muscle, HashSet<int>?[] movement, int[] pops)
    {
        var clean = 0L;
        foreach (var c in _judged)
        {
            for (var e = 0; e < onsets.Count; e++)
            {
                var spoilt = epochs[c].Flat[e] || epochs[c].Saturated[e] || epochs[c].HighFrequency[e] > muscle[c]
                    || movement[e]?.Contains(c) == true || pops[e] == c;
                clean += spoilt ? 0 : 1;
            }
        }

        Usable = (clean, (long)_judged.Length * onsets.Count);
    }

    /// <summary>Adds a segment for every run of seconds in which one of the channels is affected.</summary>
    private void AddRuns(string kind, int[] channels, Func<int, int, bool> isAffected)
    {
        var affected = new SortedSet<int>();
        var first = -1;
        for (var e = 0; e <= onsets.Count; e++)
        {
            var now = e < onsets.Count && Array.Exists(channels, c => isAffected(c, e));
            // A gap in the recording ends a run too.
            var follows = first >= 0 && now && onsets[e] - onsets[e - 1] < 1.5 * epochSeconds;
            if (first >= 0 && !follows)
            {
                _artifacts.Add(new ArtifactSegment(
                    kind, Math.Round(onsets[first], 3), Math.Round(onsets[e - 1] + epochSeconds - onsets[first], 3),
                    [.. affected.Select(c => epochs[c].Channel.Label)]));
                affected.Clear();
                first = -1;
            }

            if (now)
            {
                first = first < 0 ? e : first;
                affected.UnionWith(channels.Where(c => isAffected(c, e)));
            }
        }
    }
}
