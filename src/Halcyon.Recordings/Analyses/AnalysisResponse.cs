namespace Halcyon.Recordings.Analyses;

/// <param name="Status">queued, running, completed, failed, cancelled.</param>
/// <param name="Progress">0…1.</param>
/// <param name="CompletedAt">When it completed, failed or was cancelled.</param>
public sealed record AnalysisResponse(
    Guid Id,
    Guid RecordingId,
    string Status,
    double Progress,
    string Stage,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? CompletedAt,
    AnalysisError? Error,
    AnalysisSummary? Summary)
{
    internal static AnalysisResponse From(Analysis analysis) => new(
        analysis.Id.Value, analysis.RecordingId.Value, analysis.Status, analysis.Progress, analysis.Stage,
        analysis.CreatedAt, analysis.StartedAt, analysis.CompletedAt,
        analysis.ErrorTitle is null ? null : new AnalysisError(analysis.ErrorTitle, analysis.ErrorDetail),
        analysis is { Grade: { } grade, UsableFraction: { } usable, BadChannels: { } bad }
            ? new AnalysisSummary(grade, usable, bad)
            : null);
}

/// <param name="Title">One plain sentence.</param>
public sealed record AnalysisError(string Title, string? Detail);

/// <param name="UsableFraction">0…1.</param>
/// <param name="BadChannels">Labels as in the file.</param>
public sealed record AnalysisSummary(string Grade, double UsableFraction, IReadOnlyList<string> BadChannels);
