using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Interpolation;

/// <summary>Which bad channels of a recording can be estimated from the others, and how. Immutable, shareable.</summary>
/// <param name="Sources">Channel indices of the good electrodes, inputs of <paramref name="Operator"/>.</param>
/// <param name="Repaired">Channel indices of the bad electrodes that can be estimated, its outputs.</param>
/// <param name="Operator">Null where nothing can be estimated.</param>
/// <param name="Impossible">Bad channels that stay as they are, each with the reason.</param>
public sealed record BadChannelRepair(
    IReadOnlyList<int> Sources, IReadOnlyList<int> Repaired, SpatialOperator? Operator, IReadOnlyList<string> Impossible)
{
    /// <summary>Electrodes with a standard position take part; ears, derivations and other channels do not.</summary>
    /// <param name="channels">Of one recording.</param>
    /// <param name="bad">Indices of bad channels.</param>
    /// <remarks>Positions are those of <see cref="ElectrodePositions"/>, by <see cref="SplineInterpolation"/>. Only good channels of a bad one's own sampling rate serve it.</remarks>
    public static BadChannelRepair Plan(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(bad);
        var impossible = new List<string>();
        var wanted = new List<(ChannelInfo Channel, ElectrodePosition Position)>();
        foreach (var channel in channels.Where(c => bad.Contains(c.Index)))
        {
            if (channel.Kind == ChannelKind.Eeg && ElectrodePositions.TryGet(channel.Name, out var position))
                wanted.Add((channel, position));
            else
                impossible.Add($"{channel.Label}: no electrode with a known place on the scalp.");
        }

        if (wanted.Count == 0)
            return new BadChannelRepair([], [], null, impossible);
        var rate = wanted.GroupBy(w => w.Channel.SamplingRateHz).MaxBy(g => g.Count())!.Key;
        var sources = Good(channels, bad, rate);
        if (sources.Count < SplineInterpolation.FewestElectrodes)
        {
            impossible.AddRange(wanted.Select(w => $"{w.Channel.Label}: only {sources.Count} good electrodes are left."));
            return new BadChannelRepair([], [], null, impossible);
        }

        impossible.AddRange(wanted.Where(w => w.Channel.SamplingRateHz != rate).Select(w => $"{w.Channel.Label}: sampled at another rate."));
        var repaired = wanted.Where(w => w.Channel.SamplingRateHz == rate).ToList();
        var spline = SplineInterpolation.Between([.. sources.Select(s => s.Position)], [.. repaired.Select(r => r.Position)]);
        return new BadChannelRepair([.. sources.Select(s => s.Index)], [.. repaired.Select(r => r.Channel.Index)], spline, impossible);
    }

    private static List<(int Index, ElectrodePosition Position)> Good(IReadOnlyList<ChannelInfo> channels, IReadOnlySet<int> bad, double rate)
    {
        var good = new List<(int Index, ElectrodePosition Position)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var channel in channels)
        {
            // Of doubles the first: two values in one place leave the spline no answer.
            if (channel.Kind == ChannelKind.Eeg && channel.SamplingRateHz == rate && !bad.Contains(channel.Index)
                && ElectrodePositions.TryGet(channel.Name, out var position) && taken.Add(position.Name))
            {
                good.Add((channel.Index, position));
            }
        }

        return good;
    }
}
