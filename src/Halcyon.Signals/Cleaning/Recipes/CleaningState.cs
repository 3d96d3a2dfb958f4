using System.Numerics.Tensors;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Cleaning.Recipes;

/// <summary>What the steps so far have made of a copy of the recording.</summary>
internal sealed class CleaningState(EegSignals copy)
{
    private bool _holdsDerivations;

    public EegSignals Signals { get; private set; } = copy;
    public HashSet<int> Bad { get; private set; } = [];

    /// <summary>Sums of others, or nothing at all: no information of their own for components or subspaces.</summary>
    public HashSet<int> Interpolated { get; private set; } = [];
    public List<SampleRange> Rejected { get; } = [];
    public double HighPassHz { get; set; }
    public double? LineFrequencyHz { get; set; }
    public long LastRepairedSamples { get; set; }

    /// <summary>Edges of filters in the spelling of EDF's prefilter field.</summary>
    public List<string> Prefilters { get; } = [];

    /// <summary>What some channels are now measured against, and which; null for what they were recorded against.</summary>
    public string? Reference { get; private set; }
    public IReadOnlyList<string> Referenced { get; private set; } = [];

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

    /// <summary>Does something to some channels, each stretch by itself.</summary>
    public void ForEachStretch(IReadOnlyList<Memory<double>> channels, Action<Memory<double>[]> work)
    {
        foreach (var stretch in Signals.Stretches)
            work([.. channels.Select(samples => samples.Slice((int)stretch.First, (int)stretch.Count))]);
    }

    /// <summary>Labels of the EEG channels that carry information of their own.</summary>
    public string[] OwnChannels() =>
        [.. Signals.Places(ChannelKind.Eeg).Where(p => !Bad.Contains(p) && !Interpolated.Contains(p)).Select(p => Signals.Channels[p].Label)];

    /// <summary>A channel without gaps, missing samples and rejected stretches, in parts.</summary>
    public ReadOnlyMemory<double>[] Learnable(string label)
    {
        ReadOnlyMemory<double> samples = Signals.Memory(Place(label));
        return [.. Signals.StretchesWithout(Rejected).Select(s => samples.Slice((int)s.First, (int)s.Count))];
    }

    /// <exception cref="ArgumentException">A montage has taken the electrodes apart.</exception>
    public void RequireElectrodes()
    {
        if (_holdsDerivations)
            throw new ArgumentException("A montage was made already; references, interpolation and other montages have to come before it.");
    }

    public void Filter(FirFilter filter)
    {
        var workspace = new FirWorkspace(filter);
        foreach (var channel in Signals.Channels)
        {
            foreach (var stretch in Signals.Stretches)
            {
                var samples = Signals[channel.Index].Slice((int)stretch.First, (int)stretch.Count);
                filter.Apply(samples.ToArray(), samples, workspace);
            }
        }
    }

    /// <summary>Takes a reference away from some channels.</summary>
    /// <param name="weights">Of each member; null for the plain mean.</param>
    public void Refer(string name, IReadOnlyList<string> members, IReadOnlyList<double>? weights, IReadOnlyList<string> referenced)
    {
        RequireElectrodes();
        var level = new double[Signals.SampleCount];
        Mean(members, weights, level);
        foreach (var samples in Memories(referenced))
            TensorPrimitives.Subtract(samples.Span, level, samples.Span);
        (Reference, Referenced) = (name, referenced);
    }

    /// <summary>The mean of some channels, weighted where there are weights.</summary>
    public void Mean(IReadOnlyList<string> members, IReadOnlyList<double>? weights, Span<double> mean)
    {
        mean.Clear();
        var samples = Memories(members);
        for (var m = 0; m < samples.Length; m++)
        {
            if (weights is null)
                TensorPrimitives.Add(mean, samples[m].Span, mean);
            else
                TensorPrimitives.MultiplyAdd(samples[m].Span, weights[m], mean, mean);
        }

        if (weights is null)
            TensorPrimitives.Divide(mean, samples.Length, mean);
    }

    /// <summary>Goes on with other samples of the same channels.</summary>
    public void Replace(EegSignals signals) => Signals = signals;

    /// <summary>Goes on with channels that were made of several; those that were bad and are still there stay bad.</summary>
    public void ReplaceByDerivations(IReadOnlyList<ChannelInfo> channels, IReadOnlyList<double[]> samples)
    {
        if (channels.Count == 0 || channels.Select(c => c.Label).Distinct(StringComparer.Ordinal).Count() != channels.Count)
            throw new ArgumentException("A montage needs at least one channel, and none of them twice.");
        var (bad, interpolated) = (LabelsOf(Bad), LabelsOf(Interpolated));
        Signals = Signals.Derived(channels, Signals.SamplingRateHz, samples, Signals.Pieces);
        Bad = PlacesOf(bad);
        Interpolated = PlacesOf(interpolated);
        Referenced = [.. Referenced.Where(label => Signals.Channels.Any(c => c.Label == label))];
        _holdsDerivations = true;
    }

    private HashSet<string> LabelsOf(IEnumerable<int> places) => [.. places.Select(p => Signals.Channels[p].Label)];

    private HashSet<int> PlacesOf(HashSet<string> labels) => [.. Signals.Channels.Where(c => labels.Contains(c.Label)).Select(c => c.Index)];
}
