namespace Halcyon.Signals.Channels;

/// <summary>Labels by which one channel can be told from another.</summary>
public static class ChannelLabels
{
    /// <summary>A file may use one label twice; the second becomes "LABEL (2)". In the given order, as many as given.</summary>
    public static IReadOnlyList<string> Distinct(IEnumerable<string> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var distinct = new List<string>();
        foreach (var label in labels)
        {
            var unique = label;
            for (var n = 2; !used.Add(unique); n++)
                unique = $"{label} ({n})";
            distinct.Add(unique);
        }

        return distinct;
    }
}
