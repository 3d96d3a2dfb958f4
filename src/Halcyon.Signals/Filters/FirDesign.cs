using System.Globalization;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Filters;

/// <summary>Designs zero-phase FIR filters by the window method with the defaults of MNE-Python 1.3.</summary>
/// <remarks>
/// Windowed-sinc low-passes (Hamming) are summed edge by edge, each just long enough for its own transition band, 3.3
/// divided by the transition width. Transitions: 25 % of the edge, at least 2 Hz, at most what lies between the edge
/// and 0 or the Nyquist frequency (Widmann, Schröger and Maess 2015, doi:10.1016/j.jneumeth.2014.08.002).
/// </remarks>
public static class FirDesign
{
    // Main lobe of a Hamming window in units of rate/length: what makes transition width × length constant.
    private const double HammingLengthFactor = 3.3;

    /// <summary>Longer filters are refused: over an hour at 256 Hz, for a transition that no recording can show.</summary>
    public const int MostTaps = 1_000_000;

    /// <summary>Passes <paramref name="lowHz"/> to <paramref name="highHz"/>; either may be null (low-pass, high-pass).</summary>
    public static FirFilter BandPass(double? lowHz, double? highHz, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        var nyquist = samplingRateHz / 2;
        if (lowHz is { } low && !(low > 0 && low < nyquist))
            throw new ArgumentOutOfRangeException(nameof(lowHz), lowHz, $"Must lie above 0 and below {nyquist:0.###} Hz.");
        if (highHz is { } high && !(high > 0 && high < nyquist))
            throw new ArgumentOutOfRangeException(nameof(highHz), highHz, $"Must lie above 0 and below {nyquist:0.###} Hz.");
        if (lowHz >= highHz)
            throw new ArgumentException("The low edge must lie below the high edge.", nameof(lowHz));
        if (lowHz is null && highHz is null)
            return new FirFilter([1]);

        var edges = new List<Edge>(2);
        if (lowHz is { } passFrom)
            edges.Add(new Edge(passFrom - Math.Min(Math.Max(0.25 * passFrom, 2), passFrom), passFrom, Rises: true));
        if (highHz is { } passTo)
            edges.Add(new Edge(passTo, passTo + Math.Min(Math.Max(0.25 * passTo, 2), nyquist - passTo), Rises: false));
        return Design(edges, samplingRateHz);
    }

    /// <summary>Passes what lies below <paramref name="lowHz"/> and above <paramref name="highHz"/>, the edges of what passes.</summary>
    /// <remarks>Transitions lie inside the stopped band, as wide as those of <see cref="BandPass"/>.</remarks>
    /// <exception cref="ArgumentException">The edges do not lie in order between 0 and half the rate, or leave no room for both transitions.</exception>
    public static FirFilter BandStop(double lowHz, double highHz, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        var nyquist = samplingRateHz / 2;
        if (!(lowHz > 0 && lowHz < highHz && highHz < nyquist))
            throw new ArgumentException($"The edges must lie in order between 0 and {nyquist:0.###} Hz.", nameof(lowHz));
        var stopFrom = lowHz + Math.Min(Math.Max(0.25 * lowHz, 2), nyquist - lowHz);
        var stopTo = highHz - Math.Min(Math.Max(0.25 * highHz, 2), highHz);
        if (stopFrom > stopTo)
            throw new ArgumentException($"The edges leave no room for transitions of {stopFrom - lowHz:0.###} and {highHz - stopTo:0.###} Hz.", nameof(highHz));
        return Design([new Edge(lowHz, stopFrom, Rises: false), new Edge(stopTo, highHz, Rises: true)], samplingRateHz);
    }

    /// <summary>Stops a band <paramref name="frequencyHz"/>/200 wide with transitions of 0.5 Hz on either side.</summary>
    public static FirFilter Notch(double frequencyHz, double samplingRateHz) => Notches([frequencyHz], samplingRateHz);

    /// <summary>As <see cref="Notch"/> at several frequencies in one filter: mains and its harmonics.</summary>
    /// <param name="frequenciesHz">Ascending, at least one, far enough apart that the stopped bands with their transitions do not meet.</param>
    /// <exception cref="ArgumentOutOfRangeException">A notch does not fit between its neighbours, 0 Hz and half the rate.</exception>
    public static FirFilter Notches(ReadOnlySpan<double> frequenciesHz, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (frequenciesHz.IsEmpty)
            throw new ArgumentException("At least one frequency is needed.", nameof(frequenciesHz));
        const double transition = 0.5;
        var edges = new List<Edge>(2 * frequenciesHz.Length);
        var before = 0.0;
        foreach (var frequencyHz in frequenciesHz)
        {
            var halfWidth = frequencyHz / 400;
            if (!(frequencyHz - halfWidth - transition > before && frequencyHz + halfWidth + transition < samplingRateHz / 2))
                throw new ArgumentOutOfRangeException(nameof(frequenciesHz), frequencyHz, $"The notch must fit between {before:0.###} and {samplingRateHz / 2:0.###} Hz.");
            edges.Add(new Edge(frequencyHz - halfWidth - transition, frequencyHz - halfWidth, Rises: false));
            edges.Add(new Edge(frequencyHz + halfWidth, frequencyHz + halfWidth + transition, Rises: true));
            before = frequencyHz + halfWidth + transition;
        }

        return Design(edges, samplingRateHz);
    }

    /// <summary>Can a notch at this frequency be designed for this rate?</summary>
    public static bool NotchFits(double frequencyHz, double samplingRateHz) =>
        frequencyHz > 2 && frequencyHz * (1 + 1 / 400.0) + 0.5 < samplingRateHz / 2;

    private static FirFilter Design(IReadOnlyList<Edge> edges, double samplingRateHz)
    {
        var shortest = edges.Min(e => e.Width);
        var needed = Math.Ceiling(HammingLengthFactor / shortest * samplingRateHz);
        if (!(needed < MostTaps))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A transition of {shortest:g3} Hz at {samplingRateHz:0.###} Hz would take {needed:g3} taps; at most {MostTaps} are designed, so choose an edge further from 0 Hz and from half the rate."));
        var length = (int)needed;
        length += 1 - length % 2;
        var nyquist = samplingRateHz / 2;
        var taps = new double[length];
        if (edges[^1].Rises)
            taps[length / 2] = 1;

        // From the top down: an edge that rises going up in frequency takes its low-pass away, one that falls adds it.
        for (var i = edges.Count - 1; i >= 0; i--)
        {
            double from = edges[i].FromHz / nyquist, to = edges[i].ToHz / nyquist;
            var own = (int)Math.Round(HammingLengthFactor / ((to - from) / 2), MidpointRounding.ToEven);
            own = Math.Min(own + 1 - own % 2, length);
            AddLowPass(taps.AsSpan((length - own) / 2, own), (from + to) / 2, edges[i].Rises ? -1 : 1);
        }

        return new FirFilter(taps);
    }

    /// <param name="cutoff">As a fraction of the Nyquist frequency.</param>
    private static void AddLowPass(Span<double> taps, double cutoff, double sign)
    {
        Span<double> own = new double[taps.Length];
        var middle = (own.Length - 1) / 2.0;
        var sum = 0.0;
        for (var i = 0; i < own.Length; i++)
        {
            var m = i - middle;
            var angle = Math.PI * cutoff * m;
            var sinc = angle == 0 ? 1 : Math.Sin(angle) / angle;
            var window = own.Length == 1 ? 1 : 0.54 - 0.46 * Math.Cos(2 * Math.PI * i / (own.Length - 1));
            own[i] = cutoff * sinc * window;
            sum += own[i];
        }

        for (var i = 0; i < own.Length; i++)
            taps[i] += sign * own[i] / sum;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Edge(double FromHz, double ToHz, bool Rises)
    {
        public double Width => ToHz - FromHz;
    }
}
