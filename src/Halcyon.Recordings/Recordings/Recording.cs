using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Signals.Recordings;

namespace Halcyon.Recordings.Recordings;

public readonly record struct RecordingId(Guid Value)
{
    public static RecordingId New() => new(Guid.CreateVersion7());

    public override string ToString() => Value.ToString();
}

/// <summary>An uploaded EEG file. Its bytes never change after the upload; only the title and the deletion do.</summary>
public sealed class Recording
{
    /// <summary>How long a deleted recording can be brought back.</summary>
    public static readonly TimeSpan RestorePeriod = TimeSpan.FromHours(24);

    public required RecordingId Id { get; init; }
    public required UserId OwnerId { get; init; }
    public required BlobId BlobId { get; init; }
    public required string FileName { get; init; }
    public required string Title { get; set; }
    public required string Format { get; init; }
    public required long SizeBytes { get; init; }

    /// <summary>Of the plain bytes, 32 bytes.</summary>
    public required byte[] Sha256 { get; init; }

    /// <summary>Clock time where it was recorded; no zone is known.</summary>
    public required DateTime? StartTime { get; init; }
    public required double DurationSeconds { get; init; }

    /// <summary>The highest of its channels, Hz; 0 when there are no channels.</summary>
    public required double SamplingRateHz { get; init; }
    public required IReadOnlyList<RecordingChannel> Channels { get; init; }
    public required string[] Warnings { get; init; }
    public required int FileAnnotationCount { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; set; }
}

/// <summary>One channel as lists and the viewer need it; kept as JSON.</summary>
/// <param name="Kind">eeg, eog, emg, ecg, resp, other.</param>
public sealed record RecordingChannel(
    int Index, string Label, string? Name, string Kind, string Unit, double SamplingRateHz)
{
    public static RecordingChannel From(ChannelInfo channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return new(
            channel.Index, channel.Label, channel.Name, KindName(channel.Kind), channel.Unit, channel.SamplingRateHz);
    }

    internal static string KindName(ChannelKind kind) => kind switch
    {
        ChannelKind.Eeg => "eeg",
        ChannelKind.Eog => "eog",
        ChannelKind.Emg => "emg",
        ChannelKind.Ecg => "ecg",
        ChannelKind.Resp => "resp",
        _ => "other",
    };
}
