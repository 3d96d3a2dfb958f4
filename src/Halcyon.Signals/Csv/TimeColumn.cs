using System.Globalization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Csv;

/// <summary>Finds the sampling rate and the gaps of a recording from the times that its rows give.</summary>
/// <remarks>
/// Rows whose steps are even within half a step follow a sampling clock: a step 1.5 times as long is a gap. Rows that
/// carry the moment a packet arrived come in bursts: only a silence of more than a second is a gap then.
/// </remarks>
internal sealed class TimeColumn
{
    /// <summary>As many of the first rows as are looked at to learn the usual step.</summary>
    public const int LearningRows = 4096;

    // Some 30,000 years.
    private const double LatestSeconds = 1e12;
    private const double HighestRateHz = 1e7;
    private const double LowestRateHz = 1e-6;

    // A bound on memory: a file with more pieces than this is no recording.
    private const int MaximumSegments = 100_000;
    private const double ArrivalSilenceSeconds = 1;

    // What a computer's clock and an amplifier's may differ by, and the slack of the first and the last packet.
    private const double ArrivalTolerance = 0.005;

    private readonly double _longestStep;
    private readonly double _quantum;
    private readonly List<(double Onset, long FirstRow)> _pieces = [];
    private double _first;
    private double _previous;
    private double _steady;
    private long _steps;
    private long _rows;

    // Co-moments of row number and time about their means, pooled over the pieces.
    private double _meanRow;
    private double _meanTime;
    private double _spread;
    private double _together;
    private long _inPiece;

    private TimeColumn(double longestStep, double quantum, bool isSteady) => (_longestStep, _quantum, IsSteady) = (longestStep, quantum, isSteady);

    /// <summary>False when the times are of arrival rather than of sampling.</summary>
    public bool IsSteady { get; }

    /// <param name="first">The times of the first rows, seconds.</param>
    /// <exception cref="RecordingFormatException">The times do not rise.</exception>
    public static TimeColumn Learn(IReadOnlyList<double> first)
    {
        var mean = first.Count > 1 ? (first[^1] - first[0]) / (first.Count - 1) : 0;
        if (!(mean > 0))
            throw new RecordingFormatException("The time column does not rise, so there is no sampling rate in it; give each row its time in seconds.", null, "time");
        double[] steps = [.. first.Skip(1).Select((time, i) => time - first[i]).Order()];
        var median = steps[steps.Length / 2];
        var quantum = Quantum(first);
        var even = steps.Count(step => Math.Abs(step - median) <= (0.5 * median) + quantum);
        var isSteady = median > 0 && even >= 0.95 * steps.Length;
        return new TimeColumn(isSteady ? (1.5 * median) + quantum : mean + ArrivalSilenceSeconds, quantum, isSteady);
    }

    /// <param name="seconds">Of the next row.</param>
    /// <exception cref="RecordingFormatException">Time goes back, or stands in too many pieces.</exception>
    public void Add(double seconds, long lineNumber)
    {
        if (Math.Abs(seconds) > LatestSeconds)
            throw new RecordingFormatException($"The time at line {lineNumber} is no time in seconds; correct that line.", null, "time");
        var step = seconds - _previous;
        if (_rows == 0)
            Begin(_first = seconds, 0);
        else if (step < 0 && IsSteady)
            throw new RecordingFormatException(
                $"Time goes back at line {lineNumber}; put the rows in order, or part the file there.", null, "time");
        else if (step > _longestStep)
            Begin(seconds, _rows);
        else
        {
            _steady += step;
            _steps++;
        }
        _previous = seconds;
        _rows++;
        var fromMean = _inPiece - _meanRow;
        _inPiece++;
        _meanRow += fromMean / _inPiece;
        _meanTime += (seconds - _first - _meanTime) / _inPiece;
        _spread += fromMean * (_inPiece - 1 - _meanRow);
        _together += fromMean * (seconds - _first - _meanTime);
    }

    /// <summary>Rate, Hz, and the stretches without a gap.</summary>
    public (double SamplingRateHz, IReadOnlyList<ContinuousSegment> Segments) Finish(List<string> warnings)
    {
        if (_steps == 0 || !(_steady > 0))
            throw new RecordingFormatException("The time column gives no sampling rate: no two rows follow each other without a gap.", null, "time");
        // Packets end anywhere: a line through all arrivals is not drawn off by a full one at the end.
        var rateHz = Rounded(IsSteady || !(_together > 0) ? _steps / _steady : _spread / _together, warnings);
        if (rateHz is not (>= LowestRateHz and <= HighestRateHz))
            throw new RecordingFormatException("The time column gives a rate at which nothing is sampled; give each row its time in seconds.", null, "time");
        var segments = new List<ContinuousSegment>(_pieces.Count);
        for (var i = 0; i < _pieces.Count; i++)
        {
            var rows = (i + 1 < _pieces.Count ? _pieces[i + 1].FirstRow : _rows) - _pieces[i].FirstRow;
            // Arrival times may put a piece before the end of the one in front of it.
            var earliest = i == 0 ? 0 : segments[i - 1].OnsetSeconds + segments[i - 1].DurationSeconds;
            segments.Add(new ContinuousSegment(Math.Max(earliest, _pieces[i].Onset - _first), rows / rateHz, _pieces[i].FirstRow / rateHz));
        }
        if (segments.Count > 1)
            warnings.Add($"The times leave {segments.Count - 1} gaps; the recording is read in {segments.Count} pieces.");
        return (rateHz, segments);
    }

    /// <summary>The whole number that the times cannot tell from the measured rate, or the rate itself.</summary>
    private double Rounded(double rateHz, List<string> warnings)
    {
        var whole = Math.Round(rateHz);
        var unsure = 1e-9 + (2 * _quantum * _pieces.Count / _steady);
        if (whole >= 1 && Math.Abs(rateHz - whole) <= whole * (IsSteady ? unsure : Math.Max(unsure, ArrivalTolerance)))
        {
            if (!IsSteady)
                warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The times are of arrival ({rateHz:0.####} a second); the sampling rate is taken to be {whole} Hz."));
            return whole;
        }
        return rateHz;
    }

    private void Begin(double onset, long row)
    {
        if (_pieces.Count >= MaximumSegments)
            throw new RecordingFormatException($"The times leave more than {MaximumSegments} gaps; the time column is damaged.", null, "time");
        _pieces.Add((onset, row));
        (_meanRow, _meanTime, _inPiece) = (0, 0, 0);
    }

    /// <summary>The step that all times are written in: a second, a tenth… or a nanosecond.</summary>
    private static double Quantum(IReadOnlyList<double> times)
    {
        for (var (quantum, scale) = (1.0, 1.0); scale < 1e9; (quantum, scale) = (quantum / 10, scale * 10))
            if (times.All(time => Math.Abs((time * scale) - Math.Round(time * scale)) <= 1e-6 + (Math.Abs(time * scale) * 1e-15)))
                return quantum;
        return 1e-9;
    }
}
