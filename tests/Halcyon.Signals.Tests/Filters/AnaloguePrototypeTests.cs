using System.Numerics;
using System.Text.Json;
using Halcyon.Signals.Filters;
using Xunit;

namespace Halcyon.Signals.Tests.Filters;

public sealed class AnaloguePrototypeTests
{
    private const double Ripple = 0.5;
    private const double Attenuation = 50;

    private static readonly double[] Rates = [100, 128, 256, 499.9, 1000];

    private static readonly Dictionary<string, Func<int, AnaloguePrototype>> Families = new(StringComparer.Ordinal)
    {
        ["butter"] = AnaloguePrototype.Butterworth,
        ["cheby1"] = order => AnaloguePrototype.ChebyshevOne(order, Ripple),
        ["cheby2"] = order => AnaloguePrototype.ChebyshevTwo(order, Attenuation),
        ["ellip"] = order => AnaloguePrototype.Elliptic(order, Ripple, Attenuation),
        ["bessel"] = AnaloguePrototype.Bessel,
    };

    // Frequencies are fractions of the rate, so that one list serves all rates.
    private const string Script = """
        from scipy.signal import iirfilter, sosfreqz
        rates, ripple, attenuation = [100, 128, 256, 499.9, 1000], 0.5, 50
        found = {}
        for family in ["butter", "cheby1", "cheby2", "ellip", "bessel"]:
            for shape, edges in [("lowpass", 30), ("highpass", 1), ("bandpass", [0.5, 40]), ("bandstop", [20, 24])]:
                for order in range(1, 11):
                    for rate in rates:
                        sos = iirfilter(order, edges, rp=ripple, rs=attenuation, btype=shape, ftype=family, fs=rate, output="sos")
                        w, h = sosfreqz(sos, np.pi * np.arange(1, 16) / 16 * 0.98)
                        found[f"{family} {shape} {order} {rate:g}"] = [h.real.tolist(), h.imag.tolist()]
        print(json.dumps(found))
        """;

    private static readonly Lazy<JsonElement> Peer = new(() => PythonOracle.Ask(Script));

    [Theory]
    [InlineData("butter")]
    [InlineData("cheby1")]
    [InlineData("cheby2")]
    [InlineData("ellip")]
    [InlineData("bessel")]
    public void Bands_OrdersOneToTenAtAnyRate_RespondAsSciPys(string family)
    {
        foreach (var shape in (string[])["lowpass", "highpass", "bandpass", "bandstop"])
            foreach (var rate in Rates)
                for (var order = 1; order <= 10; order++)
                {
                    var name = FormattableString.Invariant($"{family} {shape} {order} {rate:0.#}");
                    var expected = Peer.Value.GetProperty(name).Rows();
                    var filter = Design(Families[family](order), shape, rate);
                    for (var i = 0; i < expected[0].Length; i++)
                    {
                        var ours = filter.Response(rate / 2 * (i + 1) / 16 * 0.98, rate);
                        var difference = (ours - new Complex(expected[0][i], expected[1][i])).Magnitude;
                        Assert.True(difference < 1e-9, $"{name} differs by {difference} at place {i}.");
                    }
                }
    }

    [Theory]
    [InlineData("butter")]
    [InlineData("cheby1")]
    [InlineData("cheby2")]
    [InlineData("ellip")]
    [InlineData("bessel")]
    public void Bands_EveryBandRateAndOrderOfEeg_KeepTheirPolesInsideAndTheirGainAtMostOne(string family)
    {
        foreach (var rate in (double[])[100, 128, 256, 499.9, 512, 1000, 2048, 5000])
            for (var order = 1; order <= 10; order++)
                foreach (var filter in Grid(Families[family](order), rate))
                {
                    Assert.All(filter.Sections.ToArray(), AssertInside);
                    for (var i = 0; i <= 40; i++)
                    {
                        // From a hundredth of the lowest edge to half the rate. Ripple of 0.5 dB sits below 1. Rounding of
                        // coefficients shifts a pole by ε over its distance d from 1, its gain by that over its distance
                        // from the circle: 2e-16/(1e-4·1e-6) at 0.1 Hz and 5 kHz.
                        var gain = filter.Response(0.001 * Math.Pow(rate / 2 / 0.001, i / 40.0), rate).Magnitude;
                        Assert.InRange(gain, 0, 1 + 1e-5);
                    }
                }
    }

    [Theory]
    [InlineData("butter", 0.1, 0.5, 2048, 8)]
    [InlineData("cheby1", 0.1, 0.5, 512, 8)]
    [InlineData("cheby2", 0.1, 0.5, 2048, 8)]
    [InlineData("ellip", 0.1, 0.5, 512, 6)]
    [InlineData("bessel", 0.1, 0.5, 2048, 10)]
    public void BandPass_NarrowAndSlow_RingsDown(string family, double lowHz, double highHz, double samplingRateHz, int order)
    {
        var filter = Families[family](order).BandPass(lowHz, highHz, samplingRateHz);
        var response = new double[Math.Min(2_000_000, 3 * filter.DecayLength(1e-3))];
        response[0] = 1;
        filter.Filter(response, response, new double[filter.StateLength]);
        Assert.All(response, y => Assert.True(double.IsFinite(y)));
        var (peak, tail) = (response.Max(Math.Abs), response.Skip(response.Length * 9 / 10).Max(Math.Abs));
        // 2.7 times as long as the slowest pole takes to fall to 1e-3; sums of several decay a little later.
        Assert.InRange(tail / peak, 0, 1e-4);
    }

    /// <summary>The squared gain of three families is known in closed form.</summary>
    [Theory]
    [InlineData(0.1, 0.5, 256)]
    [InlineData(0.5, 40, 499.9)]
    [InlineData(8, 12, 128)]
    [InlineData(1, 45, 100)]
    public void BandPass_KnownFamilies_HaveTheirClosedForm(double lowHz, double highHz, double samplingRateHz)
    {
        double Warped(double hertz) => Math.Tan(Math.PI * hertz / samplingRateHz);
        double low = Warped(lowHz), high = Warped(highHz);
        for (var order = 1; order <= 8; order++)
        {
            for (var hertz = lowHz / 2; hertz < Math.Min(2 * highHz, samplingRateHz / 2); hertz *= 1.07)
            {
                var w = Warped(hertz);
                var place = Math.Abs(w * w - low * high) / (w * (high - low));
                double pass = Math.Pow(10, Ripple / 10) - 1, stop = Math.Pow(10, Attenuation / 10) - 1;
                AssertGain(1 / (1 + Math.Pow(place, 2 * order)), "butter");
                AssertGain(1 / (1 + pass * Math.Pow(Chebyshev(order, place), 2)), "cheby1");
                if (place > 1e-6)
                    AssertGain(1 / (1 + stop / Math.Pow(Chebyshev(order, 1 / place), 2)), "cheby2");

                // Rounding moves a pole at 0.1 Hz of 256 Hz (2.5e-3 from 1) by 1e-13, a hundred-millionth of its distance to the circle.
                void AssertGain(double square, string family) => Assert.Equal(
                    Math.Sqrt(square), Families[family](order).BandPass(lowHz, highHz, samplingRateHz).Response(hertz, samplingRateHz).Magnitude, 1e-7);
            }
        }
    }

    [Fact]
    public void Design_ImpossibleRequest_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => AnaloguePrototype.Bessel(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnaloguePrototype.Butterworth(13));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnaloguePrototype.ChebyshevOne(4, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => AnaloguePrototype.ChebyshevTwo(4, double.NaN));
        Assert.Throws<ArgumentException>(() => AnaloguePrototype.Elliptic(4, 3, 2));
        var prototype = AnaloguePrototype.Elliptic(4, 1, 40);
        Assert.Throws<ArgumentOutOfRangeException>(() => prototype.LowPass(128, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => prototype.HighPass(double.NaN, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => prototype.HighPass(1, double.PositiveInfinity));
        Assert.Throws<ArgumentException>(() => prototype.BandPass(12, 8, 256));
        Assert.Throws<ArgumentException>(() => prototype.BandStop(8, 8, 256));
        Assert.Throws<ArgumentOutOfRangeException>(() => prototype.LowPass(10, 256).Response(129, 256));
    }

    private static BiquadCascade Design(AnaloguePrototype prototype, string shape, double rate) => shape switch
    {
        "lowpass" => prototype.LowPass(30, rate),
        "highpass" => prototype.HighPass(1, rate),
        "bandpass" => prototype.BandPass(0.5, 40, rate),
        _ => prototype.BandStop(20, 24, rate),
    };

    private static IEnumerable<BiquadCascade> Grid(AnaloguePrototype prototype, double rate)
    {
        foreach (var edge in (double[])[0.1, 0.3, 0.5, 1])
            yield return prototype.HighPass(edge, rate);
        foreach (var edge in (double[])[0.5, 15, 45])
            yield return prototype.LowPass(edge, rate);
        foreach (var (low, high) in ((double, double)[])[(0.1, 0.5), (0.1, 45), (0.5, 4), (8, 13), (11, 16), (30, 45)])
            yield return prototype.BandPass(low, high, rate);
        foreach (var (low, high) in ((double, double)[])[(24, 26), (45, 49)])
            yield return prototype.BandStop(low, high, rate);
    }

    private static void AssertInside(Biquad section)
    {
        var root = Complex.Sqrt(section.A1 * section.A1 / 4 - section.A2);
        Assert.True((-section.A1 / 2 + root).Magnitude < 1 && (-section.A1 / 2 - root).Magnitude < 1);
    }

    private static double Chebyshev(int order, double x) =>
        Math.Abs(x) <= 1 ? Math.Cos(order * Math.Acos(x)) : Math.Cosh(order * Math.Acosh(x));
}
