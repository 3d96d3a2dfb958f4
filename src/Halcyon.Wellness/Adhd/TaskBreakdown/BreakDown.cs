namespace Halcyon.Wellness.Adhd.TaskBreakdown;

/// <param name="MinutesLow">It takes at least this long; null where nobody can say.</param>
/// <param name="CanDivide">Whether it can be taken apart again, one level further down.</param>
public sealed record TaskStep(string Text, int? MinutesLow, bool CanDivide);

/// <param name="Pattern">The pattern that fits; general where none does, null where the steps are from elsewhere.</param>
/// <param name="LeftOut">Steps that were more than asked for.</param>
internal sealed record BrokenDown(string? Pattern, IReadOnlyList<TaskStep> Steps, int LeftOut);

/// <summary>Takes a task apart by patterns of verbs and objects. The same task gives the same steps, with a network and without.</summary>
/// <remarks>
/// Level 0 is a task: the pattern with most matching words, the first of the file among equals. Level 1 is one of its steps: by the verb
/// it begins with. Level 2 is a step of a step: the smallest movements, which are not taken apart any more.
/// </remarks>
internal static class BreakDown
{
    public const int DeepestLevel = 2;

    /// <summary>At this energy, of 10, and below, a task is cut down to its beginning.</summary>
    private const int LowEnergy = 3;

    private const int StepsOnLowEnergy = 3;
    private const int LongestQuote = 60;

    /// <summary>Whether it speaks of dying or of harm: then nothing is taken apart, and help is shown.</summary>
    public static bool IsNever(string task, TaskPatterns patterns)
    {
        var words = WordsOf(task);
        return patterns.Never.Any(phrase => Follows(words, phrase.Split(' ')));
    }

    public static BrokenDown Of(string task, int level, int? energy, int maxSteps, TaskPatterns patterns)
    {
        var pattern = Find(task, level, patterns);
        var quoted = Quote(task);
        var steps = pattern.Steps
            .Select(step => new TaskStep(step.Text.Replace("{task}", quoted, StringComparison.Ordinal), step.Minutes, level < DeepestLevel)).ToList();
        return Cut(pattern.Id, steps, level, energy, maxSteps, patterns);
    }

    /// <summary>To what there is energy for, and to as many as were asked for.</summary>
    public static BrokenDown Cut(string? pattern, List<TaskStep> steps, int level, int? energy, int maxSteps, TaskPatterns patterns)
    {
        if (level == 0 && energy <= LowEnergy && steps.Count > StepsOnLowEnergy)
            steps = [.. steps.Take(StepsOnLowEnergy), new TaskStep(patterns.LowEnergyEnd, null, CanDivide: false)];
        return new BrokenDown(pattern, [.. steps.Take(maxSteps)], Math.Max(0, steps.Count - maxSteps));
    }

    private static TaskPattern Find(string task, int level, TaskPatterns patterns)
    {
        var words = WordsOf(task);
        return level switch
        {
            0 => patterns.Patterns
                .Select(pattern => (Pattern: pattern, Score: pattern.When!.Max(when => Score(words, when.Split(' ')))))
                .Where(found => found.Score > 0)
                .OrderByDescending(found => found.Score).Select(found => found.Pattern).FirstOrDefault() ?? patterns.General,
            1 => patterns.Moves.FirstOrDefault(move => words.Count > 0 && move.Verbs!.Contains(words[0], StringComparer.Ordinal)) ?? patterns.AnyStep,
            _ => patterns.Smallest,
        };
    }

    /// <returns>How many words fit; 0 unless all do.</returns>
    private static int Score(List<string> words, string[] when) =>
        Array.TrueForAll(when, wanted => words.Exists(word => Fits(word, wanted))) ? when.Length : 0;

    private static bool Follows(List<string> words, string[] phrase) =>
        Enumerable.Range(0, Math.Max(0, words.Count - phrase.Length + 1)).Any(at => phrase.Select((wanted, i) => Fits(words[at + i], wanted)).All(fits => fits));

    private static bool Fits(string word, string wanted) =>
        wanted.EndsWith('*') ? word.StartsWith(wanted[..^1], StringComparison.Ordinal) : word == wanted;

    /// <summary>Runs of Latin letters and digits, in lower case. Only ASCII: the browser must read the same words.</summary>
    private static List<string> WordsOf(string text)
    {
        var words = new List<string>();
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isInWord = i < text.Length && char.IsAsciiLetterOrDigit(text[i]);
            if (isInWord && start < 0)
                start = i;
            if (isInWord || start < 0)
                continue;
            words.Add(text[start..i].ToLowerInvariant());
            start = -1;
        }

        return words;
    }

    /// <summary>The task as it is said within a step: without a full stop, and short.</summary>
    private static string Quote(string task)
    {
        var text = task.Trim(' ', '\t', '\r', '\n', '\u00a0').TrimEnd('.', '!', '?');
        if (text.Length <= LongestQuote)
            return text;

        var end = char.IsHighSurrogate(text[LongestQuote - 1]) ? LongestQuote - 1 : LongestQuote;
        return text[..end] + "…";
    }
}
