using System.Numerics.Tensors;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Quality;

/// <summary>Compares the EEG channels of a group with each other in seconds spread over the recording.</summary>
/// <remarks>
/// Only channels against a common reference take part: two bipolar derivations of one healthy head need not correlate.
/// Each second is taken 1–40 Hz, so that shared hum does not pass for shared brain.
/// </remarks>
internal sealed class NeighbourMonitor
{
    // Enough for a fraction to be known within 0.04 (two standard errors), at a cost that does not grow with the night.
    private const int SecondsWanted = 600;

    private readonly int _epochLength;
    private readonly int _every;
    private readonly double[][] _normalised;
    private readonly double[] _power;
    private readonly int[,] _bridged;
    private readonly double[,] _distance;
    private readonly int[] _judged;
    private readonly int[] _uncorrelated;
    private readonly List<float>[] _highest;
    private int _epoch;
    private int _seconds;

    /// <param name="places">Places in the group of the channels that take part.</param>
    public NeighbourMonitor(IReadOnlyList<int> places, int epochLength, int epochs)
    {
        Places = places;
        _epochLength = epochLength;
        _every = Math.Max(1, epochs / SecondsWanted);
        _normalised = [.. places.Select(_ => new double[epochLength])];
        _power = new double[places.Count];
        _bridged = new int[places.Count, places.Count];
        _distance = new double[places.Count, places.Count];
        _judged = new int[places.Count];
        _uncorrelated = new int[places.Count];
        _highest = [.. places.Select(_ => new List<float>())];
    }

    public IReadOnlyList<int> Places { get; }

    public void Add(ReadOnlySpan<ChannelMonitor> monitors, int length)
    {
        for (var at = 0; at + _epochLength <= length; at += _epochLength)
        {
            if (_epoch++ % _every == 0)
                Compare(monitors, length, at);
        }
    }

    /// <summary>Share of the seconds looked at in which no other channel agrees; NaN when the channel was never live.</summary>
    public double UncorrelatedFraction(int at) => _judged[at] == 0 ? double.NaN : (double)_uncorrelated[at] / _judged[at];

    /// <summary>Median over the seconds of the highest |r| with another channel; NaN when never live.</summary>
    public double HighestCorrelation(int at) => RobustStatistics.Median<float>(_highest[at].ToArray());

    /// <summary>Share of the seconds in which the channel is one with the nearest other, and the mean variance of their difference, µV².</summary>
    public (double Fraction, double DistanceMicrovoltsSquared) Bridge(int at)
    {
        var fraction = 0.0;
        var distance = double.PositiveInfinity;
        for (var other = 0; other < Places.Count && _seconds > 0; other++)
        {
            if (other == at)
                continue;
            var (low, high) = (Math.Min(at, other), Math.Max(at, other));
            fraction = Math.Max(fraction, (double)_bridged[low, high] / _seconds);
            distance = Math.Min(distance, _distance[low, high] / _seconds);
        }

        return (fraction, distance);
    }

    private void Compare(ReadOnlySpan<ChannelMonitor> monitors, int length, int at)
    {
        _seconds++;
        for (var i = 0; i < Places.Count; i++)
        {
            var samples = monitors[Places[i]].Band(length).Slice(at, _epochLength);
            TensorPrimitives.Subtract(samples, TensorPrimitives.Sum(samples) / _epochLength, _normalised[i]);
            _power[i] = TensorPrimitives.SumOfSquares<double>(_normalised[i]) / _epochLength;
        }

        Span<double> highest = stackalloc double[Places.Count <= 512 ? Places.Count : 0];
        if (highest.IsEmpty)
            highest = new double[Places.Count];
        highest.Fill(-1);
        for (var i = 0; i < Places.Count; i++)
        {
            for (var j = i + 1; j < Places.Count; j++)
                ComparePair(i, j, highest);
        }

        for (var i = 0; i < Places.Count; i++)
        {
            if (highest[i] < 0)
                continue;
            _judged[i]++;
            _highest[i].Add((float)highest[i]);
            if (highest[i] < QualityLimits.LeastCorrelation)
                _uncorrelated[i]++;
        }
    }

    private void ComparePair(int i, int j, Span<double> highest)
    {
        var covariance = TensorPrimitives.Dot<double>(_normalised[i], _normalised[j]) / _epochLength;
        var distance = _power[i] + _power[j] - 2 * covariance;
        _distance[i, j] += distance;
        // A flat channel agrees and disagrees with nothing.
        const double live = QualityLimits.FlatRangeMicrovolts * QualityLimits.FlatRangeMicrovolts / 36;
        if (_power[i] < live || _power[j] < live)
            return;
        if (distance < QualityLimits.BridgedMicrovoltsSquared && distance < QualityLimits.BridgedPart * Math.Min(_power[i], _power[j]))
            _bridged[i, j]++;
        var correlation = Math.Abs(covariance) / Math.Sqrt(_power[i] * _power[j]);
        highest[i] = Math.Max(highest[i], correlation);
        highest[j] = Math.Max(highest[j], correlation);
    }
}
