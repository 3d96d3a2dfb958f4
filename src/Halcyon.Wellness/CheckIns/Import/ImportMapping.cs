using System.ComponentModel.DataAnnotations;
using System.Globalization;

namespace Halcyon.Wellness.CheckIns.Import;

/// <summary>Which column means what. Columns are named as in the first line of the file.</summary>
/// <param name="DateFormat">ymd (2026-03-31), dmy (31.3.2026) or mdy (3/31/2026).</param>
/// <param name="MoodValues">1-10 for each word that the mood column uses; numbers stand for themselves on <paramref name="MoodScale"/>.</param>
/// <param name="MoodScale">The highest number in the mood column: 5 or 10.</param>
/// <param name="TimeColumn">Null where the file has no time of day: such check-ins are kept by their day alone.</param>
/// <param name="SleepColumn">Hours, as 7.5, 7,5 or 7:30; anxiety and stress are numbers from 1 to 10.</param>
/// <param name="EnergyWhenMissing">1-10 to note where the file says nothing of energy; yours to choose.</param>
public sealed record ImportMapping(
    [property: Required, StringLength(200)] string DateColumn,
    [property: Required, StringLength(200)] string MoodColumn,
    [property: StringLength(200)] string? TimeColumn = null,
    [property: StringLength(200)] string? EnergyColumn = null,
    [property: StringLength(200)] string? TagsColumn = null,
    [property: StringLength(200)] string? TitleColumn = null,
    [property: StringLength(200)] string? NoteColumn = null,
    [property: OneOf("ymd", "dmy", "mdy")] string DateFormat = "ymd",
    [property: MoodValues] IReadOnlyDictionary<string, int>? MoodValues = null,
    [property: Range(2, 100)] int MoodScale = 10,
    [property: Range(1, 10)] int EnergyWhenMissing = 5,
    [property: StringLength(200)] string? SleepColumn = null,
    [property: StringLength(200)] string? AnxietyColumn = null,
    [property: StringLength(200)] string? StressColumn = null)
{
    /// <summary>A guess, for the person to look over.</summary>
    internal static ImportMapping Suggest(CsvTable table)
    {
        string? Find(params string[] names) => names.SelectMany(name => table.Columns.Where(column => column.Equals(name, StringComparison.OrdinalIgnoreCase))).FirstOrDefault();
        var date = Find("full_date", "date", "day", "datum", "timestamp", "datetime", "occurred_at") ?? table.Columns[0];
        var mood = Find("mood", "mood_score", "stimmung") ?? table.Columns[^1];
        return IsDaylio(table)
            ? new ImportMapping(
                date, mood, Find("time"), null, Find("activities"), Find("note_title"), Find("note"), "ymd",
                new Dictionary<string, int>(StringComparer.Ordinal) { ["rad"] = 10, ["good"] = 8, ["meh"] = 5, ["bad"] = 3, ["awful"] = 1 })
            : new ImportMapping(
                date, mood, Find("time", "hour", "zeit"), Find("energy", "energy_level"), Find("tags", "activities", "emotions", "emotion_tags"), Find("title"),
                Find("note", "notes", "journal", "journal_text", "comment"), GuessFormat(table, date), null, GuessScale(table, mood),
                SleepColumn: Find("sleep", "sleep_hours", "hours_slept", "hours slept", "sleep hours", "schlaf"), AnxietyColumn: Find("anxiety", "anxiety_level", "angst"),
                StressColumn: Find("stress", "stress_level"));
    }

    internal static bool IsDaylio(CsvTable table) =>
        new[] { "full_date", "weekday", "mood", "activities" }.All(name => table.Columns.Contains(name, StringComparer.OrdinalIgnoreCase));

    private static string GuessFormat(CsvTable table, string column)
    {
        var index = table.Columns.ToList().IndexOf(column);
        var parts = table.Rows.Where(row => row.Fields.Count > index).Take(200)
            .Select(row => row.Fields[index].Trim().Split(['-', '/', '.', ' ', 'T'], StringSplitOptions.RemoveEmptyEntries)).Where(split => split.Length >= 3).ToList();
        if (parts.Count == 0 || parts.TrueForAll(split => split[0].Length == 4))
            return "ymd";
        // A second part above 12 can only be a day.
        return parts.Exists(split => int.TryParse(split[1], CultureInfo.InvariantCulture, out var second) && second > 12) ? "mdy" : "dmy";
    }

    private static int GuessScale(CsvTable table, string column)
    {
        var index = table.Columns.ToList().IndexOf(column);
        var highest = table.Rows.Where(row => row.Fields.Count > index).Select(row => CsvNumber.Of(row.Fields[index]) ?? 0).DefaultIfEmpty(0).Max();
        return highest is > 0 and <= 5 ? 5 : 10;
    }
}

/// <summary>At most 50 words, each with a mood from 1 to 10.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MoodValuesAttribute() : ValidationAttribute("Give at most 50 words, each with a mood from 1 to 10.")
{
    public const int MostWords = 50;

    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyDictionary<string, int> words && words.Count <= MostWords && words.All(word => word.Value is >= 1 and <= 10));
}
