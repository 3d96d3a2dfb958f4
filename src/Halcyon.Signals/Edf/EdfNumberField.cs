using System.Globalization;

namespace Halcyon.Signals.Edf;

/// <summary>Numbers in the 8 characters that a header field has.</summary>
/// <remarks>Whatever is written is also what is used to scale: the value that a reader will parse, not the wanted one.</remarks>
internal static class EdfNumberField
{
    private const int Width = 8;
    private const int MostDecimals = 6;

    /// <summary>The largest number of 8 characters that is not above <paramref name="value"/>.</summary>
    public static double AtMost(double value) => Fit(value, Math.Floor);

    /// <summary>The smallest number of 8 characters that is not below <paramref name="value"/>.</summary>
    public static double AtLeast(double value) => Fit(value, Math.Ceiling);

    /// <exception cref="ArgumentException">The number does not fit, or not exactly.</exception>
    public static string Exact(double value, string field)
    {
        var text = value.ToString("0.#######", CultureInfo.InvariantCulture);
        if (!Fits(value))
            throw new ArgumentException($"The {field} {value.ToString(CultureInfo.InvariantCulture)} does not fit the {Width} characters that EDF has for it.", nameof(value));
        return text;
    }

    private static double Fit(double value, Func<double, double> round)
    {
        if (Fits(value))
            return value;
        for (var decimals = MostDecimals; decimals >= 0; decimals--)
        {
            var step = Math.Pow(10, decimals);
            var text = (round(value * step) / step).ToString("F" + decimals.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            var fitted = double.Parse(text, CultureInfo.InvariantCulture);
            // A product such as 0.29 × 100 can land on the wrong side of the integer it stands for.
            if (Fits(fitted) && IsOnSide(value, fitted, round))
                return fitted;
        }
        throw new ArgumentException($"The limit {value.ToString(CultureInfo.InvariantCulture)} does not fit the {Width} characters that EDF has for it.", nameof(value));
    }

    private static bool IsOnSide(double value, double fitted, Func<double, double> round) =>
        round(0.5) == 0 ? fitted <= value : fitted >= value;

    /// <summary>Can the number be written without rounding?</summary>
    public static bool Fits(double value)
    {
        var text = value.ToString("0.#######", CultureInfo.InvariantCulture);
        return double.IsFinite(value) && text.Length <= Width && double.Parse(text, CultureInfo.InvariantCulture) == value;
    }
}
