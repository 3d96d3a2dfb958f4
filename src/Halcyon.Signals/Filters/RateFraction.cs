namespace Halcyon.Signals.Filters;

/// <summary>Ratios of sampling rates as fractions of whole numbers.</summary>
internal static class RateFraction
{
    /// <summary>The last convergent of the continued fraction whose parts stay within <paramref name="largest"/>.</summary>
    /// <param name="ratio">Within 1/<paramref name="largest"/> and <paramref name="largest"/>.</param>
    public static (int Numerator, int Denominator) Nearest(double ratio, int largest)
    {
        long before = 0, numerator = 1, denominatorBefore = 1, denominator = 0;
        for (var rest = ratio; ;)
        {
            var whole = (long)Math.Floor(rest);
            var (next, nextDenominator) = (whole * numerator + before, whole * denominator + denominatorBefore);
            if (next > largest || nextDenominator > largest)
                break;
            (before, numerator, denominatorBefore, denominator) = (numerator, next, denominator, nextDenominator);
            // What remains of a ratio of decimal rates is rounding: its next term would be made of nothing.
            if (Math.Abs(ratio * denominator - numerator) < 1e-12 * numerator)
                break;
            rest = 1 / (rest - whole);
        }

        return ((int)Math.Max(numerator, 1), (int)Math.Max(denominator, 1));
    }
}
