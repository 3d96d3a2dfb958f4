using Halcyon.Signals.Reports;

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
        analysis.Grade is null && analysis.GradeReason is null or ReportReasons.NotAsked
            ? null
            : new AnalysisSummary(analysis.Grade, analysis.GradeReason, analysis.UsableFraction, analysis.BadChannels ?? []));
}

/// <param name="Title">One plain sentence.</param>
public sealed record AnalysisError(string Title, string? Detail);

/// <param name="Grade">A, B, C, D or F; null when it cannot be given.</param>
/// <param name="Reason">Why there is no grade: too_short, no_signals, no_eeg, eeg_not_measurable; null with a grade.</param>
/// <param name="UsableFraction">0…1; null when it could not be judged.</param>
/// <param name="BadChannels">Labels as in the file.</param>
public sealed record AnalysisSummary(string? Grade, string? Reason, double? UsableFraction, IReadOnlyList<string> BadChannels);
