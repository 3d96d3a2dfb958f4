using System.Numerics.Tensors;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Quality;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>What is measured of every component before it is given a name.</summary>
internal sealed class ComponentMeasures
{
    private const double EyeHz = 10;
    private const double SegmentSeconds = 2;
    private static readonly string[][] VerticalRows = [["Fp1", "Fp2"], ["AF7", "AF8"], ["AF3", "AF4"], ["F7", "F8"]];

    private readonly EegSignals _signals;
    private readonly IReadOnlyList<int> _places;
    private readonly ReadOnlyMemory<double>[] _channels;
    private readonly WelchPlan _plan;
    private readonly double? _lineHertz;
    private readonly double[]? _vertical;
    private readonly double[]? _horizontal;
    private readonly double[]? _heart;
    private readonly int[] _frontal;
    private readonly (int Left, int Right)? _sides;

    public ComponentMeasures(EegSignals signals, IReadOnlyList<int> places, double? lineHertz)
    {
        (_signals, _places, _lineHertz) = (signals, places, lineHertz);
        _channels = [.. places.Select(p => (ReadOnlyMemory<double>)signals.Memory(p))];
        _plan = WelchPlan.ForSeconds(SegmentSeconds, signals.SamplingRateHz);
        _frontal = VerticalRows.Select(Find).FirstOrDefault(f => f.Length > 0) ?? [];
        _sides = Find(["F7", "F8"]) is [var left, var right] ? (left, right) : null;
        HasVerticalEog = Eog(vertical: true).Length > 0;
        HasHorizontalEog = Eog(vertical: false).Length > 0;
        _vertical = Eye(vertical: true);
        _horizontal = Eye(vertical: false);
        _heart = signals.Places(ChannelKind.Ecg) is [var ecg, ..] ? signals[ecg].ToArray() : null;
    }

    public bool HasVerticalEog { get; }
    public bool HasHorizontalEog { get; }
    public bool HasEcg => _heart is not null;

    public Measured Of(ComponentModel model, int component)
    {
        var course = new double[_signals.SampleCount];
        model.WriteCourse(_channels, component, course);
        var topography = model.Topography(component).ToArray();
        var density = new double[_plan.BinCount];
        Welch.Density(course, _plan, new WelchWorkspace(_plan), density);
        var slow = LowPassed(course);
        var largest = topography.Max(Math.Abs);
        var squares = TensorPrimitives.SumOfSquares<double>(topography);
        return new Measured
        {
            FrontalPart = _frontal.Length == 0 ? 0 : _frontal.Average(i => Math.Abs(topography[i])) / largest,
            SideOpposition = _sides is var (l, r) ? -Math.Sign(topography[l] * topography[r]) * Math.Min(Math.Abs(topography[l]), Math.Abs(topography[r])) / largest : 0,
            FocalPart = largest * largest / squares,
            Kurtosis = Kurtosis(course),
            VerticalCorrelation = Correlation(slow, _vertical),
            HorizontalCorrelation = Correlation(slow, _horizontal),
            HeartCorrelation = Correlation(course, _heart),
            HeartRhythm = HeartRhythm(course),
            Slope = Slope(density),
            FastPart = Part(density, 20, 45),
            SlowPart = Part(density, 1, 4),
            LinePart = LinePart(density),
        };
    }

    private int[] Find(string[] names) =>
    [
        .. names.Select(name => _places.ToList().FindIndex(p => _signals.Channels[p].Name is { } found && Electrode.Canonical(found) == name)).Where(i => i >= 0),
    ];

    /// <summary>The eyes' course below 10 Hz: an EOG channel, else forehead electrodes (or their difference for sideways).</summary>
    private double[]? Eye(bool vertical)
    {
        if (Eog(vertical) is [var eog, ..])
            return LowPassed(_signals[eog].ToArray());
        if (vertical && _frontal.Length > 0)
        {
            var mean = new double[_signals.SampleCount];
            foreach (var i in _frontal)
                TensorPrimitives.MultiplyAdd(_channels[i].Span, 1.0 / _frontal.Length, mean, mean);
            return LowPassed(mean);
        }

        if (vertical || _sides is not var (left, right))
            return null;
        var difference = new double[_signals.SampleCount];
        TensorPrimitives.Subtract(_channels[left].Span, _channels[right].Span, difference);
        return LowPassed(difference);
    }

    private int[] Eog(bool vertical) =>
        [.. _signals.Places(ChannelKind.Eog).Where(p => IsHorizontal(_signals.Channels[p].Label) != vertical)];

    private static bool IsHorizontal(string label) =>
        label.Contains("hor", StringComparison.OrdinalIgnoreCase) || label.Contains("heog", StringComparison.OrdinalIgnoreCase);

    private double[] LowPassed(double[] samples)
    {
        var filter = ButterworthDesign.LowPass(2, EyeHz, _signals.SamplingRateHz);
        var filtered = new double[samples.Length];
        filter.FilterZeroPhase(samples, filtered, new double[samples.Length + 2 * filter.PadLength + filter.StateLength]);
        return filtered;
    }

    internal static double Correlation(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        if (b.IsEmpty)
            return 0;
        double meanA = TensorPrimitives.Average(a), meanB = TensorPrimitives.Average(b);
        var covariance = TensorPrimitives.Dot(a, b) / a.Length - meanA * meanB;
        var power = (TensorPrimitives.SumOfSquares(a) / a.Length - meanA * meanA) * (TensorPrimitives.SumOfSquares(b) / b.Length - meanB * meanB);
        return power > 0 ? Math.Abs(covariance) / Math.Sqrt(power) : 0;
    }

    private static double Kurtosis(ReadOnlySpan<double> course)
    {
        var mean = TensorPrimitives.Average(course);
        double second = 0, fourth = 0;
        foreach (var value in course)
        {
            var square = (value - mean) * (value - mean);
            second += square;
            fourth += square * square;
        }

        return second > 0 ? fourth * course.Length / (second * second) - 3 : 0;
    }

    /// <summary>How far the autocorrelation of the rectified, smoothed course rises again at 0.5–1.5 s (40–120 beats a minute).</summary>
    /// <remarks>From its lowest between two beats: a slow swell keeps it high without ever rising again.</remarks>
    private double HeartRhythm(double[] course)
    {
        var envelope = LowPassed(Array.ConvertAll(course, Math.Abs));
        var thinning = Math.Max(1, (int)(_signals.SamplingRateHz / 50));
        double[] thin = [.. Enumerable.Range(0, envelope.Length / thinning).Select(i => envelope[i * thinning])];
        TensorPrimitives.Subtract(thin, TensorPrimitives.Average<double>(thin), thin);
        var rate = _signals.SamplingRateHz / thinning;
        var power = TensorPrimitives.SumOfSquares<double>(thin);
        double rise = 0, lowest = 1;
        for (var lag = (int)(0.2 * rate); power > 0 && lag <= 1.5 * rate && lag < thin.Length / 2; lag++)
        {
            var likeness = TensorPrimitives.Dot<double>(thin.AsSpan(lag), thin.AsSpan(0, thin.Length - lag)) / power;
            lowest = Math.Min(lowest, likeness);
            rise = lag >= 0.5 * rate ? Math.Max(rise, likeness - lowest) : 0;
        }

        return rise;
    }

    private bool IsLine(double hertz) => _lineHertz is { } line && Math.Abs(hertz - line) < 2;

    /// <summary>Power between two frequencies of that between 1 and 45 Hz, mains left out.</summary>
    private double Part(double[] density, double fromHz, double toHz)
    {
        double part = 0, all = 0;
        for (var k = 0; k < density.Length; k++)
        {
            var hertz = _plan.FrequencyHz(k);
            if (hertz is < 1 or >= 45 || IsLine(hertz))
                continue;
            all += density[k];
            part += hertz >= fromHz && hertz < toHz ? density[k] : 0;
        }

        return all > 0 ? part / all : 0;
    }

    private double LinePart(double[] density) =>
        _lineHertz is { } line && LineFrequencyDetector.Power(density, _plan.BinWidthHz, line) is var (power, background)
            ? Math.Max(0, power - background) / Math.Max(double.Epsilon, FrequencyBands.Power(density, _plan.BinWidthHz, 1, _plan.SamplingRateHz / 2))
            : 0;

    /// <summary>Slope of log power over log frequency, 2–40 Hz, mains left out: about −1 to −2 for the brain, near 0 or rising for muscle.</summary>
    private double Slope(double[] density)
    {
        double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
        for (var k = 1; k < density.Length; k++)
        {
            var hertz = _plan.FrequencyHz(k);
            if (hertz is < 2 or > 40 || IsLine(hertz) || !(density[k] > 0))
                continue;
            double x = Math.Log(hertz), y = Math.Log(density[k]);
            // By 1/f, so that each octave counts alike.
            (n, sx, sy, sxx, sxy) = (n + 1 / hertz, sx + x / hertz, sy + y / hertz, sxx + x * x / hertz, sxy + x * y / hertz);
        }

        var spread = n * sxx - sx * sx;
        return spread > 0 ? (n * sxy - sx * sy) / spread : 0;
    }
}

/// <summary>Measures of one component.</summary>
internal sealed record Measured
{
    public required double FrontalPart { get; init; }
    public required double SideOpposition { get; init; }
    public required double FocalPart { get; init; }
    public required double Kurtosis { get; init; }
    public required double VerticalCorrelation { get; init; }
    public required double HorizontalCorrelation { get; init; }
    public required double HeartCorrelation { get; init; }
    public required double HeartRhythm { get; init; }
    public required double Slope { get; init; }
    public required double FastPart { get; init; }
    public required double SlowPart { get; init; }
    public required double LinePart { get; init; }
}
