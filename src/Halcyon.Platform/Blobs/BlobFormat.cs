using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Halcyon.Platform.Blobs;

/// <summary>How a blob lies on disk: a header, then chunks of cipher text with a tag each.</summary>
/// <remarks>
/// The key is the blob's alone, so a chunk's index is a safe nonce. The nonce also says whether the chunk is the last one:
/// a file cut at a chunk's edge does not open. The header is bound into every chunk, so chunks cannot change files.
/// </remarks>
internal static class BlobFormat
{
    public const int HeaderBytes = 28;
    public const int TagBytes = 16;
    public const int ChunkBytes = 256 * 1024;
    public const int StoredChunkBytes = ChunkBytes + TagBytes;
    private const int NonceBytes = 12;
    private static readonly byte[] KeyPurpose = "halcyon.blob/1"u8.ToArray();

    private static ReadOnlySpan<byte> Magic => "HALBLOB1"u8;

    public static byte[] Header(BlobId id)
    {
        var header = new byte[HeaderBytes];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), ChunkBytes);
        id.Value.TryWriteBytes(header.AsSpan(12), bigEndian: true, out _);
        return header;
    }

    public static AesGcm Cipher(byte[] ownerKey, BlobId id)
    {
        Span<byte> salt = stackalloc byte[16];
        id.Value.TryWriteBytes(salt, bigEndian: true, out _);
        Span<byte> key = stackalloc byte[32];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, ownerKey, key, salt, KeyPurpose);
        return new AesGcm(key, TagBytes);
    }

    /// <param name="stored">Cipher text followed by its tag; <paramref name="plain"/> is <see cref="TagBytes"/> shorter.</param>
    public static void Encrypt(AesGcm cipher, byte[] header, long index, bool isLast, ReadOnlySpan<byte> plain, Span<byte> stored)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        WriteNonce(nonce, index, isLast);
        cipher.Encrypt(nonce, plain, stored[..plain.Length], stored.Slice(plain.Length, TagBytes), header);
    }

    /// <exception cref="BlobDamagedException">Altered, cut, or from another file.</exception>
    public static void Decrypt(AesGcm cipher, byte[] header, long index, bool isLast, ReadOnlySpan<byte> stored, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        WriteNonce(nonce, index, isLast);
        try
        {
            cipher.Decrypt(nonce, stored[..plain.Length], stored.Slice(plain.Length, TagBytes), plain, header);
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new BlobDamagedException($"Piece {index} of the stored file was altered.", exception);
        }
    }

    public static long ChunkCount(long lengthBytes) => Math.Max(1, (lengthBytes + ChunkBytes - 1) / ChunkBytes);

    public static long StoredLength(long lengthBytes) => HeaderBytes + lengthBytes + (ChunkCount(lengthBytes) * TagBytes);

    private static void WriteNonce(Span<byte> nonce, long index, bool isLast)
    {
        nonce[0] = isLast ? (byte)1 : (byte)0;
        nonce[1..4].Clear();
        BinaryPrimitives.WriteInt64LittleEndian(nonce[4..], index);
    }
}

/// <summary>The stored file is not what was stored.</summary>
public sealed class BlobDamagedException(string message, Exception? innerException = null) : IOException(message, innerException);

/// <summary>No such blob, or not this owner's.</summary>
public sealed class BlobNotFoundException(BlobId id) : IOException($"There is no stored file {id.Value}.");
