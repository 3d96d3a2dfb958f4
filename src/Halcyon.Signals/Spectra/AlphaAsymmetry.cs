namespace Halcyon.Signals.Spectra;

/// <summary>How much more alpha power the right side has than the left.</summary>
/// <param name="Left">10-20 name of the left electrode.</param>
/// <param name="Right">10-20 name of its mirror image.</param>
/// <param name="Asymmetry">ln right − ln left of the alpha powers; positive: more alpha on the right.</param>
public sealed record AlphaAsymmetry(string Left, string Right, double Asymmetry)
{
    /// <summary>The pairs looked for, front to back.</summary>
    public static IReadOnlyList<(string Left, string Right)> Pairs { get; } =
    [
        ("Fp1", "Fp2"), ("F3", "F4"), ("F7", "F8"), ("C3", "C4"), ("P3", "P4"), ("P7", "P8"), ("O1", "O2"),
    ];

    /// <summary>ln right − ln left; NaN unless both are above 0.</summary>
    /// <remarks>
    /// Allen, Coan and Nazarian 2004, doi:10.1016/j.biopsycho.2004.03.010. It depends on the reference: with a common
    /// average and with linked ears the same head gives different numbers. Much alpha is taken for little activity.
    /// </remarks>
    public static double Between(double leftAlphaMicrovoltsSquared, double rightAlphaMicrovoltsSquared) =>
        leftAlphaMicrovoltsSquared > 0 && rightAlphaMicrovoltsSquared > 0
            ? Math.Log(rightAlphaMicrovoltsSquared) - Math.Log(leftAlphaMicrovoltsSquared)
            : double.NaN;

    /// <param name="alphaMicrovoltsSquared">Alpha power by 10-20 electrode name.</param>
    /// <returns>The pairs of which both sides are there with power.</returns>
    public static IReadOnlyList<AlphaAsymmetry> Of(IReadOnlyDictionary<string, double> alphaMicrovoltsSquared)
    {
        ArgumentNullException.ThrowIfNull(alphaMicrovoltsSquared);
        var found = new List<AlphaAsymmetry>();
        foreach (var (left, right) in Pairs)
        {
            if (alphaMicrovoltsSquared.TryGetValue(left, out var l) && alphaMicrovoltsSquared.TryGetValue(right, out var r)
                && Between(l, r) is var asymmetry && double.IsFinite(asymmetry))
                found.Add(new AlphaAsymmetry(left, right, asymmetry));
        }

        return found;
    }
}
