using System.Globalization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.BrainVision;

/// <param name="Sample">Stored sample index, from 0.</param>
/// <param name="SampleCount">Its length; 0 or 1 is a point.</param>
/// <param name="Date">Of a new segment, where the file gives it.</param>
internal sealed record BrainVisionMarker(string Type, string Description, long Sample, long SampleCount, DateTime? Date)
{
    /// <summary>The recording begins or continues here after a pause.</summary>
    public bool IsNewSegment => string.Equals(Type, "New Segment", StringComparison.OrdinalIgnoreCase);

    public string Text => Description.Length == 0 ? Type : Type.Length == 0 ? Description : $"{Type}/{Description}";
}

/// <summary>Reads a .vmrk.</summary>
internal static class BrainVisionMarkers
{
    public static List<BrainVisionMarker> Parse(RandomAccessBytes bytes, string fileName, List<string> warnings)
    {
        var text = BrainVisionText.Read(bytes, fileName);
        var markers = new List<BrainVisionMarker>();
        if (!text.Title.Contains("Marker File", StringComparison.OrdinalIgnoreCase))
        {
            warnings.Add($"{fileName} is no BrainVision marker file (line 1 is \"{RecordingSource.Shown(text.Title)}\"); the recording is read without its markers.");
            return markers;
        }
        var (unreadable, firstLine) = (0, 0);
        foreach (var entry in text.Section("Marker Infos"))
            if (!entry.Key.StartsWith("Mk", StringComparison.OrdinalIgnoreCase))
                continue;
            else if (Marker(entry.Value) is { } marker)
                markers.Add(marker);
            else if (unreadable++ == 0)
                firstLine = entry.Number;
        if (unreadable > 0)
            warnings.Add($"{unreadable} markers of {fileName} have no position that can be read, the first on line {firstLine}; they are left out.");
        return markers;
    }

    /// <summary>Type, description, position from 1, length, channel and date.</summary>
    private static BrainVisionMarker? Marker(string value)
    {
        var parts = value.Split(',', 7);
        if (parts.Length < 3 || !long.TryParse(parts[2], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var position) || position < 1)
            return null;
        var count = parts.Length > 3 && long.TryParse(parts[3], NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var size) ? size : 0;
        return new BrainVisionMarker(Unescape(parts[0]), Unescape(parts[1]), position - 1, count, parts.Length > 5 ? Date(parts[5]) : null);
    }

    private static string Unescape(string text) => text.Replace("\\1", ",", StringComparison.Ordinal).Trim();

    /// <summary>Year to microsecond in 20 digits; zeros are no date.</summary>
    private static DateTime? Date(string text) =>
        DateTime.TryParseExact(text.Trim(), "yyyyMMddHHmmssffffff", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
