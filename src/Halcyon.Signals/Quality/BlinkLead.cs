using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Quality;

/// <summary>Keeps a slow copy of the channels that show blinks, and finds the blinks in it.</summary>
/// <remarks>
/// Blinks live below 10 Hz: the mean of each 16 ms or so is enough, and a night of it fits in memory. Fp1 and Fp2 are
/// used where recorded, else the next row (AF7, AF8, then F7, F8), else an EOG channel that is not horizontal.
/// A headband of forehead and ears may have its reference on the forehead: blinks are then small between neighbours and
/// stand upside down behind the ears. Of the two pairs the one is taken whose sides have more in common below 10 Hz.
/// Recordings sampled below 25 Hz are not searched.
/// </remarks>
internal sealed class BlinkLead
{
    private const double HighestHz = 10;

    // The filter's edge must lie below half the rate, and with some room: at 20 Hz there is none.
    private const double LeastRateHz = 2.5 * HighestHz;

    private static readonly string[][] FrontalRows = [["Fp1", "Fp2"], ["AF7", "AF8"], ["AF3", "AF4"], ["F7", "F8"]];
    private static readonly string[] Posterior = ["O1", "O2", "Pz", "P3", "P4"];
    private static readonly string[] Ears = ["TP9", "TP10", "M1", "M2", "A1", "A2"];

    private readonly ChannelGroup _group;
    private readonly int[] _places;
    private readonly int _frontalCount;
    private readonly bool _isHeadband;
    private readonly int _factor;
    private readonly List<float>[] _traces;
    private readonly List<(int Start, long FirstTick)> _stretches = [];

    public BlinkLead(ChannelGroup group)
    {
        _group = group;
        var byName = Electrode.ByName(group.Channels);
        int[] Find(string[] names) =>
        [
            .. names.Where(byName.ContainsKey).Select(n => group.Channels.ToList().IndexOf(byName[n])),
        ];

        var frontal = FrontalRows.Select(Find).FirstOrDefault(f => f.Length > 0) ?? [];
        var posterior = frontal.Length > 0 ? Find(Posterior) : [];
        if (frontal.Length > 0 && posterior.Length == 0)
        {
            posterior = Find(Ears);
            _isHeadband = posterior.Length > 0;
        }

        if (frontal.Length == 0)
            frontal = [.. Enumerable.Range(0, group.Channels.Count).Where(i => IsVerticalEog(group.Channels[i])).Take(1)];
        _frontalCount = frontal.Length;
        _places = frontal.Length == 0 || group.SamplingRateHz < LeastRateHz ? [] : [.. frontal, .. posterior];
        _factor = Math.Max(1, (int)Math.Round(group.SamplingRateHz / 64));
        _traces = [.. _places.Select(_ => new List<float>())];
    }

    public bool IsUsable => _places.Length > 0;

    public void Add(SignalBlock block, ReadOnlySpan<ChannelMonitor> monitors)
    {
        if (!IsUsable)
            return;
        if (block.StartsStretch)
            _stretches.Add((_traces[0].Count, block.FirstTick));
        for (var p = 0; p < _places.Length; p++)
        {
            var band = monitors[_places[p]].Band(block.Length);
            for (var at = 0; at + _factor <= band.Length; at += _factor)
            {
                var sum = 0.0;
                for (var i = 0; i < _factor; i++)
                    sum += band[at + i];
                _traces[p].Add((float)(sum / _factor));
            }
        }
    }

    /// <param name="isGood">By place in the group; bad frontal channels show no blinks.</param>
    /// <returns>Onset and duration in seconds, and the labels of the channels they were seen in.</returns>
    public (IReadOnlyList<(double Onset, double Duration)> Blinks, IReadOnlyList<string> Channels) Find(Func<int, bool> isGood)
    {
        var frontal = Enumerable.Range(0, _frontalCount).Where(i => isGood(_places[i])).ToList();
        var posterior = Enumerable.Range(_frontalCount, _places.Length - _frontalCount).Where(i => isGood(_places[i])).ToList();
        if (frontal.Count == 0 && !(_isHeadband && posterior.Count > 0))
            return ([], []);
        var rate = _group.SamplingRateHz / _factor;
        var usesEars = _isHeadband && (frontal.Count == 0 || Shared(posterior) > Shared(frontal));
        var blinks = new List<(double, double)>();
        for (var s = 0; s < _stretches.Count; s++)
        {
            var (start, firstTick) = _stretches[s];
            var end = s + 1 < _stretches.Count ? _stretches[s + 1].Start : _traces[0].Count;
            var lead = Mean(usesEars ? posterior : frontal, start, end, rate);
            var back = posterior.Count == 0 || _isHeadband ? null : Mean(posterior, start, end, rate);
            if (lead is not null && usesEars)
                TensorPrimitives.Negate(lead, lead);
            if (lead is not null)
                FindIn(lead, back, rate, firstTick / _group.SamplingRateHz, blinks);
        }

        return (blinks, [.. (usesEars ? posterior : frontal).Select(i => _group.Channels[_places[i]].Label)]);
    }

    /// <summary>Power that two sides have in common, µV²; 0 where a side is missing.</summary>
    private double Shared(List<int> traces)
    {
        if (traces.Count < 2)
            return 0;
        var one = CollectionsMarshal.AsSpan(_traces[traces[0]]);
        var other = CollectionsMarshal.AsSpan(_traces[traces[^1]]);
        return one.IsEmpty ? 0 : TensorPrimitives.Dot<float>(one, other) / one.Length;
    }

    private static bool IsVerticalEog(ChannelInfo channel) =>
        channel.Kind == ChannelKind.Eog && !channel.Label.Contains("hor", StringComparison.OrdinalIgnoreCase)
        && !channel.Label.Contains("heog", StringComparison.OrdinalIgnoreCase);

    /// <summary>1–10 Hz mean of some traces over one stretch; null when it is too short to filter.</summary>
    private double[]? Mean(List<int> traces, int start, int end, double rate)
    {
        var filter = ButterworthDesign.LowPass(2, HighestHz, rate);
        var mean = new double[end - start];
        if (mean.Length <= filter.PadLength)
            return null;
        foreach (var trace in traces)
        {
            for (var i = 0; i < mean.Length; i++)
                mean[i] += _traces[trace][start + i] / (double)traces.Count;
        }

        filter.FilterZeroPhase(mean, mean, new double[mean.Length + 2 * filter.PadLength + filter.StateLength]);
        return mean;
    }

    private static void FindIn(double[] lead, double[]? back, double rate, double onsetSeconds, List<(double, double)> blinks)
    {
        var median = RobustStatistics.Median<double>(lead);
        var limit = Math.Max(QualityLimits.BlinkMicrovolts, QualityLimits.BlinkDeviations * RobustStatistics.Deviation<double>(lead, median));
        for (var i = 1; i + 1 < lead.Length; i++)
        {
            if (lead[i] < limit || lead[i] < lead[i - 1] || lead[i] <= lead[i + 1])
                continue;
            int first = i, last = i;
            while (first > 0 && lead[first - 1] > lead[i] / 2)
                first--;
            while (last + 1 < lead.Length && lead[last + 1] > lead[i] / 2)
                last++;
            var width = (last - first + 1) / rate;
            var isFrontal = (back is null || Math.Abs(back[i]) < QualityLimits.BlinkPosteriorPart * lead[i]) && !IsRebound(lead, i, rate);
            if (width is >= QualityLimits.ShortestBlinkSeconds and <= QualityLimits.LongestBlinkSeconds && isFrontal)
            {
                // A blink is about twice as long as it is wide at half height.
                blinks.Add((onsetSeconds + Math.Max(0, first / rate - width / 2), 2 * width));
                i = last;
            }
        }
    }

    /// <summary>Lids that open after a long closure swing the lead down, and amplifiers swing it back up: no second blink.</summary>
    private static bool IsRebound(double[] lead, int peak, double rate)
    {
        var from = Math.Max(0, peak - (int)(QualityLimits.BlinkReboundSeconds * rate));
        return TensorPrimitives.Min(lead.AsSpan(from, peak - from + 1)) < -lead[peak];
    }
}
