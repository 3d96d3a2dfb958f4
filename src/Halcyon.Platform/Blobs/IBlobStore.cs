using Halcyon.Platform.Access;

namespace Halcyon.Platform.Blobs;

public readonly record struct BlobId(Guid Value);

/// <param name="Sha256">SHA-256 of the plain bytes, 32 bytes.</param>
/// <param name="LengthBytes">Length of the plain bytes.</param>
public sealed record StoredBlob(BlobId Id, byte[] Sha256, long LengthBytes);

/// <summary>Large files, encrypted at rest under their owner's key, checked by SHA-256.</summary>
public interface IBlobStore
{
    /// <summary>Streams the content to disk. Nothing is kept when it throws, is cancelled, or exceeds the limit.</summary>
    /// <exception cref="BlobTooLargeException">More than <paramref name="maximumBytes"/> came.</exception>
    Task<StoredBlob> WriteAsync(UserId ownerId, Stream content, long maximumBytes, CancellationToken cancellationToken);

    /// <summary>Opens a seekable, read-only stream of the plain bytes; throws when a piece was altered.</summary>
    Task<Stream> OpenReadAsync(UserId ownerId, BlobId blobId, CancellationToken cancellationToken);

    Task DeleteAsync(UserId ownerId, BlobId blobId, CancellationToken cancellationToken);
}

public sealed class BlobTooLargeException(long maximumBytes)
    : Exception($"The file is larger than the limit of {maximumBytes} bytes.")
{
    public long MaximumBytes { get; } = maximumBytes;
}
