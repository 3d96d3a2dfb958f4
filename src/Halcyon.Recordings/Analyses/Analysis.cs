using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Recordings.Recordings;

namespace Halcyon.Recordings.Analyses;

public readonly record struct AnalysisId(Guid Value)
{
    public static AnalysisId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

internal static class AnalysisStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";

    public static bool IsFinal(string status) => status is Completed or Failed or Cancelled;
}

/// <summary>What was asked for; kept as JSON.</summary>
/// <param name="Only">Sections wanted; null for all.</param>
/// <param name="LineFrequency">auto, 50 or 60.</param>
/// <param name="Reference">none, average, or channel labels joined by commas.</param>
public sealed record AnalysisChoices(IReadOnlyList<string>? Only, string LineFrequency, string Reference);

/// <summary>One analysis of one recording, from the wish to the report.</summary>
public sealed class Analysis
{
    public required AnalysisId Id { get; init; }
    public required RecordingId RecordingId { get; init; }
    public required UserId OwnerId { get; init; }
    public required AnalysisChoices Options { get; init; }

    /// <summary>queued, running, completed, failed, cancelled.</summary>
    public required string Status { get; init; }

    /// <summary>0…1.</summary>
    public required double Progress { get; init; }
    public required string Stage { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it reached a final status, whichever that is.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
    public DateTimeOffset? CancelRequestedAt { get; init; }
    public string? ErrorTitle { get; init; }
    public string? ErrorDetail { get; init; }

    /// <summary>A, B, C, D or F; null when quality was not asked for or cannot be graded.</summary>
    public string? Grade { get; init; }

    /// <summary>Why quality that was asked for has no grade; null with a grade.</summary>
    public string? GradeReason { get; init; }
    public double? UsableFraction { get; init; }
    public string[]? BadChannels { get; init; }
    public BlobId? ReportBlobId { get; init; }
}
