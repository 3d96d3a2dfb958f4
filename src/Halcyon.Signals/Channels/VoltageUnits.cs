namespace Halcyon.Signals.Channels;

/// <summary>Recognises the spellings of volts in files.</summary>
public static class VoltageUnits
{
    /// <summary>The spelling used for every voltage that is handed out.</summary>
    public const string Microvolt = "uV";

    /// <param name="unit">As in the file. The micro sign may be "u", U+00B5 or U+03BC, or UTF-8 read as Latin-1.</param>
    /// <param name="factor">Multiply by this to get µV.</param>
    public static bool TryGetMicrovoltFactor(string unit, out double factor)
    {
        factor = unit.Trim() switch
        {
            "uV" or "UV" or "uv" or "\u00b5V" or "\u03bcV" or "\u00b5v" or "\u00c2\u00b5V" or "\u00ce\u00bcV" or "microV" or "uVolt" => 1,
            "nV" or "nv" => 1e-3,
            "mV" or "mv" or "MV" or "mVolt" => 1e3,
            "V" or "v" or "Volt" or "Volts" or "volt" => 1e6,
            _ => 0,
        };
        return factor > 0;
    }
}
