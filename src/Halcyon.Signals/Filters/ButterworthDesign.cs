using System.Numerics;

namespace Halcyon.Signals.Filters;

/// <summary>Designs Butterworth filters as second-order sections.</summary>
/// <remarks>
/// The analogue prototype's poles on the unit circle, moved to the band, bilinear transform with pre-warped edges
/// (Oppenheim and Schafer, Discrete-Time Signal Processing, 7.1–7.2): the response of scipy.signal.butter. Each
/// section has unit gain where the filter has it, which keeps the signal between sections in range.
/// </remarks>
public static class ButterworthDesign
{
    public const int HighestOrder = 12;

    public static BiquadCascade LowPass(int order, double edgeHz, double samplingRateHz)
    {
        var warped = Warp(order, edgeHz, samplingRateHz);
        return Cascade([.. Prototype(order).Select(p => Bilinear(p * warped))], _ => -1, Complex.One);
    }

    public static BiquadCascade HighPass(int order, double edgeHz, double samplingRateHz)
    {
        var warped = Warp(order, edgeHz, samplingRateHz);
        return Cascade([.. Prototype(order).Select(p => Bilinear(warped / p))], _ => 1, -Complex.One);
    }

    /// <summary>As SciPy, <paramref name="order"/> counts for each side: the filter has twice as many poles.</summary>
    public static BiquadCascade BandPass(int order, double lowHz, double highHz, double samplingRateHz)
    {
        double low = Warp(order, lowHz, samplingRateHz), high = Warp(order, highHz, samplingRateHz);
        if (low >= high)
            throw new ArgumentException("The low edge must lie below the high edge.", nameof(lowHz));
        var centre = Math.Sqrt(low * high);
        var poles = new List<Complex>(2 * order);
        foreach (var p in Prototype(order))
        {
            var half = p * (high - low) / 2;
            var root = Complex.Sqrt(half * half - centre * centre);
            poles.Add(Bilinear(half + root));
            poles.Add(Bilinear(half - root));
        }

        var centreOnCircle = Bilinear(new Complex(0, centre));
        var middle = centreOnCircle.Phase;
        // Zeros at 0 Hz go to the lower poles and those at the Nyquist frequency to the upper ones.
        return Cascade([.. poles], angle => angle < middle ? 1 : -1, centreOnCircle);
    }

    private static IEnumerable<Complex> Prototype(int order) =>
        Enumerable.Range(0, order).Select(k => Complex.FromPolarCoordinates(1, Math.PI * (2 * k + order + 1) / (2 * order)));

    private static Complex Bilinear(Complex s) => (2 + s) / (2 - s);

    private static double Warp(int order, double edgeHz, double samplingRateHz)
    {
        if (order is < 1 or > HighestOrder)
            throw new ArgumentOutOfRangeException(nameof(order), order, $"Must lie between 1 and {HighestOrder}.");
        if (!(double.IsFinite(samplingRateHz) && samplingRateHz > 0))
            throw new ArgumentOutOfRangeException(nameof(samplingRateHz), samplingRateHz, "Must be finite and above 0 Hz.");
        if (!(edgeHz > 0 && edgeHz < samplingRateHz / 2))
            throw new ArgumentOutOfRangeException(nameof(edgeHz), edgeHz, $"Must lie above 0 and below {samplingRateHz / 2:0.###} Hz.");
        return 2 * Math.Tan(Math.PI * edgeHz / samplingRateHz);
    }

    /// <summary>Pairs the poles, gives each pair its zeros (+1 or −1 by its angle) and unit gain at <paramref name="unitGainAt"/>.</summary>
    private static BiquadCascade Cascade(Complex[] poles, Func<double, double> zeroFor, Complex unitGainAt)
    {
        const double real = 1e-10;
        var pairs = poles.Where(p => p.Imaginary > real).Select(p => (First: p, Second: Complex.Conjugate(p))).ToList();
        var onAxis = poles.Where(p => Math.Abs(p.Imaginary) <= real).OrderBy(p => p.Real).ToList();
        for (var i = 0; i + 1 < onAxis.Count; i += 2)
            pairs.Add((onAxis[i], onAxis[i + 1]));

        // Lowest first; of as many pairs, half take their zeros at each end of a band, and a middle one takes both.
        var ordered = pairs.OrderBy(p => p.First.Phase).ToList();
        var sections = new List<Biquad>(ordered.Count + 1);
        for (var i = 0; i < ordered.Count; i++)
        {
            double zero1, zero2;
            if (unitGainAt.Imaginary == 0)
                zero1 = zero2 = zeroFor(0);
            else
                (zero1, zero2) = (2 * i + 1).CompareTo(ordered.Count) switch { < 0 => (1.0, 1.0), 0 => (1.0, -1.0), _ => (-1.0, -1.0) };
            var a1 = -(ordered[i].First + ordered[i].Second).Real;
            var a2 = (ordered[i].First * ordered[i].Second).Real;
            sections.Add(Scaled(new Biquad(1, -(zero1 + zero2), zero1 * zero2, a1, a2), unitGainAt));
        }

        if (onAxis.Count % 2 == 1)
            sections.Insert(0, Scaled(new Biquad(1, -zeroFor(0), 0, -onAxis[^1].Real, 0), unitGainAt));
        return new BiquadCascade([.. sections]);
    }

    private static Biquad Scaled(Biquad s, Complex z)
    {
        var gain = (s.B0 + s.B1 / z + s.B2 / (z * z)) / (1 + s.A1 / z + s.A2 / (z * z));
        var scale = 1 / gain.Magnitude;
        return s with { B0 = s.B0 * scale, B1 = s.B1 * scale, B2 = s.B2 * scale };
    }
}
