using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Eeglab;

/// <summary>Unpacked bytes held in memory in pieces, so that no single large array is needed.</summary>
internal sealed class ChunkedBytes : RandomAccessBytes
{
    private const int ChunkBytes = 1 << 20;

    private readonly List<byte[]> _chunks = [];
    private long _length;

    public override long Length => _length;

    /// <summary>Takes everything up to the given number of bytes; fewer when the stream ends before.</summary>
    public void Fill(Stream stream, long most)
    {
        while (_length < most)
        {
            var inChunk = (int)(_length % ChunkBytes);
            if (inChunk == 0)
                _chunks.Add(new byte[(int)Math.Min(ChunkBytes, most - _length)]);
            var read = stream.Read(_chunks[^1].AsSpan(inChunk));
            if (read == 0)
                return;
            _length += read;
        }
    }

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        while (destination.Length > 0)
        {
            var part = _chunks[(int)(offset / ChunkBytes)].AsSpan((int)(offset % ChunkBytes));
            part = part[..Math.Min(part.Length, destination.Length)];
            part.CopyTo(destination);
            destination = destination[part.Length..];
            offset += part.Length;
        }
    }

    public override unsafe ByteAccess Access() => new(this, null);

    protected override void Dispose(bool disposing) => _chunks.Clear();
}
