using System.Globalization;

namespace Halcyon.Signals.Xdf;

/// <summary>A stream while its file is gone through.</summary>
internal sealed class XdfScannedStream(XdfStreamInfo header)
{
    private readonly List<double> _offsetTimes = [];
    private readonly List<double> _offsets = [];
    private readonly List<(double Seconds, bool WentBack, string Text)> _markers = [];
    private readonly double _step = header.NominalRateHz > 0 ? 1 / header.NominalRateHz : 0;
    private readonly XdfTimeline? _timeline = header.IsSignal ? new XdfTimeline(header.NominalRateHz) : null;
    private double _last;
    private long _count;

    public XdfStreamInfo Header => header;

    public XdfSamples Samples { get; } = new(header);

    public long LostValues { get; private set; }

    public int BackwardPlaces => _timeline?.BackwardPlaces ?? 0;

    /// <summary>Evenly spaced stretches; of signals, once finished.</summary>
    public IReadOnlyList<XdfStretch> Stretches { get; private set; } = [];

    public bool CountsLost { get; } = header.IsSignal && header.Format is XdfNumberFormat.Binary32 or XdfNumberFormat.Binary64;

    /// <summary>True for irregular numbers that call themselves markers.</summary>
    public bool HoldsMarkers { get; } = header is { Format: not XdfNumberFormat.Text, NominalRateHz: 0 }
        && new[] { "marker", "event", "stim", "trigger" }.Any(word => header.Type.Contains(word, StringComparison.OrdinalIgnoreCase));

    public void AddOffset(double seconds, double offset)
    {
        if (Math.Abs(seconds) < 1e12 && Math.Abs(offset) < 1e12)
        {
            _offsetTimes.Add(seconds);
            _offsets.Add(offset);
        }
    }

    /// <param name="seconds">Null when the sample follows the one in front of it.</param>
    /// <param name="text">Of a marker.</param>
    public void AddSample(double? seconds, long offset, bool beginsChunk, string? text)
    {
        // A damaged stamp (no number, or an impossible clock) is worth as little as a missing one.
        var time = seconds is { } stamp && Math.Abs(stamp) < 1e12 ? stamp : _last + _step;
        if (text is not null)
            _markers.Add((time, time < _last - 1, text));
        if (header.Format != XdfNumberFormat.Text)
            Samples.Add(offset, beginsChunk);
        _timeline?.Add(time, offset);
        _last = time;
        _count++;
    }

    public void CountLost(ReadOnlySpan<byte> sample)
    {
        for (var at = 0; at < sample.Length; at += Samples.ValueBytes)
            LostValues += Samples.IsLost(sample[at..]) ? 1 : 0;
    }

    public string Numbers(ReadOnlySpan<byte> sample)
    {
        var texts = new List<string>();
        for (var at = 0; at < sample.Length && texts.Count < 16; at += Samples.ValueBytes)
            texts.Add(Samples.Value(sample[at..]).ToString("0.######", CultureInfo.InvariantCulture));
        return string.Join(' ', texts);
    }

    /// <summary>Brings the stream onto the recording computer's clock.</summary>
    public XdfStreamInfo Finish()
    {
        var clock = new XdfClock(_offsetTimes, _offsets);
        Stretches = _timeline?.Finish(clock) ?? [];
        var markers = new List<XdfMarker>(_markers.Count);
        var line = 0;
        foreach (var (seconds, wentBack, text) in _markers)
        {
            line = clock.Next(line, seconds, wentBack);
            markers.Add(new XdfMarker(clock.Correct(line, seconds), text));
        }
        var span = Stretches.Where(stretch => stretch.Count > 1).Sum(stretch => stretch.Count * stretch.StepSeconds);
        return header with
        {
            SampleCount = _count,
            MeasuredRateHz = span > 0 ? Stretches.Where(stretch => stretch.Count > 1).Sum(stretch => stretch.Count) / span : 0,
            FirstSampleSeconds = Stretches.Count > 0 ? Stretches[0].FirstSeconds : null,
            Markers = markers,
        };
    }
}
