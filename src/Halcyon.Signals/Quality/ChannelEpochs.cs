using Halcyon.Signals.Recordings;
using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Quality;

/// <summary>What was measured of one channel, second by second, over all stretches.</summary>
internal sealed class ChannelEpochs(ChannelInfo channel, int capacity)
{
    private int _count;
    private bool _rangeIsWrong;

    public ChannelInfo Channel { get; } = channel;

    /// <summary>Standard deviation of 1–40 Hz, µV.</summary>
    public float[] Deviation { get; } = new float[capacity];

    /// <summary>RMS above 20 Hz without mains, µV; zero where the rate is too low for it.</summary>
    public float[] HighFrequency { get; } = new float[capacity];

    /// <summary>Largest step within 10 ms, µV.</summary>
    public float[] Step { get; } = new float[capacity];

    /// <summary>Peak to peak as recorded within the converter's resolution.</summary>
    public bool[] Flat { get; } = new bool[capacity];

    /// <summary>Samples in a row at an end of the range.</summary>
    public bool[] Saturated { get; } = new bool[capacity];

    public int Count => _count;

    public void Add(double deviation, double highFrequency, double step, bool flat, bool saturated)
    {
        Deviation[_count] = (float)deviation;
        HighFrequency[_count] = (float)highFrequency;
        Step[_count] = (float)step;
        Flat[_count] = flat;
        Saturated[_count] = saturated && !_rangeIsWrong;
        _count++;
    }

    /// <summary>The file exceeds the range that it states: what looked like its end was none.</summary>
    public void ForgetSaturation()
    {
        _rangeIsWrong = true;
        Array.Clear(Saturated);
    }

    public double FlatFraction => Fraction(Flat);

    public double SaturatedFraction => Fraction(Saturated);

    /// <summary>The usual value of a measure: its median over the seconds that are not flat, or over all when all are.</summary>
    public double Usual(float[] measure)
    {
        var live = Live(measure);
        return RobustStatistics.Median<float>(live.Length == 0 ? measure.AsSpan(0, _count) : live);
    }

    /// <summary>A measure over the seconds that are not flat.</summary>
    public float[] Live(float[] measure)
    {
        var live = new float[_count];
        var n = 0;
        for (var i = 0; i < _count; i++)
        {
            if (!Flat[i])
                live[n++] = measure[i];
        }

        return live[..n];
    }

    private double Fraction(bool[] flags) => _count == 0 ? 0 : (double)flags.AsSpan(0, _count).Count(true) / _count;
}
