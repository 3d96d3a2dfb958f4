using Halcyon.Signals.Statistics;

namespace Halcyon.Signals.Xdf;

/// <summary>What a sender's clock has to be corrected by, from the offsets measured every few seconds.</summary>
/// <remarks>
/// A line through the offsets, robust against single late answers (Huber's loss with 0.1 ms; Huber 1964,
/// doi:10.1214/aoms/1177703732), as the reference reader load_xdf does it. Where a clock was set anew during the
/// recording, each stretch between gets its own line.
/// </remarks>
internal sealed class XdfClock
{
    // The reference reader's limits for "the clock was set anew".
    private const double ResetDeviations = 5;
    private const double ResetSeconds = 5;
    private const double ResetOffsetDeviations = 10;
    private const double ResetOffsetSeconds = 1;
    private const double WinsorSeconds = 1e-4;
    private const int MostIterations = 200;

    private readonly List<Line> _lines = [];

    /// <param name="times">When each offset was measured, seconds on the sender's clock, in the file's order.</param>
    /// <param name="offsets">What to add to the sender's clock, seconds.</param>
    public XdfClock(IReadOnlyList<double> times, IReadOnlyList<double> offsets)
    {
        var begin = 0;
        foreach (var reset in Resets(times, offsets))
        {
            _lines.Add(Fit(times, offsets, begin, reset + 1));
            begin = reset + 1;
        }
        if (begin < times.Count)
            _lines.Add(Fit(times, offsets, begin, times.Count));
    }

    /// <summary>Stretches between two settings of the clock; 0 when nothing was measured.</summary>
    public int LineCount => _lines.Count;

    /// <summary>The stretch that a piece of the stream belongs to.</summary>
    /// <param name="line">Of the piece in front of it.</param>
    /// <param name="seconds">When the piece begins, on the sender's clock.</param>
    /// <param name="wentBack">True when the sender's clock jumped back just in front of it.</param>
    public int Next(int line, double seconds, bool wentBack)
    {
        while (line + 1 < _lines.Count && (wentBack || _lines[line + 1].Distance(seconds) < _lines[line].Distance(seconds)))
        {
            line++;
            wentBack = false;
        }
        return line;
    }

    /// <summary>Seconds on the recording computer's clock.</summary>
    public double Correct(int line, double seconds) => _lines.Count == 0 ? seconds : seconds + _lines[line].At(seconds);

    /// <summary>Seconds of the recording computer's clock for each of the sender's.</summary>
    public double Pace(int line) => _lines.Count == 0 ? 1 : 1 + _lines[line].Slope;

    private static IEnumerable<int> Resets(IReadOnlyList<double> times, IReadOnlyList<double> offsets)
    {
        if (times.Count < 3)
            return [];
        var steps = Enumerable.Range(0, times.Count - 1).ToArray();
        double[] waits = [.. steps.Select(i => times[i + 1] - times[i])];
        double[] changes = [.. steps.Select(i => Math.Abs(offsets[i + 1] - offsets[i]))];
        var (wait, waitDeviation) = MedianAndDeviation(waits);
        var (change, changeDeviation) = MedianAndDeviation(changes);
        return steps.Where(i =>
            (waits[i] < 0 || (waits[i] - wait > ResetSeconds && (waits[i] - wait) / waitDeviation > ResetDeviations))
            && changes[i] - change > ResetOffsetSeconds && (changes[i] - change) / changeDeviation > ResetOffsetDeviations);
    }

    private static (double Median, double Deviation) MedianAndDeviation(double[] values)
    {
        var median = RobustStatistics.Median<double>(values);
        return (median, RobustStatistics.Median<double>([.. values.Select(value => Math.Abs(value - median))]) + double.Epsilon);
    }

    /// <summary>Iteratively reweighted least squares, about the middle of the times so that large clocks lose no digits.</summary>
    private static Line Fit(IReadOnlyList<double> times, IReadOnlyList<double> offsets, int begin, int end)
    {
        var middle = Enumerable.Range(begin, end - begin).Average(i => times[i]);
        var (level, slope) = (0.0, 0.0);
        var weights = new double[end - begin];
        Array.Fill(weights, 1);
        for (var iteration = 0; iteration < MostIterations; iteration++)
        {
            var before = (level, slope);
            (level, slope) = WeightedLine(times, offsets, begin, weights, middle);
            for (var i = 0; i < weights.Length; i++)
            {
                var error = Math.Abs(offsets[begin + i] - level - (slope * (times[begin + i] - middle)));
                weights[i] = error <= WinsorSeconds ? 1 : WinsorSeconds / error;
            }
            if (Math.Abs(level - before.level) < 1e-12 && Math.Abs(slope - before.slope) < 1e-15)
                break;
        }
        return new Line(times.Skip(begin).Take(end - begin).Min(), times.Skip(begin).Take(end - begin).Max(), middle, level, slope);
    }

    private static (double Level, double Slope) WeightedLine(
        IReadOnlyList<double> times, IReadOnlyList<double> offsets, int begin, double[] weights, double middle)
    {
        var (sum, sumX, sumY, sumXx, sumXy) = (0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < weights.Length; i++)
        {
            var (weight, x, y) = (weights[i], times[begin + i] - middle, offsets[begin + i]);
            (sum, sumX, sumY, sumXx, sumXy) = (sum + weight, sumX + (weight * x), sumY + (weight * y), sumXx + (weight * x * x), sumXy + (weight * x * y));
        }
        var spread = (sum * sumXx) - (sumX * sumX);
        // One measurement, or several at one time, give a level only.
        var slope = spread > 1e-9 * sum * sumXx && weights.Length > 1 ? ((sum * sumXy) - (sumX * sumY)) / spread : 0;
        return ((sumY - (slope * sumX)) / sum, slope);
    }

    private readonly record struct Line(double Earliest, double Latest, double Middle, double Level, double Slope)
    {
        public double At(double seconds) => Level + (Slope * (seconds - Middle));

        public double Distance(double seconds) => Math.Max(0, Math.Max(Earliest - seconds, seconds - Latest));
    }
}
