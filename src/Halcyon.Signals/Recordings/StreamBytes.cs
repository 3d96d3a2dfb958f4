namespace Halcyon.Signals.Recordings;

/// <summary>A seekable stream (a decrypting blob, an upload) with its last-used blocks kept.</summary>
/// <remarks>
/// Records interleave channels, so neighbouring reads touch the same bytes again and again and a decrypting stream
/// would pay for each. One lock: a stream has one position.
/// </remarks>
internal sealed class StreamBytes : RandomAccessBytes
{
    private const int BlockBytes = 256 * 1024;
    private const int BlockCount = 8;

    private readonly Stream _stream;
    private readonly Lock _gate = new();
    private readonly Block[] _blocks = new Block[BlockCount];
    private long _clock;

    /// <param name="stream">Seekable; owned from now on.</param>
    /// <param name="files">Full paths of what the stream was unpacked from.</param>
    public StreamBytes(Stream stream, IReadOnlyList<string>? files = null)
    {
        if (!stream.CanSeek)
            throw new ArgumentException("A recording is read out of order: the stream must be seekable.", nameof(stream));
        _stream = stream;
        Length = stream.Length;
        Files = files ?? [];
    }

    public override long Length { get; }

    public override IReadOnlyList<string> Files { get; }

    public override void Read(long offset, Span<byte> destination)
    {
        CheckRange(offset, destination.Length);
        lock (_gate)
            while (destination.Length > 0)
            {
                var block = Load(offset / BlockBytes);
                var from = (int)(offset % BlockBytes);
                var count = Math.Min(destination.Length, block.Count - from);
                block.Bytes.AsSpan(from, count).CopyTo(destination);
                destination = destination[count..];
                offset += count;
            }
    }

    public override unsafe ByteAccess Access() => new(this, null);

    protected override void Dispose(bool disposing) => _stream.Dispose();

    private Block Load(long number)
    {
        Block? oldest = null;
        for (var i = 0; i < BlockCount; i++)
        {
            var block = _blocks[i] ??= new Block();
            if (block.Number == number)
            {
                block.LastUse = ++_clock;
                return block;
            }
            if (oldest is null || block.LastUse < oldest.LastUse)
                oldest = block;
        }
        Fill(oldest!, number);
        return oldest!;
    }

    private void Fill(Block block, long number)
    {
        block.Number = -1;
        block.Bytes ??= new byte[BlockBytes];
        var start = number * BlockBytes;
        block.Count = (int)Math.Min(BlockBytes, Length - start);
        _stream.Position = start;
        _stream.ReadExactly(block.Bytes, 0, block.Count);
        block.Number = number;
        block.LastUse = ++_clock;
    }

    private sealed class Block
    {
        public byte[]? Bytes;
        public int Count;
        public long LastUse;
        public long Number = -1;
    }
}
