namespace Halcyon.Wellness.Insights;

/// <summary>Tells a week in a few sentences, each from a number of <see cref="WeekFacts"/> and none from anything else.</summary>
internal static class Narrative
{
    /// <param name="style">warm, direct, playful or professional.</param>
    /// <param name="hidden">Sections the person does not want to see: nothing is said of them.</param>
    public static string Write(WeekFacts facts, string style, IReadOnlySet<string> hidden)
    {
        if (facts.TotalCheckins == 0)
            return Nothing(style);

        var sentences = new List<string>();
        if (!hidden.Contains(InsightSections.Averages))
            sentences.Add(Averages(facts, style));
        if (!hidden.Contains(InsightSections.Trend) && Trend(facts.Trend.Direction, style) is { } trend)
            sentences.Add(trend);
        if (!hidden.Contains(InsightSections.Emotions) && facts.CommonEmotions is [var emotion, ..])
            sentences.Add(Emotion(emotion, style));
        if (!hidden.Contains(InsightSections.Interventions) && facts.InterventionsCompleted > 0)
            sentences.Add(Actions(facts.InterventionsCompleted, style));
        if (!hidden.Contains(InsightSections.Interventions) && facts.MostEffective is [var best, ..])
            sentences.Add(Helped(best, style));
        return string.Join(' ', sentences);
    }

    private static string Nothing(string style) => style switch
    {
        "direct" => "No check-ins this week.",
        "playful" => "A blank page this week. Blank pages are patient.",
        "professional" => "There were no check-ins this week.",
        _ => "No check-ins this week, and that is all right. Whenever you like, two taps are enough.",
    };

    private static string Averages(WeekFacts facts, string style)
    {
        var (mood, energy) = (Words.Of($"{facts.AverageMoodScore:0.0}"), Words.Of($"{facts.AverageEnergyLevel:0.0}"));
        var days = Words.Days(facts.DaysWithCheckin);
        var count = facts.TotalCheckins == 1 ? "1 check-in" : Words.Of($"{facts.TotalCheckins} check-ins");
        return style switch
        {
            "direct" => $"{count} on {days}. Mood {mood}, energy {energy} of 10.",
            "playful" => $"You dropped by on {days} ({count}). The dials say mood {mood}, energy {energy}, out of 10.",
            "professional" => $"You checked in on {days} ({count}). Average mood was {mood} of 10, average energy {energy}.",
            _ => $"You took a moment for yourself on {days} ({count}). Your mood was {mood} of 10 on average, your energy {energy}.",
        };
    }

    private static string? Trend(string direction, string style) => (direction, style) switch
    {
        ("improving", "direct") => "Mood over four weeks: rising.",
        ("improving", "playful") => "Over four weeks, the line on your mood chart has been climbing.",
        ("improving", "professional") => "Over the last four weeks your mood has been rising.",
        ("improving", _) => "Over the last four weeks your mood has been rising.",
        ("declining", "direct") => "Mood over four weeks: falling.",
        ("declining", "professional") => "Over the last four weeks your mood has been falling.",
        ("declining", _) => "Over the last four weeks your mood has been lower. Be gentle with yourself.",
        ("stable", "direct") => "Mood over four weeks: no clear change.",
        ("stable", "playful") => "Over four weeks, your mood drew no clear line up or down.",
        ("stable", _) => "Over the last four weeks your mood shows no clear change.",
        _ => null,
    };

    private static string Emotion(CommonEmotion emotion, string style)
    {
        var (name, times) = (emotion.Name.Replace('_', ' '), Words.Times(emotion.Count));
        return style switch
        {
            "direct" => $"Most often: {name} ({times}).",
            "playful" => $"Most frequent guest: {name} ({times}).",
            "professional" => $"The emotion you named most often was {name} ({times}).",
            _ => $"The feeling you named most often was {name} ({times}).",
        };
    }

    private static string Actions(int count, string style)
    {
        var actions = count == 1 ? "1 small action" : Words.Of($"{count} small actions");
        return style switch
        {
            "direct" => $"{actions} done.",
            "playful" => $"You also tried {actions}.",
            "professional" => $"You completed {actions}.",
            _ => $"You did {actions} for yourself.",
        };
    }

    private static string Helped(EffectiveIntervention best, string style)
    {
        var ratings = best.Ratings == 1 ? "1 rating" : Words.Of($"{best.Ratings} ratings");
        var figures = Words.Of($"{best.MeanRating:0.0} of 5, {ratings} in twelve weeks");
        return style switch
        {
            "direct" => $"Rated best: {best.Name} ({figures}).",
            "playful" => $"Top of your own chart: {best.Name} ({figures}).",
            "professional" => $"The action you rated highest was {best.Name} ({figures}).",
            _ => $"What you rated most helpful was {best.Name} ({figures}).",
        };
    }
}
