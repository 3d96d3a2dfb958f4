using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Csv;

/// <summary>Reads plain CSV: a row of labels, then a row for each sample.</summary>
/// <remarks>
/// Comma, semicolon or tabulator between the fields; a decimal comma beside the latter two. The sampling rate comes
/// from a time column, or from a comment line "# sampling_rate_hz = 256" above the labels. Units stand in brackets
/// behind the label. Marker columns become annotations where they are neither empty nor 0 and change.
/// </remarks>
public static class CsvFile
{
    internal const string Format = "CSV";
    private const int MostAnnotations = 250_000;

    // Seconds since 1970 that are years 2001 to 2096: a clock, not a count from the start.
    private const double EarliestClock = 1e9;
    private const double LatestClock = 4e9;

    /// <summary>Opens a CSV file on disk.</summary>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public static IRecordingReader Open(string path) => RecordingFile.OpenAs(path, Open);

    /// <param name="bytes">Owned by the reader; on an exception still the caller's.</param>
    internal static IRecordingReader Open(RandomAccessBytes bytes, string fileName)
    {
        var header = CsvHeader.Read(bytes);
        var time = header.Columns.FirstOrDefault(column => column.Kind == CsvColumnKind.Time);
        if (time is null && header.SamplingRateHz is null)
            throw new RecordingFormatException(
                "There is no time column and no sampling rate; name a column time_seconds, or put the line \"# sampling_rate_hz = 256\" on top.", 0, "time");
        CsvColumn[] channels = [.. header.Columns.Where(column => column.Kind == CsvColumnKind.Channel)];
        if (channels.Length == 0)
            throw new RecordingFormatException("No column holds a channel; the header row names only time, markers or counters.", 0, "header");
        var warnings = new List<string>();
        var table = new TextTable(bytes, header.Fields, '#');
        var times = time is null ? null : LearnTimes(bytes, header, time);
        var annotations = new List<(long Row, string Text)>();
        var first = Index(table, header, channels, time, times, annotations, warnings);
        var (rateHz, segments) = times is not null
            ? times.Finish(warnings)
            : (header.SamplingRateHz!.Value, [new ContinuousSegment(0, table.RowCount / header.SamplingRateHz.Value, 0)]);
        var info = Describe(fileName, channels, table.RowCount, rateHz, warnings) with
        {
            StartTime = StartTime(first * (time?.SecondsPerUnit ?? 0), warnings),
            DurationSeconds = segments[^1].OnsetSeconds + segments[^1].DurationSeconds,
            Segments = segments,
            Annotations = RowAnnotations.Place(annotations, segments, rateHz),
        };
        return new TextRecordingReader(bytes, table, [.. channels.Select(column => new TextChannel(column.Index, FactorOf(column)))], info);
    }

    private static TimeColumn LearnTimes(RandomAccessBytes bytes, CsvHeader header, CsvColumn time)
    {
        var lines = new TextLines(bytes, header.RowsOffset, header.RowsLine);
        var first = new List<double>();
        while (first.Count < TimeColumn.LearningRows && lines.TryNext(out var line))
        {
            var (at, ended) = (0, false);
            while (header.Fields.TryTake(ref line, ref ended, out var field))
                if (at++ == time.Index && header.Fields.TryNumber(field, out var value))
                    first.Add(value * time.SecondsPerUnit);
        }
        return TimeColumn.Learn(first);
    }

    /// <returns>The first time as it is written.</returns>
    private static double Index(
        TextTable table, CsvHeader header, CsvColumn[] channels, CsvColumn? time, TimeColumn? times, List<(long Row, string Text)> annotations, List<string> warnings)
    {
        CsvColumn[] numeric = [.. header.Columns.Where(column => column.Kind == CsvColumnKind.Channel || column == time)];
        var timeAt = Array.IndexOf(numeric, time);
        CsvColumn[] markers = [.. header.Columns.Where(column => column.Kind == CsvColumnKind.Marker)];
        var previous = new string[markers.Length];
        var first = 0.0;
        table.Index(header.RowsOffset, header.RowsLine, [.. numeric.Select(column => column.Index)], [.. numeric.Select(column => column.Label)], (row, lineNumber, values, line) =>
        {
            if (row == 0 && timeAt >= 0)
                first = values[timeAt];
            times?.Add(values[timeAt] * time!.SecondsPerUnit, lineNumber);
            for (var i = 0; i < markers.Length; i++)
            {
                var text = table.Text(line, markers[i].Index);
                if (text != previous[i] && !RowAnnotations.IsNothing(text) && annotations.Count < MostAnnotations)
                    annotations.Add((row, RowAnnotations.Shown(text)));
                previous[i] = text;
            }
        }, warnings);
        if (table.RowCount == 0)
            throw new RecordingFormatException("The file has a header row but no whole row of samples below it.", header.RowsOffset, "samples");
        if (annotations.Count == MostAnnotations)
            warnings.Add($"Only the first {MostAnnotations} markers are read.");
        return first;
    }

    private static RecordingInfo Describe(string fileName, CsvColumn[] columns, long rows, double rateHz, List<string> warnings)
    {
        var assumed = columns.Where(column => column.IsElectrodeWithoutUnit).Select(column => column.Label).ToArray();
        if (assumed.Length > 0)
            warnings.Add($"No unit is given for {string.Join(", ", assumed.Take(5))}{(assumed.Length > 5 ? "…" : "")}; electrodes are taken to be in µV.");
        var names = ElectrodeNames.FromLabels([.. columns.Select(column => column.Label)]);
        return new RecordingInfo
        {
            FileName = fileName,
            Format = Format,
            StartTime = null,
            DurationSeconds = 0,
            Channels = [.. columns.Select((column, i) => TextChannels.Describe(i, column.Label, names[i], UnitOf(column), rateHz, rows) with { IsUnitAssumed = column.IsElectrodeWithoutUnit })],
            Annotations = [],
            Segments = [],
            Warnings = warnings,
        };
    }

    private static string UnitOf(CsvColumn column) => column.IsElectrodeWithoutUnit ? VoltageUnits.Microvolt : column.Unit;

    private static double FactorOf(CsvColumn column) => VoltageUnits.TryGetMicrovoltFactor(UnitOf(column), out var factor) ? factor : 1;

    private static DateTime? StartTime(double seconds, List<string> warnings)
    {
        if (seconds is <= EarliestClock or >= LatestClock)
            return null;
        warnings.Add("The times count from 1970, so the start is given in universal time (UTC).");
        return DateTime.SpecifyKind(DateTime.UnixEpoch.AddTicks((long)Math.Round(seconds * 1e6) * TimeSpan.TicksPerMicrosecond), DateTimeKind.Unspecified);
    }

    /// <summary>True when the file is text whose first line could be a row of labels.</summary>
    internal static bool Recognises(ReadOnlySpan<byte> start)
    {
        if (!CsvHeader.IsText(start) || start[0] is (byte)'{' or (byte)'[' or (byte)'<' or (byte)'%')
            return false;
        // The header of an EDF file is text too, but has no lines and is filled up with blanks.
        var end = start.IndexOf((byte)'\n');
        var line = end < 0 ? start : start[..end];
        return (end >= 0 || line.IndexOf("  "u8) < 0) && (line.IndexOfAny(",;\t"u8) >= 0 || line.StartsWith("#"u8));
    }
}
