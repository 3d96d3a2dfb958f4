using System.Numerics.Tensors;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Interpolation;

namespace Halcyon.Signals.Epochs;

/// <summary>Estimates bad channels of single epochs from the others by spherical splines.</summary>
internal sealed class EpochRepair
{
    private readonly EpochSet _epochs;
    private readonly ElectrodePosition[] _positions;

    private EpochRepair(EpochSet epochs, ElectrodePosition[] positions) => (_epochs, _positions) = (epochs, positions);

    /// <summary>Null where a channel is no electrode with a known place, or two are in one place.</summary>
    public static EpochRepair? For(EpochSet epochs)
    {
        var positions = new ElectrodePosition[epochs.Channels.Count];
        for (var c = 0; c < positions.Length; c++)
            if (!ElectrodePositions.TryGet(epochs.Channels[c], out positions[c]))
                return null;
        return positions.DistinctBy(position => position.Name).Count() == positions.Length && positions.Length > SplineInterpolation.FewestElectrodes
            ? new EpochRepair(epochs, positions)
            : null;
    }

    /// <summary>A copy with the first few of the bad channels estimated from the channels that are good; as it is where too few are.</summary>
    /// <param name="bad">Worst first.</param>
    /// <param name="most">Channels to estimate at most.</param>
    public Epoch Repaired(int number, IReadOnlyList<int> bad, int most)
    {
        var epoch = _epochs.Epochs[number];
        int[] wanted = [.. bad.Take(most)];
        int[] good = [.. Enumerable.Range(0, _positions.Length).Except(bad)];
        if (wanted.Length == 0 || good.Length < SplineInterpolation.FewestElectrodes)
            return epoch;
        var spline = SplineInterpolation.Between([.. good.Select(c => _positions[c])], [.. wanted.Select(c => _positions[c])]);
        var samples = epoch.Samples.ToArray();
        for (var output = 0; output < wanted.Length; output++)
        {
            var target = samples.AsSpan(wanted[output] * _epochs.SampleCount, _epochs.SampleCount);
            target.Clear();
            for (var input = 0; input < good.Length; input++)
                TensorPrimitives.MultiplyAdd(_epochs.Samples(number, good[input]), spline.Weights(output)[input], target, target);
        }
        return epoch with { Samples = samples, Interpolated = [.. wanted.Order().Select(c => _epochs.Channels[c])] };
    }
}
