using System.Numerics;

namespace Halcyon.Signals.Filters;

/// <summary>Puts the zeros and poles of a digital filter together as second-order sections.</summary>
internal static class SectionPairing
{
    /// <param name="reference">Point of the unit circle where the whole filter has <paramref name="gain"/> and each section but one unit gain, which keeps the signal between sections in range.</param>
    public static BiquadCascade Cascade(RootSet zeros, RootSet poles, Complex reference, double gain)
    {
        var (pairs, single) = Quadratics(poles);
        var (zeroPairs, singleZero) = Quadratics(zeros);
        var sections = new List<Biquad>(pairs.Count + 1);
        if (single is { } pole)
            sections.Add(Scaled(new Biquad(1, -singleZero!.Value, 0, -pole, 0), reference));
        foreach (var (below, above) in Match(pairs, zeroPairs, onlyReal: zeros.Pairs.Count == 0))
            sections.Add(Scaled(new Biquad(1, -above.Sum, above.Product, -below.Sum, below.Product), reference));
        var first = sections[0];
        sections[0] = first with { B0 = first.B0 * gain, B1 = first.B1 * gain, B2 = first.B2 * gain };
        return new BiquadCascade([.. sections]);
    }

    /// <summary>Conjugate pairs, real roots two by two (outermost with innermost), and the one left over.</summary>
    private static (List<Roots> Pairs, double? Single) Quadratics(RootSet set)
    {
        var pairs = set.Pairs.Select(p => new Roots(p, 2 * p.Real, p.Real * p.Real + p.Imaginary * p.Imaginary)).ToList();
        var reals = set.Reals.OrderDescending().ToList();
        // Zeros at both ends of a band: those at 0 Hz together and those at the Nyquist frequency together.
        for (var i = 0; i + 1 < reals.Count; i += 2)
            pairs.Add(new Roots((reals[i] + reals[i + 1]) / 2, reals[i] + reals[i + 1], reals[i] * reals[i + 1]));
        return (pairs, reals.Count % 2 == 1 ? reals[^1] : null);
    }

    /// <summary>
    /// Real zeros in order of frequency; others nearest first, beginning with the pole that rings longest: its peak and
    /// the zero's dip even out.
    /// </summary>
    private static IEnumerable<(Roots Poles, Roots Zeros)> Match(List<Roots> poles, List<Roots> zeros, bool onlyReal)
    {
        if (onlyReal)
            return poles.OrderBy(p => p.Place.Phase).Zip(zeros.OrderByDescending(z => z.Place.Real));
        var left = zeros.ToList();
        var matched = new List<(Roots Poles, Roots Zeros)>(poles.Count);
        foreach (var pole in poles.OrderByDescending(p => p.Product))
        {
            var nearest = left.MinBy(z => (z.Place - pole.Place).Magnitude);
            left.Remove(nearest);
            matched.Add((pole, nearest));
        }

        // What rings longest comes last.
        matched.Reverse();
        return matched;
    }

    private static Biquad Scaled(Biquad s, Complex z)
    {
        var gain = (s.B0 + s.B1 / z + s.B2 / (z * z)) / (1 + s.A1 / z + s.A2 / (z * z));
        var scale = 1 / gain.Magnitude;
        return s with { B0 = s.B0 * scale, B1 = s.B1 * scale, B2 = s.B2 * scale };
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct Roots(Complex Place, double Sum, double Product);
}
