using Halcyon.Platform.Access;
using Halcyon.Recordings.Recordings;

namespace Halcyon.Recordings.Idempotency;

/// <summary>The first answer to a creating call, to be given again when the call is repeated.</summary>
public sealed class IdempotencyKey
{
    public required UserId OwnerId { get; init; }

    /// <summary>Which route; the same key on another route is another key.</summary>
    public required string Operation { get; init; }
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was asked for: the same key with something else is a mistake of the client.</summary>
    public required byte[] Fingerprint { get; init; }
    public required RecordingId RecordingId { get; init; }
    public required string Location { get; init; }
    public required int Status { get; init; }

    /// <summary>JSON under the owner's key.</summary>
    public required byte[] ResponseProtected { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
}
