namespace Halcyon.Wellness.CheckIns.Import;

/// <summary>The words a column uses, so that its person can say what mood each of them means.</summary>
internal static class ColumnWords
{
    private const int LongestWord = 40;

    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Of(CsvTable table)
    {
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        for (var column = 0; column < table.Columns.Count; column++)
        {
            if (WordsIn(table, column) is { Count: > 0 } words)
                found.TryAdd(table.Columns[column], words);
        }

        return found;
    }

    /// <returns>Nothing where there are too many to be moods.</returns>
    private static List<string> WordsIn(CsvTable table, int column)
    {
        var words = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Rows.Where(row => row.Fields.Count > column))
        {
            var word = row.Fields[column].Trim();
            if (word.Length is 0 or > LongestWord || CsvNumber.Of(word) is not null)
                continue;
            words.Add(word);
            if (words.Count > MoodValuesAttribute.MostWords)
                return [];
        }

        return [.. words.Order(StringComparer.OrdinalIgnoreCase)];
    }
}
