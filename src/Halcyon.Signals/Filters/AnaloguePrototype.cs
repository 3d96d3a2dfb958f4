using System.Numerics;

namespace Halcyon.Signals.Filters;

/// <summary>
/// An analogue low-pass with its edge at 1 rad/s, from which recursive digital filters for any band are made. Immutable,
/// shareable.
/// </summary>
/// <remarks>
/// Edges are pre-warped and moved by the bilinear transform (Oppenheim and Schafer, Discrete-Time Signal Processing,
/// 7.1–7.2): responses are those of scipy.signal.iirfilter, though poles and zeros may be paired otherwise. What the edge
/// is, each family says. For a band, the order counts for each side: the filter has twice as many poles.
/// </remarks>
public sealed class AnaloguePrototype
{
    public const int HighestOrder = 12;

    private readonly RootSet _zeros;
    private readonly RootSet _poles;
    private readonly double _gainAtZero;

    private AnaloguePrototype(RootSet zeros, RootSet poles, double gainAtZero)
    {
        _zeros = zeros;
        _poles = poles;
        _gainAtZero = gainAtZero;
    }

    private int ZerosAtInfinity => _poles.Count - _zeros.Count;

    /// <summary>Flattest pass-band; half the power is left at the edge.</summary>
    /// <param name="order">1…<see cref="HighestOrder"/>.</param>
    public static AnaloguePrototype Butterworth(int order)
    {
        CheckOrder(order);
        return new AnaloguePrototype(new RootSet(), PolesOnCircle(order), 1);
    }

    /// <summary>Steeper, with ripple in the pass-band; the edge is where the ripple ends.</summary>
    /// <param name="order">1…<see cref="HighestOrder"/>.</param>
    /// <param name="rippleDecibels">Depth of the ripple below unit gain, dB, above 0.</param>
    public static AnaloguePrototype ChebyshevOne(int order, double rippleDecibels)
    {
        CheckOrder(order);
        CheckDecibels(rippleDecibels, nameof(rippleDecibels));
        var width = Math.Asinh(1 / Math.Sqrt(PowerLess1(rippleDecibels))) / order;
        var poles = PolesOnCircle(order).Map(p => new Complex(Math.Sinh(width) * p.Real, Math.Cosh(width) * p.Imaginary));
        return new AnaloguePrototype(new RootSet(), poles, RippleAtZero(order, rippleDecibels));
    }

    /// <summary>Smooth pass-band, ripple in the stop-band; the edge is where the attenuation is first reached.</summary>
    /// <param name="order">1…<see cref="HighestOrder"/>.</param>
    /// <param name="attenuationDecibels">Least attenuation of the stop-band, dB, above 0.</param>
    public static AnaloguePrototype ChebyshevTwo(int order, double attenuationDecibels)
    {
        CheckOrder(order);
        CheckDecibels(attenuationDecibels, nameof(attenuationDecibels));
        var width = Math.Asinh(Math.Sqrt(PowerLess1(attenuationDecibels))) / order;
        var poles = PolesOnCircle(order).Map(p => 1 / new Complex(Math.Sinh(width) * p.Real, Math.Cosh(width) * p.Imaginary));
        var zeros = new RootSet();
        for (var k = 0; k < order / 2; k++)
            zeros.AddPair(new Complex(0, 1 / Math.Cos(Math.PI * (2 * k + 1) / (2 * order))));
        return new AnaloguePrototype(zeros, poles, 1);
    }

    /// <summary>The steepest of all, ripple in both bands; the edge is where the pass-band's ripple ends.</summary>
    /// <param name="order">1…<see cref="HighestOrder"/>.</param>
    /// <param name="rippleDecibels">Depth of the pass-band's ripple below unit gain, dB, above 0.</param>
    /// <param name="attenuationDecibels">Least attenuation of the stop-band, dB, above the ripple.</param>
    /// <remarks>Orfanidis 2006, Lecture Notes on Elliptic Filter Design.</remarks>
    public static AnaloguePrototype Elliptic(int order, double rippleDecibels, double attenuationDecibels)
    {
        CheckOrder(order);
        CheckDecibels(rippleDecibels, nameof(rippleDecibels));
        CheckDecibels(attenuationDecibels, nameof(attenuationDecibels));
        if (attenuationDecibels <= rippleDecibels)
            throw new ArgumentException("The stop-band must be attenuated by more than the pass-band's ripple.", nameof(attenuationDecibels));
        var ripple = Math.Sqrt(PowerLess1(rippleDecibels));
        var selectivity = ripple / Math.Sqrt(PowerLess1(attenuationDecibels));
        var (zeros, poles) = EllipticRoots.Of(order, ripple, selectivity);
        return new AnaloguePrototype(zeros, poles, RippleAtZero(order, rippleDecibels));
    }

    /// <summary>
    /// Nearly constant delay, so that waves keep their shape; the edge is where the phase is half of its whole turn (SciPy's
    /// norm="phase"), not a point of −3 dB.
    /// </summary>
    /// <param name="order">1…<see cref="HighestOrder"/>.</param>
    public static AnaloguePrototype Bessel(int order)
    {
        CheckOrder(order);
        return new AnaloguePrototype(new RootSet(), BesselRoots.Of(order), 1);
    }

    /// <exception cref="ArgumentOutOfRangeException">The edge does not lie between 0 and half the sampling rate.</exception>
    public BiquadCascade LowPass(double edgeHz, double samplingRateHz)
    {
        var edge = Warp(edgeHz, samplingRateHz);
        var zeros = _zeros.Map(s => Bilinear(s * edge));
        zeros.AddReals(-1, ZerosAtInfinity);
        return SectionPairing.Cascade(zeros, _poles.Map(s => Bilinear(s * edge)), Complex.One, _gainAtZero);
    }

    /// <exception cref="ArgumentOutOfRangeException">The edge does not lie between 0 and half the sampling rate.</exception>
    public BiquadCascade HighPass(double edgeHz, double samplingRateHz)
    {
        var edge = Warp(edgeHz, samplingRateHz);
        var zeros = _zeros.Map(s => Bilinear(edge / s));
        zeros.AddReals(1, ZerosAtInfinity);
        return SectionPairing.Cascade(zeros, _poles.Map(s => Bilinear(edge / s)), -Complex.One, _gainAtZero);
    }

    /// <exception cref="ArgumentException">The edges do not lie in order between 0 and half the sampling rate.</exception>
    public BiquadCascade BandPass(double lowHz, double highHz, double samplingRateHz)
    {
        var (width, centre) = Band(lowHz, highHz, samplingRateHz);
        var zeros = _zeros.Divide(s => s * width / 2, centre).Map(Bilinear);
        zeros.AddReals(1, ZerosAtInfinity);
        zeros.AddReals(-1, ZerosAtInfinity);
        var poles = _poles.Divide(s => s * width / 2, centre).Map(Bilinear);
        return SectionPairing.Cascade(zeros, poles, Bilinear(new Complex(0, centre)), _gainAtZero);
    }

    /// <summary>Passes what lies below <paramref name="lowHz"/> and above <paramref name="highHz"/>.</summary>
    /// <exception cref="ArgumentException">The edges do not lie in order between 0 and half the sampling rate.</exception>
    public BiquadCascade BandStop(double lowHz, double highHz, double samplingRateHz)
    {
        var (width, centre) = Band(lowHz, highHz, samplingRateHz);
        var zeros = _zeros.Divide(s => width / 2 / s, centre).Map(Bilinear);
        for (var i = 0; i < ZerosAtInfinity; i++)
            zeros.AddPair(Bilinear(new Complex(0, centre)));
        var poles = _poles.Divide(s => width / 2 / s, centre).Map(Bilinear);
        return SectionPairing.Cascade(zeros, poles, Complex.One, _gainAtZero);
    }

    private static RootSet PolesOnCircle(int order)
    {
        var poles = new RootSet();
        for (var k = 0; k < order / 2; k++)
            poles.AddPair(Complex.FromPolarCoordinates(1, Math.PI * (2 * k + order + 1) / (2 * order)));
        poles.AddReals(-1, order % 2);
        return poles;
    }

    private static Complex Bilinear(Complex s) => (2 + s) / (2 - s);

    private static (double Width, double Centre) Band(double lowHz, double highHz, double samplingRateHz)
    {
        double low = Warp(lowHz, samplingRateHz), high = Warp(highHz, samplingRateHz);
        if (low >= high)
            throw new ArgumentException("The low edge must lie below the high edge.", nameof(lowHz));
        return (high - low, Math.Sqrt(low * high));
    }

    private static double Warp(double edgeHz, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (!(edgeHz > 0 && edgeHz < samplingRateHz / 2))
            throw new ArgumentOutOfRangeException(nameof(edgeHz), edgeHz, $"Must lie above 0 and below {samplingRateHz / 2:0.###} Hz.");
        return 2 * Math.Tan(Math.PI * edgeHz / samplingRateHz);
    }

    private static void CheckOrder(int order)
    {
        if (order is < 1 or > HighestOrder)
            throw new ArgumentOutOfRangeException(nameof(order), order, $"Must lie between 1 and {HighestOrder}.");
    }

    private static void CheckDecibels(double decibels, string name)
    {
        if (!(decibels is > 0 and <= 300))
            throw new ArgumentOutOfRangeException(name, decibels, "Must lie above 0 and at most at 300 dB.");
    }

    /// <summary>10^(dB/10) − 1 without losing a small ripple.</summary>
    private static double PowerLess1(double decibels)
    {
        var x = decibels * Math.Log(10) / 10;
        return x < 1e-5 ? x * (1 + x / 2) : Math.Exp(x) - 1;
    }

    /// <summary>Ripples of even order begin at their lowest point.</summary>
    private static double RippleAtZero(int order, double rippleDecibels) =>
        order % 2 == 0 ? Math.Pow(10, -rippleDecibels / 20) : 1;
}
