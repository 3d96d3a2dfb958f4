namespace Halcyon.Signals.Recordings;

/// <summary>A file read mostly forwards, a buffer at a time; for one thread.</summary>
/// <remarks>Begins small, because many readers want a few samples only, and doubles with every buffer that follows.</remarks>
internal sealed class ByteWindow(RandomAccessBytes bytes)
{
    private const int FirstBytes = 2 * 1024;
    private const int UsualBytes = 64 * 1024;

    private byte[] _buffer = new byte[(int)Math.Min(FirstBytes, Math.Max(1, bytes.Length))];
    private long _start;
    private int _count;

    public long Length => bytes.Length;

    /// <returns>What lies there: shorter than asked only at the end of the file. Valid until the next call.</returns>
    public ReadOnlySpan<byte> View(long offset, int count)
    {
        count = (int)Math.Min(count, Math.Max(0, bytes.Length - offset));
        if (count == 0)
            return default;
        if (offset < _start || offset + count > _start + _count)
            Load(offset, count);
        return _buffer.AsSpan((int)(offset - _start), count);
    }

    private void Load(long offset, int count)
    {
        var follows = _count > 0 && _buffer.Length < UsualBytes && offset >= _start;
        if (count > _buffer.Length || follows)
            _buffer = new byte[(int)Math.Min(bytes.Length, Math.Max(count, 2 * _buffer.Length))];
        (_start, _count) = (offset, 0);
        var available = (int)Math.Min(_buffer.Length, bytes.Length - offset);
        bytes.Read(offset, _buffer.AsSpan(0, available));
        _count = available;
    }
}
