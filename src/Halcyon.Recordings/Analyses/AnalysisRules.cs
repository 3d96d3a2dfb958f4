using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Analysis;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Recordings.Analyses;

/// <summary>Turns a request into choices that the analysis can carry out, or says which value cannot be used.</summary>
internal static class AnalysisRules
{
    public static ProblemHttpResult? Check(
        CreateAnalysisRequest request, IReadOnlyList<RecordingChannel> channels, out AnalysisChoices choices)
    {
        var only = request.Only is { Count: > 0 } ? request.Only : null;
        choices = new AnalysisChoices(only, request.LineFrequency ?? "auto", request.Reference ?? "none");
        if (only is not null && AnalysisOptions.ParseSections(only) is null)
            return RecordingProblems.Invalid("only", "Give some of quality, spectrum, events, sleep, triage.");
        if (AnalysisOptions.ParseLineFrequency(choices.LineFrequency) is null)
            return RecordingProblems.Invalid("line_frequency", "Give auto, 50 or 60.");
        if (AnalysisReference.Parse(choices.Reference) is not { } reference)
            return RecordingProblems.Invalid("reference", "Give none, average, or channels joined by commas.");

        return reference.Labels.FirstOrDefault(label => !channels.Any(channel => IsCalled(channel, label))) is { } unknown
            ? RecordingProblems.Invalid("reference", $"The recording has no channel '{unknown}'.")
            : null;
    }

    public static AnalysisOptions ToOptions(this AnalysisChoices choices) => new()
    {
        Sections = choices.Only is null ? AnalysisSections.All : AnalysisOptions.ParseSections(choices.Only)!.Value,
        LineFrequency = AnalysisOptions.ParseLineFrequency(choices.LineFrequency)!.Value,
        Reference = AnalysisReference.Parse(choices.Reference)!,
    };

    private static bool IsCalled(RecordingChannel channel, string label) =>
        string.Equals(channel.Label, label, StringComparison.OrdinalIgnoreCase)
        || string.Equals(channel.Name, label, StringComparison.OrdinalIgnoreCase);
}
