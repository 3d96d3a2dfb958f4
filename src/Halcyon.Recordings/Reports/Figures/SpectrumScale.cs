using Halcyon.Recordings.Reports.Drawing;

namespace Halcyon.Recordings.Reports.Figures;

/// <summary>The common axes of all spectra of one report: 0.5–45 Hz linear, density logarithmic.</summary>
internal sealed class SpectrumScale
{
    public const double LowestHertz = 0.5;
    public const double HighestHertz = 45;

    private const int MostPoints = 240;
    private const double MostDecades = 7;

    private readonly int[] _firstBins;
    private readonly IReadOnlyList<double> _frequenciesHz;

    public SpectrumScale(ReportView view)
    {
        _frequenciesHz = view.Report.Spectrum?.FrequenciesHz ?? [];
        var bins = Enumerable.Range(0, _frequenciesHz.Count)
            .Where(bin => _frequenciesHz[bin] is >= LowestHertz and <= HighestHertz).ToList();
        int perPoint = Math.Max(1, (int)Math.Ceiling(bins.Count / (double)MostPoints));
        _firstBins = [.. bins.Where((_, index) => index % perPoint == 0)];
        BinsPerPoint = perPoint;
        var shown = view.Spectra.Any(spectrum => !spectrum.IsBad) ? view.Spectra.Where(spectrum => !spectrum.IsBad) : view.Spectra;
        var logs = shown.SelectMany(spectrum => Points(spectrum.Density)).Select(point => point.LogDensity).Where(double.IsFinite).Order().ToList();
        double loudest = view.Spectra.SelectMany(spectrum => Points(spectrum.Density)).Select(point => point.LogDensity)
            .Where(double.IsFinite).DefaultIfEmpty().Max();
        (LowestLog, HighestLog) = logs.Count == 0 ? (-1, 2) : Range(logs, loudest);
    }

    public double LowestLog { get; }
    public double HighestLog { get; }
    public bool IsEmpty => _firstBins.Length < 2;

    private int BinsPerPoint { get; }

    /// <summary>Hz and log10 of µV²/Hz; neighboring bins are averaged when there are more than a chart can show. Not finite where there is no power.</summary>
    public List<(double Hertz, double LogDensity)> Points(double[] density)
    {
        var points = new List<(double, double)>(_firstBins.Length);
        foreach (int first in _firstBins)
        {
            double hertz = 0, sum = 0;
            int count = 0;
            for (int bin = first; bin < first + BinsPerPoint && bin < density.Length && bin < _frequenciesHz.Count; bin++, count++)
            {
                hertz += _frequenciesHz[bin];
                sum += density[bin];
            }

            if (count > 0)
                points.Add((hertz / count, Math.Log10(sum / count)));
        }

        return points;
    }

    /// <summary>The points of a line within a frame; what lies beyond the frame runs along its edge.</summary>
    public IEnumerable<Spot> Trace(IEnumerable<(double Hertz, double LogDensity)> points, Frame frame) =>
        points.Select(point => double.IsNaN(point.LogDensity)
            ? Spot.Nowhere
            : new Spot(X(point.Hertz, frame), Y(point.LogDensity, frame)));

    public static double X(double hertz, Frame frame) =>
        frame.Left + frame.Width * (hertz - LowestHertz) / (HighestHertz - LowestHertz);

    public double Y(double logDensity, Frame frame) =>
        frame.Top + frame.Height * (1 - Math.Clamp((logDensity - LowestLog) / (HighestLog - LowestLog), 0, 1));

    /// <summary>Whole powers of ten within the range.</summary>
    public IEnumerable<int> Decades()
    {
        for (int decade = (int)Math.Ceiling(LowestLog - 1e-9); decade <= HighestLog + 1e-9; decade++)
            yield return decade;
    }

    /// <param name="ascending">Of the good channels, which decide what is shown.</param>
    /// <param name="loudest">Of any channel; a bad one may lift the ceiling, but not so far that the good ones shrink to a line.</param>
    private static (double Lowest, double Highest) Range(List<double> ascending, double loudest)
    {
        double low = ascending[(int)(0.005 * (ascending.Count - 1))] - 0.1;
        double high = Math.Min(Math.Max(ascending[^1], loudest), ascending[^1] + 1) + 0.12;
        low = Math.Max(low, high - MostDecades);
        // Two labelled powers of ten are the least that makes a logarithmic axis readable.
        return Math.Floor(high) - Math.Ceiling(low) >= 1 ? (low, high) : (Math.Floor(low), Math.Ceiling(high));
    }
}

internal readonly record struct Frame(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;
    public double Bottom => Top + Height;
}
