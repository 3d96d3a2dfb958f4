using System.Text.RegularExpressions;
using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Wording;

namespace Halcyon.Wellness.Adhd.TaskBreakdown;

/// <summary>
/// Asks the wording service for the steps of a task, for who agreed to that. Nothing leaves that reads like a call for help or
/// speaks of harm, and an answer is taken whole or not at all: a few short lines in plain words that are nothing of the kind either.
/// </summary>
internal sealed partial class StepsOfService(WordingService service, IConsents consents, ReadTexts texts)
{
    /// <summary>Less than for a week in other words: somebody waits to begin, and the patterns answer at once.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private const int FewestSteps = 2;
    private const int MostLines = 15;
    private const int LongestStep = 120;

    private const string Instruction =
        """
        Take the task apart into small, concrete steps in the order in which they are done. The first is a movement of the body that takes
        under two minutes. 3 to 8 steps, one on each line, at most 12 words each, each beginning with a verb, in the language of the task.
        Only the lines: no numbers in front, no introduction, no times, no advice, no markup.
        """;

    /// <param name="parent">What a step belongs to; null for a task.</param>
    /// <returns>Null when there is no answer that may be shown; then the patterns answer.</returns>
    public async Task<IReadOnlyList<string>?> ForAsync(UserId userId, string task, string? parent, CancellationToken cancellationToken)
    {
        string[] words = parent is null ? [task] : [task, parent];
        if (!service.IsConfigured || !AreHarmless(words) || !await consents.IsGrantedAsync(userId, IConsents.TaskWording, cancellationToken))
            return null;

        var question = parent is null ? $"Task: {task}" : $"Task: {task}\nIt is one step of: {parent}";
        return await service.AskAsync(Instruction, question, Patience, cancellationToken) is { } answer ? StepsIn(answer) : null;
    }

    private List<string>? StepsIn(string answer)
    {
        List<string> steps = [.. answer.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Mark().Replace(line, "").Trim())];
        return steps.Count is >= FewestSteps and <= MostLines && steps.TrueForAll(step => step.Length is > 0 and <= LongestStep && OtherWords.IsPlain(step)) && AreHarmless(steps)
            ? steps
            : null;
    }

    /// <remarks>Read one by one and, since a sentence may go over lines, all together.</remarks>
    private bool AreHarmless(IReadOnlyList<string> words) =>
        !words.Append(string.Join(' ', words)).Any(text => BreakDown.IsNever(text, TaskPatterns.Shared))
        && texts.Read(string.Join(' ', words), words).CrisisLevel == "low";

    /// <summary>A number or a dash in front of a line, which many a model cannot leave away.</summary>
    [GeneratedRegex(@"^(?:\d{1,2}[.)]|[-*•–])\s+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 200)]
    private static partial Regex Mark();
}
