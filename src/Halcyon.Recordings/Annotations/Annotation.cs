using Halcyon.Recordings.Recordings;

namespace Halcyon.Recordings.Annotations;

public readonly record struct AnnotationId(Guid Value)
{
    public static AnnotationId New() => new(Guid.CreateVersion7());
}

/// <summary>A note on the time line of a recording, from its file or from its owner.</summary>
public sealed class RecordingAnnotation
{
    /// <summary>Purpose bound into <see cref="TextProtected"/>.</summary>
    internal const string TextPurpose = "recording.annotation";
    internal const string FromFile = "file";
    internal const string FromUser = "user";

    public required AnnotationId Id { get; init; }
    public required RecordingId RecordingId { get; init; }

    /// <summary>From the first sample; may be negative in files.</summary>
    public required double OnsetSeconds { get; set; }
    public required double DurationSeconds { get; set; }

    /// <summary>UTF-8 text under the owner's key.</summary>
    public required byte[] TextProtected { get; set; }

    /// <summary>Labels of the channels it is about; empty for the whole recording.</summary>
    public required string[] Channels { get; set; }

    /// <summary>file or user. Those of the file are part of the record and cannot be changed.</summary>
    public required string Source { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
