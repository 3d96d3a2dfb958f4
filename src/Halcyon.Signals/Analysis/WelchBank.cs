using System.Collections.Concurrent;
using System.Numerics.Tensors;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Analysis;

/// <summary>The Welch densities of some channels of a group, gathered block by block.</summary>
internal sealed class WelchBank
{
    public const double WindowSeconds = 4;

    private readonly ConcurrentBag<WelchWorkspace> _workspaces = [];
    private readonly GroupReference? _reference;
    private readonly string[] _labels;
    private readonly WelchAccumulator[] _accumulators;

    /// <param name="places">Places in the group of the channels to measure.</param>
    /// <param name="reference">What is taken away first, and from which places.</param>
    public WelchBank(ChannelGroup group, IReadOnlyList<int> places, GroupReference? reference)
    {
        Places = places;
        _reference = reference;
        _labels = [.. group.Channels.Select(c => c.Label)];
        Plan = WelchPlan.ForSeconds(WindowSeconds, group.SamplingRateHz);
        _accumulators = [.. places.Select(_ => new WelchAccumulator(Plan))];
    }

    public WelchPlan Plan { get; }
    public IReadOnlyList<int> Places { get; }
    /// <summary>Labels of channels that were measured as recorded although a reference was taken away from others.</summary>
    public IEnumerable<string> NotReferenced => _reference is null ? [] : Places.Where(place => !_reference.From.Contains(place)).Select(place => _labels[place]);

    public long SegmentCount => _accumulators.Length == 0 ? 0 : _accumulators[0].SegmentCount;

    public void Add(SignalBlock block, ParallelOptions parallel)
    {
        double[]? mean = null;
        if (_reference is not null)
        {
            mean = new double[block.Length];
            _reference.Mean.Mean(block.Samples, mean);
        }

        Parallel.For(0, _accumulators.Length, parallel, i =>
        {
            if (!_workspaces.TryTake(out var workspace))
                workspace = new WelchWorkspace(Plan);
            var samples = block[Places[i]];
            if (mean is not null && _reference!.From.Contains(Places[i]))
            {
                var referenced = new double[block.Length];
                TensorPrimitives.Subtract(samples, mean, referenced);
                samples = referenced;
            }

            _accumulators[i].Add(samples, workspace);
            if (block.EndsStretch)
                _accumulators[i].EndStretch(workspace);
            _workspaces.Add(workspace);
        });
    }

    /// <summary>µV²/Hz of the channel at this place of <see cref="Places"/>.</summary>
    public double[] Density(int at)
    {
        var density = new double[Plan.BinCount];
        _accumulators[at].WriteDensity(density);
        return density;
    }
}
