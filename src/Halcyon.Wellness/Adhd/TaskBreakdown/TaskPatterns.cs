using System.Text.Json;

namespace Halcyon.Wellness.Adhd.TaskBreakdown;

/// <param name="Minutes">It takes at least this long; null where nobody can say.</param>
internal sealed record PatternStep(string Text, int? Minutes);

/// <param name="When">One of these: words that all occur; a star stands for any ending.</param>
/// <param name="Verbs">With which a step begins that this divides.</param>
internal sealed record TaskPattern(string Id, IReadOnlyList<PatternStep> Steps, IReadOnlyList<string>? When = null, IReadOnlyList<string>? Verbs = null);

/// <summary>
/// How everyday tasks are taken apart, in our own words. The file is shared with the web app, which follows the same rules where there
/// is no network (web/src/features/adhd/model/breakdown.ts); a list of tasks with their steps is checked on both sides.
/// </summary>
/// <param name="Never">Nothing with these is ever taken apart: whoever writes that is shown help.</param>
/// <param name="LowEnergyEnd">Last step for whom energy is short.</param>
/// <param name="General">For a task that no pattern knows.</param>
/// <param name="Moves">How a step is taken apart, by the verb that it begins with.</param>
/// <param name="AnyStep">For a verb that none of them knows.</param>
/// <param name="Smallest">How the smallest steps are taken apart.</param>
internal sealed record TaskPatterns(
    string Dated, IReadOnlyList<string> Never, string LowEnergyEnd, IReadOnlyList<TaskPattern> Patterns, TaskPattern General,
    IReadOnlyList<TaskPattern> Moves, TaskPattern AnyStep, TaskPattern Smallest)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static TaskPatterns Shared { get; } = Read();

    private static TaskPatterns Read()
    {
        using var stream = typeof(TaskPatterns).Assembly.GetManifestResourceStream("Halcyon.Wellness.Adhd.TaskBreakdown.task_patterns.json")
            ?? throw new InvalidOperationException("The patterns of tasks are not in the assembly.");
        return JsonSerializer.Deserialize<TaskPatterns>(stream, Json)!;
    }
}
