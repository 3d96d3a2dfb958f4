using Halcyon.Signals.Channels;
using Halcyon.Signals.Filters;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Cleaning.BadChannels;

/// <summary>How often an electrode is unlike what others make of it: PREP's RANSAC.</summary>
/// <remarks>
/// Each channel is predicted by spherical splines from fifty random sets of a quarter of the electrodes; the median of the
/// predictions is compared with it in pieces of 5 s, 1–40 Hz (Bigdely-Shamlo et al. 2015, doi:10.3389/fninf.2015.00016).
/// Departures: a channel is never in its own sets; sets hold eight electrodes at least and the least correlation is two
/// thirds below 32 electrodes, so that a 10-20 cap can be judged; the worst channel no longer predicts the others; and
/// 120 pieces spread over the recording are enough.
/// </remarks>
internal static class Predictability
{
    public const int LeastElectrodes = 16;
    public const int LeastSetSize = 8;

    // Between electrodes of a 10-20 cap lie 6 cm and more: what good ones share is less. Chosen so
    // that no good channel of a generated cap, nor of EEGMMI's first person, is called bad.
    private const int DenseElectrodes = 32;
    private const double SparsePart = 2.0 / 3;

    private const double PieceSeconds = 5;
    private const int MostPieces = 120;
    private const double LowestRateHz = 90;

    /// <returns>By place, the share of pieces below the least correlation; empty with too few electrodes of known place.</returns>
    public static Dictionary<int, double> UnpredictedFractions(
        EegSignals signals, IReadOnlyList<int> places, BadChannelOptions options, CancellationToken cancellationToken)
    {
        var electrodes = places.Select(place => (Place: place, Electrode: Position(signals.Channels[place].Name)))
            .Where(e => e.Electrode is not null).Select(e => (e.Place, Electrode: e.Electrode!.Value)).DistinctBy(e => e.Electrode.Name).ToList();
        var pieceLength = (int)(PieceSeconds * signals.SamplingRateHz);
        if (electrodes.Count < LeastElectrodes || signals.MeasuredCount < pieceLength)
            return [];
        var thinning = Math.Max(1, (int)(signals.SamplingRateHz / LowestRateHz));
        var filtered = Filtered(signals, [.. electrodes.Select(e => e.Place)], thinning, options.Threads);
        var pieces = Pieces(filtered[0].Length, pieceLength / thinning);
        var judge = new PieceJudge(
            filtered, [.. electrodes.Select(e => e.Electrode)], pieces, pieceLength / thinning, LeastCorrelation(electrodes.Count, options), options, cancellationToken);
        var fractions = Settle(judge, electrodes.Count, options.UnpredictableFraction);
        return Enumerable.Range(0, electrodes.Count).ToDictionary(i => electrodes[i].Place, i => fractions[i]);
    }

    /// <summary>A bad electrode spoils what its neighbours are predicted from: the worst is set aside and the others in doubt judged anew, until none is worse.</summary>
    private static double[] Settle(PieceJudge judge, int count, double limit)
    {
        var aside = new HashSet<int>();
        var fractions = judge.Fractions([.. Enumerable.Range(0, count)], aside);
        while (count - aside.Count > LeastSetSize + 1)
        {
            var doubtful = Enumerable.Range(0, count).Where(i => fractions[i] > limit && !aside.Contains(i)).ToArray();
            if (doubtful.Length == 0)
                break;
            aside.Add(doubtful.MaxBy(i => fractions[i]));
            int[] again = [.. doubtful.Where(i => !aside.Contains(i))];
            var anew = judge.Fractions(again, aside);
            foreach (var i in again)
                fractions[i] = anew[i];
        }

        return fractions;
    }

    private static double LeastCorrelation(int electrodes, BadChannelOptions options) =>
        electrodes >= DenseElectrodes ? options.LeastPredictedCorrelation : SparsePart * options.LeastPredictedCorrelation;

    private static ElectrodePosition? Position(string? name) =>
        name is not null && ElectrodePositions.TryGet(Electrode.Canonical(name), out var position) ? position : null;

    private static double[][] Filtered(EegSignals signals, int[] places, int thinning, int threads)
    {
        var rate = signals.SamplingRateHz;
        var highPass = ButterworthDesign.HighPass(2, 1, rate);
        var lowPass = rate > 90 ? ButterworthDesign.LowPass(4, 40, rate) : null;
        var filtered = new double[places.Length][];
        Parallel.For(0, places.Length, new ParallelOptions { MaxDegreeOfParallelism = threads }, i =>
        {
            var samples = new double[signals.MeasuredCount];
            var at = 0;
            foreach (var stretch in signals.Stretches)
            {
                var part = samples.AsSpan(at, (int)stretch.Count);
                signals[places[i]].Slice((int)stretch.First, part.Length).CopyTo(part);
                Span<double> state = new double[highPass.StateLength];
                highPass.Settle(part[0], state);
                highPass.Filter(part, part, state);
                lowPass?.Filter(part, part, new double[lowPass.StateLength]);
                at += part.Length;
            }

            filtered[i] = thinning == 1 ? samples : [.. Enumerable.Range(0, samples.Length / thinning).Select(t => samples[t * thinning])];
        });
        return filtered;
    }

    /// <summary>First samples of pieces spread evenly.</summary>
    private static int[] Pieces(int length, int pieceLength)
    {
        var all = length / pieceLength;
        var used = Math.Min(all, MostPieces);
        return [.. Enumerable.Range(0, used).Select(i => (int)((long)i * all / used) * pieceLength)];
    }
}
