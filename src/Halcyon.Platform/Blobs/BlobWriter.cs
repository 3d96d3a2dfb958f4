using System.Buffers;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Halcyon.Platform.Blobs;

/// <summary>Encrypts a stream of unknown length into a file, a chunk at a time.</summary>
internal static class BlobWriter
{
    /// <returns>SHA-256 and length of the plain bytes. The file is on disk, not only in the cache, when this returns.</returns>
    public static async Task<StoredBlob> WriteAsync(
        SafeFileHandle file, BlobId id, byte[] ownerKey, Stream content, long maximumBytes, CancellationToken cancellationToken)
    {
        using var cipher = BlobFormat.Cipher(ownerKey, id);
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var header = BlobFormat.Header(id);
        var plain = ArrayPool<byte>.Shared.Rent(BlobFormat.ChunkBytes + 1);
        var stored = ArrayPool<byte>.Shared.Rent(BlobFormat.StoredChunkBytes);
        try
        {
            await RandomAccess.WriteAsync(file, header, 0, cancellationToken);
            long length = 0, position = header.Length;
            var held = 0;
            for (long index = 0; ; index++)
            {
                // One byte more than a chunk tells whether this chunk is the last.
                held += await content.ReadAtLeastAsync(
                    plain.AsMemory(held, BlobFormat.ChunkBytes + 1 - held), BlobFormat.ChunkBytes + 1 - held, throwOnEndOfStream: false, cancellationToken);
                var size = Math.Min(held, BlobFormat.ChunkBytes);
                length += size;
                if (length + (held - size) > maximumBytes)
                    throw new BlobTooLargeException(maximumBytes);

                var isLast = held <= BlobFormat.ChunkBytes;
                sha256.AppendData(plain.AsSpan(0, size));
                BlobFormat.Encrypt(cipher, header, index, isLast, plain.AsSpan(0, size), stored);
                await RandomAccess.WriteAsync(file, stored.AsMemory(0, size + BlobFormat.TagBytes), position, cancellationToken);
                position += size + BlobFormat.TagBytes;
                if (isLast)
                    break;

                plain[0] = plain[BlobFormat.ChunkBytes];
                held = 1;
            }

            RandomAccess.FlushToDisk(file);
            return new StoredBlob(id, sha256.GetHashAndReset(), length);
        }
        finally
        {
            // The pool hands these to others: no health data may stay in them.
            ArrayPool<byte>.Shared.Return(plain, clearArray: true);
            ArrayPool<byte>.Shared.Return(stored);
        }
    }
}
