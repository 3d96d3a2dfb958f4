using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Halcyon.Platform.Blobs;

/// <summary>Reads the plain bytes of a blob from anywhere in it, decrypting the chunks it touches.</summary>
/// <remarks>
/// <see cref="ReadAt"/> may be called from several threads at once. The stream's own position may not: as with any stream,
/// one reader at a time. The last chunks read are kept, in clear, in memory only.
/// </remarks>
public sealed class BlobStream : Stream
{
    private const int KeptChunks = 8;

    private readonly SafeFileHandle _file;
    private readonly byte[] _ownerKey;
    private readonly BlobId _id;

    /// <summary>One cipher serves one thread at a time.</summary>
    private readonly ConcurrentBag<AesGcm> _idleCiphers = [];
    private readonly byte[] _header;
    private readonly Lock _gate = new();
    private readonly LinkedList<(long Index, byte[] Plain)> _kept = new();
    private long _position;

    internal BlobStream(SafeFileHandle file, BlobId id, byte[] ownerKey, long lengthBytes)
    {
        if (RandomAccess.GetLength(file) != BlobFormat.StoredLength(lengthBytes))
            throw new BlobDamagedException("The stored file does not have the length it was stored with.");

        _file = file;
        _header = BlobFormat.Header(id);
        Span<byte> found = stackalloc byte[BlobFormat.HeaderBytes];
        if (RandomAccess.Read(file, found, 0) != found.Length || !found.SequenceEqual(_header))
            throw new BlobDamagedException("The stored file is another file, or its header was altered.");

        _id = id;
        _ownerKey = ownerKey;
        Length = lengthBytes;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    /// <summary>Reads as many bytes as there are from a position, up to the length of the buffer. Thread-safe.</summary>
    /// <exception cref="BlobDamagedException">A piece was altered.</exception>
    public int ReadAt(long position, Span<byte> buffer)
    {
        var total = 0;
        while (total < buffer.Length && position + total < Length)
        {
            var index = Math.DivRem(position + total, BlobFormat.ChunkBytes, out var offset);
            var target = buffer[total..];
            var size = ChunkSize(index);
            if (offset == 0 && target.Length >= size)
            {
                // A whole chunk goes straight where it is wanted: sequential reading needs no copy.
                DecryptInto(index, target[..size]);
                total += size;
                continue;
            }

            var available = Chunk(index).AsSpan((int)offset);
            var count = Math.Min(available.Length, target.Length);
            available[..count].CopyTo(target);
            total += count;
        }

        return total;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = ReadAt(_position, buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <remarks>The disk read is short and local; decrypting it is work for this thread anyway.</remarks>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => Length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("A stored file is not changed.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("A stored file is not changed.");

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            lock (_gate)
            {
                foreach (var (_, plain) in _kept)
                    CryptographicOperations.ZeroMemory(plain);
                _kept.Clear();
                while (_idleCiphers.TryTake(out var cipher))
                    cipher.Dispose();
                _file.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    private int ChunkSize(long index) => (int)Math.Min(BlobFormat.ChunkBytes, Length - (index * BlobFormat.ChunkBytes));

    private byte[] Chunk(long index)
    {
        lock (_gate)
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (node.Value.Index != index)
                    continue;

                _kept.Remove(node);
                _kept.AddFirst(node);
                return node.Value.Plain;
            }
        }

        var plain = new byte[ChunkSize(index)];
        DecryptInto(index, plain);
        lock (_gate)
        {
            _kept.AddFirst((index, plain));
            if (_kept.Count > KeptChunks)
                _kept.RemoveLast();
        }

        return plain;
    }

    private void DecryptInto(long index, Span<byte> plain)
    {
        var cipher = _idleCiphers.TryTake(out var idle) ? idle : BlobFormat.Cipher(_ownerKey, _id);
        var stored = ArrayPool<byte>.Shared.Rent(plain.Length + BlobFormat.TagBytes);
        try
        {
            var wanted = stored.AsSpan(0, plain.Length + BlobFormat.TagBytes);
            var position = BlobFormat.HeaderBytes + (index * BlobFormat.StoredChunkBytes);
            for (var read = 0; read < wanted.Length;)
            {
                var count = RandomAccess.Read(_file, wanted[read..], position + read);
                if (count == 0)
                    throw new BlobDamagedException("The stored file was cut short.");
                read += count;
            }

            BlobFormat.Decrypt(cipher, _header, index, index == BlobFormat.ChunkCount(Length) - 1, wanted, plain);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(stored);
            _idleCiphers.Add(cipher);
        }
    }
}
