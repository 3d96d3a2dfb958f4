using System.Text.Json.Serialization;
using Halcyon.Recordings.Analyses;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Recordings;

/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="StartTime">ISO 8601 without offset: the files do not say which zone.</param>
/// <param name="SamplingRateHz">The highest of its channels.</param>
public sealed record RecordingResponse(
    Guid Id,
    string FileName,
    string Title,
    string Format,
    long SizeBytes,
    string Sha256,
    DateTime? StartTime,
    double DurationSeconds,
    int ChannelCount,
    double SamplingRateHz,
    IReadOnlyList<RecordingChannel> Channels,
    int AnnotationCount,
    IReadOnlyList<string> Warnings,
    DateTimeOffset CreatedAt,
    AnalysisResponse? LatestAnalysis)
{
    /// <summary>Only in the answer to an upload: an older recording of the same person with the same bytes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? DuplicateOf { get; init; }

    internal static RecordingResponse From(Recording recording, int userAnnotationCount, Analysis? latestAnalysis) =>
        new(recording.Id.Value, recording.FileName, recording.Title, recording.Format, recording.SizeBytes,
            Convert.ToHexStringLower(recording.Sha256), recording.StartTime, recording.DurationSeconds,
            recording.Channels.Count, recording.SamplingRateHz, recording.Channels,
            recording.FileAnnotationCount + userAnnotationCount, recording.Warnings, recording.CreatedAt,
            latestAnalysis is null ? null : AnalysisResponse.From(latestAnalysis));

    /// <summary>The response with its latest analysis and annotation count, in one query.</summary>
    internal static IQueryable<RecordingResponse> Query(RecordingsDb db, IQueryable<Recording> recordings) =>
        recordings.AsNoTracking().Select(recording => From(
            recording,
            db.Annotations.Count(annotation => annotation.RecordingId == recording.Id && annotation.Source == "user"),
            db.Analyses
                .Where(analysis => analysis.RecordingId == recording.Id)
                .OrderByDescending(analysis => analysis.CreatedAt)
                .ThenByDescending(analysis => analysis.Id)
                .FirstOrDefault()));
}
