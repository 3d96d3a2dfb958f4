namespace Halcyon.Signals.Gdf;

/// <summary>Units of measurement by their number.</summary>
/// <remarks>ISO/IEEE 11073-10101, vital signs units: the upper bits name the unit, the lower five its decimal factor.</remarks>
internal static class GdfUnits
{
    public static string FromCode(int code)
    {
        var prefix = (code & 0x1f) switch
        {
            0 => "",
            3 => "k",
            4 => "M",
            18 => "m",
            19 => "u",
            20 => "n",
            21 => "p",
            _ => null,
        };
        var unit = (code & ~0x1f) switch
        {
            512 => "",
            544 => "%",
            4256 => "V",
            4288 => "Ohm",
            4384 => "K",
            6048 => "°C",
            _ => null,
        };
        // An unknown unit must not look like a known one.
        return code == 0 || (unit == "" && prefix == "") ? "" : unit is null || prefix is null ? $"unit {code}" : prefix + unit;
    }
}
