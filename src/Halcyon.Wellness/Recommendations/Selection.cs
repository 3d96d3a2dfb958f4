namespace Halcyon.Wellness.Recommendations;

/// <summary>The best by score, not all of one approach: somebody whom that approach does not suit finds something else beside it.</summary>
internal static class Selection
{
    /// <param name="eligible">Numbers of the actions to choose from.</param>
    public static IReadOnlyList<int> Of(IReadOnlyList<int> eligible, ReadOnlySpan<double> scores, Func<int, string> approach, int count)
    {
        var byScore = new List<(int Action, double Score)>(eligible.Count);
        foreach (var action in eligible)
            byScore.Add((action, scores[action]));
        var order = byScore.OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Action).Select(pair => pair.Action).ToList();
        var chosen = order.Take(count).ToList();
        if (chosen.Count > 1 && chosen.TrueForAll(action => approach(action) == approach(chosen[0]))
            && order.Exists(action => approach(action) != approach(chosen[0])))
        {
            chosen[^1] = order.Find(action => approach(action) != approach(chosen[0]));
        }

        return chosen;
    }
}
