using System.Numerics;

namespace Halcyon.Signals.Filters;

/// <summary>Roots of a real polynomial: one of each conjugate pair (imaginary part above 0) and the real ones.</summary>
/// <remarks>Pairs stay pairs through every change of band, so that no tolerance has to find them again.</remarks>
internal sealed class RootSet
{
    public List<Complex> Pairs { get; } = [];

    public List<double> Reals { get; } = [];

    public int Count => 2 * Pairs.Count + Reals.Count;

    public void AddPair(Complex root) => Pairs.Add(root.Imaginary < 0 ? Complex.Conjugate(root) : root);

    public void AddReals(double root, int times)
    {
        for (var i = 0; i < times; i++)
            Reals.Add(root);
    }

    /// <summary>Every root through a map that is real on the real axis.</summary>
    public RootSet Map(Func<Complex, Complex> map)
    {
        var mapped = new RootSet();
        foreach (var pair in Pairs)
            mapped.AddPair(map(pair));
        foreach (var real in Reals)
            mapped.Reals.Add(map(real).Real);
        return mapped;
    }

    /// <summary>The two roots of s² − 2·half(root)·s + centre² for every root: low-pass to band-pass and high-pass to band-stop.</summary>
    public RootSet Divide(Func<Complex, Complex> half, double centre)
    {
        var divided = new RootSet();
        foreach (var pair in Pairs)
        {
            var (first, second) = Quadratic(half(pair), centre);
            divided.AddPair(first);
            divided.AddPair(second);
        }

        foreach (var real in Reals)
        {
            var middle = half(real).Real;
            var (first, second) = Quadratic(middle, centre);
            if (Math.Abs(middle) < centre)
                divided.AddPair(first);
            else
                divided.Reals.AddRange([first.Real, second.Real]);
        }

        return divided;
    }

    /// <summary>The smaller root from the product of both: the difference would lose its digits in a wide band.</summary>
    private static (Complex Larger, Complex Smaller) Quadratic(Complex half, double centre)
    {
        var root = Complex.Sqrt(half * half - centre * centre);
        Complex sum = half + root, difference = half - root;
        var larger = sum.Magnitude >= difference.Magnitude ? sum : difference;
        return (larger, centre * centre / larger);
    }
}
