using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Halcyon.Wellness.CheckIns.Import;

/// <summary>One row of the file as a check-in, or the sentence why it cannot be one.</summary>
/// <param name="Source">Names the row by its content: the same row brings the same check-in, in whichever file.</param>
internal sealed record MappedRow(int Line, CreateCheckInRequest? Request, DateTimeOffset OccurredAt, byte[] Source, string? Fault)
{
    private static readonly string[] TimeFormats = ["H:mm", "H:mm:ss", "h:mm tt", "h:mmtt", "h:mm:ss tt", "HHmm"];

    /// <summary>Where a check-in stands of which only the day is known: in the middle of it, whatever the time zone it is looked at in.</summary>
    private static readonly TimeOnly MiddleOfTheDay = new(12, 0);

    public bool TimeKnown { get; private init; }

    public static MappedRow Read(CsvRow row, ImportColumns columns, ImportMapping mapping, LocalDays days, DateTimeOffset now)
    {
        MappedRow Refuse(string why) => new(row.Line, null, default, [], why);
        var (dateText, timeText) = columns.DateAndTime(row);
        if (ReadDate(dateText, mapping.DateFormat) is not { } date)
            return Refuse($"“{Short(dateText)}” is not a date written as {Shape(mapping.DateFormat)}. Correct it in the file, or choose another way that dates are written.");
        var timeKnown = !string.IsNullOrWhiteSpace(timeText);
        if ((timeKnown ? ReadTime(timeText!) : MiddleOfTheDay) is not { } time)
            return Refuse($"“{Short(timeText)}” is not a time of day. Write it as 14:30 or 2:30 pm, or leave it empty.");
        var occurredAt = CheckInIds.Cut(days.MomentOf(date.ToDateTime(time)));
        if (timeKnown ? occurredAt > now : date > days.DayOf(now))
            return Refuse($"{date:yyyy-MM-dd} lies in the future. Correct the date in the file.");
        if (occurredAt < CheckInData.OldestImported)
            return Refuse($"{date:yyyy-MM-dd} is too long ago: the oldest day that can be kept is in 1990.");
        if (MoodOf(columns.Mood(row), mapping) is not { } mood)
            return Refuse(WhyNoMood(columns.Mood(row), mapping));
        if (Levels(row, columns, mapping, out var levels) is { } fault)
            return Refuse(fault);

        var request = new CreateCheckInRequest(
            mood, levels.Energy ?? mapping.EnergyWhenMissing, levels.Anxiety, levels.Stress, columns.Tags(row), JournalText: columns.Journal(row), SleepHours: levels.SleepHours);
        return CheckInRules.Faults(request).Values.FirstOrDefault() is [var rule, ..]
            ? Refuse(rule)
            : new MappedRow(row.Line, request, occurredAt, SourceOf(row), null) { TimeKnown = timeKnown };
    }

    private readonly record struct Noted(int? Energy, int? Anxiety, int? Stress, double? SleepHours);

    /// <returns>The sentence why one of them cannot be read; null when all can. What is empty was not noted.</returns>
    private static string? Levels(CsvRow row, ImportColumns columns, ImportMapping mapping, out Noted noted)
    {
        var (energy, anxiety, stress) = (columns.Text(row, mapping.EnergyColumn), columns.Text(row, mapping.AnxietyColumn), columns.Text(row, mapping.StressColumn));
        var sleep = columns.Text(row, mapping.SleepColumn);
        noted = new Noted(Level(energy), Level(anxiety), Level(stress), sleep is null ? null : CsvNumber.HoursOf(sleep) is >= 0 and <= 24 and var hours ? hours : null);
        if (energy is not null && noted.Energy is null)
            return NoLevel(energy, mapping.EnergyColumn);
        if (anxiety is not null && noted.Anxiety is null)
            return NoLevel(anxiety, mapping.AnxietyColumn);
        if (stress is not null && noted.Stress is null)
            return NoLevel(stress, mapping.StressColumn);
        return sleep is not null && noted.SleepHours is null
            ? $"“{Short(sleep)}” under “{mapping.SleepColumn}” is not a number of hours from 0 to 24. Correct it, or leave it empty."
            : null;
    }

    private static string NoLevel(string text, string? column) =>
        $"“{Short(text)}” under “{column}” is not a number from 1 to 10. Correct it, or leave it empty.";

    private static int? Level(string? text) =>
        text is not null && CsvNumber.Of(text) is >= 1 and <= 10 and var number ? (int)Math.Round(number, MidpointRounding.AwayFromZero) : null;

    private static string WhyNoMood(string text, ImportMapping mapping) => string.IsNullOrWhiteSpace(text)
        ? "No mood is noted in this line. Write one, or leave the line out."
        : CsvNumber.Of(text) is null
            ? $"“{Short(text)}” has no place between 1 and 10 yet. Go back to the columns and choose one for it."
            : $"“{Short(text)}” is not a mood from 1 to {mapping.MoodScale}. Correct it in the file, or choose the highest number that a mood can have.";

    private static DateOnly? ReadDate(string text, string format)
    {
        var parts = text.Trim().Split(['-', '/', '.', ' ', 'T'], StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length < 3 || !parts.Take(3).All(part => part.Length <= 4 && part.All(char.IsAsciiDigit)))
            return null;
        var numbers = parts.Take(3).Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var (year, month, day) = format switch
        {
            "dmy" => (numbers[2], numbers[1], numbers[0]),
            "mdy" => (numbers[2], numbers[0], numbers[1]),
            _ => (numbers[0], numbers[1], numbers[2]),
        };
        if (year is >= 0 and < 100)
            year += 2000;
        return year is >= 1 and <= 9998 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    private static TimeOnly? ReadTime(string text) =>
        TimeOnly.TryParseExact(text.Trim().Replace('\u202F', ' ').ToUpperInvariant(), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) ? time : null;

    private static int? MoodOf(string text, ImportMapping mapping)
    {
        var word = text.Trim();
        if (mapping.MoodValues?.FirstOrDefault(known => known.Key.Equals(word, StringComparison.OrdinalIgnoreCase)) is { Key: not null } found)
            return found.Value;
        if (CsvNumber.Of(word) is not { } number || number < 1 || number > mapping.MoodScale)
            return null;
        return (int)Math.Clamp(Math.Round(1 + ((number - 1) * 9 / (mapping.MoodScale - 1)), MidpointRounding.AwayFromZero), 1, 10);
    }

    private static byte[] SourceOf(CsvRow row) => SHA256.HashData(Encoding.UTF8.GetBytes("csv\u001f" + string.Join('\u001f', row.Fields)));

    private static string Shape(string format) => format switch
    {
        "dmy" => "day, month, year",
        "mdy" => "month, day, year",
        _ => "year, month, day",
    };

    private static string Short(string? text) => text is null ? "" : text.Length <= 40 ? text.Trim() : text[..40].Trim() + "…";
}

/// <summary>Finds the mapped columns in a row; a row that is too short has nothing in the later ones.</summary>
internal sealed class ImportColumns
{
    private readonly ImportMapping _mapping;
    private readonly CsvTable _table;

    private ImportColumns(CsvTable table, ImportMapping mapping) => (_table, _mapping) = (table, mapping);

    /// <returns>Null, and the name of a column that the file does not have.</returns>
    public static ImportColumns? Find(CsvTable table, ImportMapping mapping, out string? missing)
    {
        string?[] named =
        [
            mapping.DateColumn, mapping.MoodColumn, mapping.TimeColumn, mapping.EnergyColumn, mapping.TagsColumn, mapping.TitleColumn, mapping.NoteColumn,
            mapping.SleepColumn, mapping.AnxietyColumn, mapping.StressColumn,
        ];
        missing = named.FirstOrDefault(name => name is not null && !table.Columns.Contains(name, StringComparer.OrdinalIgnoreCase));
        return missing is null ? new ImportColumns(table, mapping) : null;
    }

    /// <summary>A date column may hold the time too.</summary>
    public (string Date, string? Time) DateAndTime(CsvRow row)
    {
        var date = Field(row, _mapping.DateColumn)!.Trim();
        if (_mapping.TimeColumn is not null)
            return (date, Field(row, _mapping.TimeColumn));
        var gap = date.IndexOfAny([' ', 'T']);
        return gap > 0 && date[(gap + 1)..].Contains(':', StringComparison.Ordinal) ? (date[..gap], date[(gap + 1)..].TrimEnd('Z')) : (date, null);
    }

    public string Mood(CsvRow row) => Field(row, _mapping.MoodColumn)!;

    /// <returns>Null where there is no such column, or nothing in it.</returns>
    public string? Text(CsvRow row, string? column) => column is null || Field(row, column).Trim() is not { Length: > 0 } text ? null : text;

    /// <summary>Daylio divides them by “ | ”, others by commas or semicolons.</summary>
    public IReadOnlyList<string>? Tags(CsvRow row) => _mapping.TagsColumn is null
        ? null
        : [.. Field(row, _mapping.TagsColumn)!.Split(['|', ';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Distinct(StringComparer.Ordinal).Take(CheckInWords.MostTags).Select(tag => tag.Length <= CheckInWords.LongestTag ? tag : tag[..CheckInWords.LongestTag])];

    public string? Journal(CsvRow row)
    {
        string[] parts = [.. new[] { _mapping.TitleColumn, _mapping.NoteColumn }.OfType<string>().Select(name => Field(row, name)!.Trim()).Where(part => part.Length > 0)];
        return parts.Length == 0 ? null : string.Join("\n\n", parts);
    }

    private string Field(CsvRow row, string column)
    {
        var index = _table.Columns.Select((name, at) => (name, at)).First(found => found.name.Equals(column, StringComparison.OrdinalIgnoreCase)).at;
        return index < row.Fields.Count ? row.Fields[index] : "";
    }
}
