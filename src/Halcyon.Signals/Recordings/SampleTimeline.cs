namespace Halcyon.Signals.Recordings;

/// <summary>When each stored sample was taken, where a recording of one rate was stopped and continued.</summary>
internal sealed class SampleTimeline
{
    // A longer pause is a wrong clock.
    private const double LongestPauseSeconds = 366 * 86_400.0;

    private readonly double _samplingRateHz;
    private readonly List<long> _firstSamples = [];
    private readonly List<double> _onsets = [];

    /// <param name="breaks">
    /// First samples of stretches and, where the file says it, their onset in seconds from sample 0. A break without
    /// onset, or with one before the end of the stretch in front, has an unknown pause: its time runs on without one.
    /// </param>
    public SampleTimeline(double samplingRateHz, long sampleCount, IEnumerable<(long FirstSample, double? OnsetSeconds)> breaks)
    {
        _samplingRateHz = samplingRateHz;
        Begin(0, 0);
        foreach (var (sample, onset) in breaks.OrderBy(place => place.FirstSample))
            if (sample > _firstSamples[^1] && sample < sampleCount)
                Begin(sample, OnsetOf(sample, onset));
        for (var i = 0; i < _onsets.Count; i++)
        {
            var end = i + 1 < _firstSamples.Count ? _firstSamples[i + 1] : sampleCount;
            Segments.Add(new ContinuousSegment(_onsets[i], (end - _firstSamples[i]) / samplingRateHz, _firstSamples[i] / samplingRateHz));
        }
    }

    public List<ContinuousSegment> Segments { get; } = [];

    public double DurationSeconds => Segments[^1].OnsetSeconds + Segments[^1].DurationSeconds;

    /// <param name="sample">Stored sample index, may lie between samples and outside of the recording.</param>
    public double SecondsAt(double sample)
    {
        var at = _firstSamples.BinarySearch((long)Math.Floor(Math.Clamp(sample, 0, long.MaxValue / 2.0)));
        at = at >= 0 ? at : ~at - 1;
        return _onsets[at] + ((sample - _firstSamples[at]) / _samplingRateHz);
    }

    private void Begin(long sample, double onsetSeconds)
    {
        _firstSamples.Add(sample);
        _onsets.Add(onsetSeconds);
    }

    private double OnsetOf(long sample, double? onsetSeconds)
    {
        var runsOn = _onsets[^1] + ((sample - _firstSamples[^1]) / _samplingRateHz);
        // Closer than a sample is no pause.
        return onsetSeconds is { } onset && onset > runsOn + (1 / _samplingRateHz) && onset < runsOn + LongestPauseSeconds ? onset : runsOn;
    }
}
