namespace Halcyon.Signals.Cleaning.Denoising;

/// <summary>An orthogonal wavelet with compact support, as the filter that its scaling function is made by.</summary>
/// <remarks>
/// Daubechies 1988, doi:10.1002/cpa.3160410705 (extremal phase), and 1992, Ten Lectures on Wavelets,
/// doi:10.1137/1.9781611970104, chapter 8 (least asymmetric: symlets). Values from the spectral factorization at 50 digits.
/// </remarks>
public sealed class Wavelet
{
    private readonly double[] _scaling;
    private readonly double[] _detail;

    private Wavelet(string name, int vanishingMoments, double[] scaling)
    {
        (Name, VanishingMoments, _scaling) = (name, vanishingMoments, scaling);
        _detail = [.. scaling.Select((_, i) => (i % 2 == 0 ? 1 : -1) * scaling[^(i + 1)])];
    }

    /// <summary>Four vanishing moments, eight taps, all delay as early as can be: "db4".</summary>
    public static Wavelet Daubechies4 { get; } = new("db4", 4,
    [
        0.23037781330889650086, 0.71484657055291564709, 0.63088076792985890788, -0.027983769416859854211,
        -0.18703481171909308408, 0.030841381835560763627, 0.032883011666885199735, -0.010597401785069032105,
    ]);

    /// <summary>Four vanishing moments, eight taps, as symmetric as can be: "sym4".</summary>
    public static Wavelet Symlet4 { get; } = new("sym4", 4,
    [
        -0.075765714789502213228, -0.029635527646002491764, 0.49761866763277498998, 0.80373875180513208088,
        0.2978577956053060514, -0.099219543576633532585, -0.012603967262031303754, 0.032223100604051467872,
    ]);

    /// <summary>Eight vanishing moments, sixteen taps, as symmetric as can be: "sym8".</summary>
    public static Wavelet Symlet8 { get; } = new("sym8", 8,
    [
        -0.0033824159510050025955, -0.00054213233180001068935, 0.031695087811525991431, 0.0076074873249766081919,
        -0.14329423835127266284, -0.061273359067811077843, 0.48135965125905339159, 0.77718575169962802862,
        0.36444189483617893676, -0.051945838107881800736, -0.027219029917103486322, 0.049137179673730286787,
        0.0038087520138944894631, -0.014952258337062199118, -0.00030292051472413308126, 0.0018899503327676891843,
    ]);

    public static IReadOnlyList<Wavelet> All { get; } = [Daubechies4, Symlet4, Symlet8];

    /// <summary>"db4", "sym4", "sym8".</summary>
    public string Name { get; }

    /// <summary>Polynomials below this degree leave no detail.</summary>
    public int VanishingMoments { get; }

    /// <summary>Taps of the scaling filter; their sum is √2, the sum of their squares 1.</summary>
    public ReadOnlySpan<double> Scaling => _scaling;

    /// <summary>Taps of the wavelet filter: the scaling filter backwards with alternating signs.</summary>
    public ReadOnlySpan<double> Detail => _detail;

    /// <exception cref="ArgumentException">There is no such wavelet.</exception>
    public static Wavelet Named(string name) => All.FirstOrDefault(wavelet => wavelet.Name == name)
        ?? throw new ArgumentException($"There is no wavelet \"{name}\"; there are {string.Join(", ", All.Select(wavelet => wavelet.Name))}.", nameof(name));
}
