using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Finds the stretches without a gap from the onset that every record gives.</summary>
/// <param name="recordSeconds">Length of each record, above 0.</param>
/// <param name="toleranceSeconds">Onsets closer than this to where the previous record ended follow it without a gap.</param>
internal sealed class EdfTimeline(double recordSeconds, double toleranceSeconds, List<string> warnings)
{
    // A bound on memory: a file with more pieces than this is no recording.
    internal const int MaximumSegments = 100_000;

    private readonly List<ContinuousSegment> _segments = [];
    private double _firstOnset;
    private double _segmentOnset;
    private long _segmentFirstRecord;
    private double _previousOnset;
    private long _records;
    private long _overlaps;
    private long _undated;

    /// <param name="onset">Seconds after the header's start time; null when the record does not say.</param>
    public void Add(double? onset, long byteOffset)
    {
        var expected = _segmentOnset + ((_records - _segmentFirstRecord) * recordSeconds);
        if (_records == 0)
            _firstOnset = _segmentOnset = onset ?? 0;
        else if (onset is null)
            _undated++;
        else if (onset.Value > expected + toleranceSeconds)
            BeginSegment(onset.Value, byteOffset);
        else if (onset.Value < _previousOnset - toleranceSeconds)
            throw new RecordingFormatException(
                $"The data record at byte {byteOffset} begins at {onset.Value} s, before the one in front of it at {_previousOnset} s; the records are out of order, so export the file again.",
                byteOffset, "record onset");
        else if (onset.Value < expected - toleranceSeconds)
            _overlaps++;
        _previousOnset = onset ?? (_previousOnset + recordSeconds);
        _records++;
    }

    /// <summary>Segments with onsets from the first sample on.</summary>
    public List<ContinuousSegment> Finish()
    {
        if (_records > 0)
            Close();
        if (_overlaps > 0)
            warnings.Add($"{_overlaps} data records begin slightly before the one in front of them ends; they are taken to follow it.");
        if (_undated > 0)
            warnings.Add($"{_undated} data records do not say when they begin; they are taken to follow the one in front of them.");
        return _segments;
    }

    private void BeginSegment(double onset, long byteOffset)
    {
        if (_segments.Count >= MaximumSegments)
            throw new RecordingFormatException(
                $"More than {MaximumSegments} gaps by byte {byteOffset}; the record onsets are damaged, so export the file again.", byteOffset, "record onset");
        Close();
        _segmentOnset = onset;
        _segmentFirstRecord = _records;
    }

    private void Close() => _segments.Add(new ContinuousSegment(
        EdfAnnotationLayout.AddOffset(_segmentOnset, -_firstOnset), (_records - _segmentFirstRecord) * recordSeconds, _segmentFirstRecord * recordSeconds));
}
