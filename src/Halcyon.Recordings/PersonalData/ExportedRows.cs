using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Recordings;

namespace Halcyon.Recordings.PersonalData;

/// <param name="File">Of the original, in the same folder of the archive.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="DeletedAt">Deleted, and kept for a day in case that was a mistake.</param>
internal sealed record RecordingRow(
    Guid Id, string File, string FileName, string Title, string Format, long SizeBytes, string Sha256, DateTime? StartTime, double DurationSeconds,
    double SamplingRateHz, IReadOnlyList<RecordingChannel> Channels, IReadOnlyList<string> Warnings, DateTimeOffset CreatedAt, DateTimeOffset? DeletedAt)
{
    public static RecordingRow From(Recording r) => new(
        r.Id.Value, FileOf(r.Id, r.FileName), r.FileName, r.Title, r.Format, r.SizeBytes, Convert.ToHexStringLower(r.Sha256), r.StartTime,
        r.DurationSeconds, r.SamplingRateHz, r.Channels, r.Warnings, r.CreatedAt, r.DeletedAt);

    /// <summary>By its id: names that people give may be the same, or mean something to a file system.</summary>
    public static string FileOf(RecordingId id, string fileName)
    {
        var extension = Path.GetExtension(fileName).TrimStart('.').ToLowerInvariant();
        return extension.Length is > 0 and <= 8 && extension.All(char.IsAsciiLetterOrDigit) ? $"files/{id}.{extension}" : $"files/{id}.eeg";
    }
}

/// <param name="Source">file or user.</param>
internal sealed record AnnotationRow(
    Guid Id, Guid RecordingId, double OnsetSeconds, double DurationSeconds, string Text, IReadOnlyList<string> Channels, string Source, DateTimeOffset CreatedAt);

/// <param name="Report">Of the report, in the same folder of the archive; null when there is none.</param>
internal sealed record AnalysisRow(
    Guid Id, Guid RecordingId, string Status, AnalysisChoices Options, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, string? ErrorTitle,
    string? Grade, double? UsableFraction, IReadOnlyList<string>? BadChannels, string? Report)
{
    public static AnalysisRow From(Analysis a) => new(
        a.Id.Value, a.RecordingId.Value, a.Status, a.Options, a.CreatedAt, a.CompletedAt, a.ErrorTitle, a.Grade, a.UsableFraction, a.BadChannels,
        a.ReportBlobId is null ? null : ReportOf(a.Id));

    public static string ReportOf(AnalysisId id) => $"reports/{id}.json";
}
