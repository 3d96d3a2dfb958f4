namespace Halcyon.Signals.Recordings;

/// <summary>The bytes of a recording, readable anywhere and from several threads at once.</summary>
internal abstract class RandomAccessBytes : IDisposable
{
    public abstract long Length { get; }

    /// <summary>Full paths; empty where the bytes come from no file on disk.</summary>
    public virtual IReadOnlyList<string> Files => [];

    /// <summary>Fills <paramref name="destination"/> from <paramref name="offset"/>; both must lie within the file.</summary>
    public abstract void Read(long offset, Span<byte> destination);

    /// <summary>Opens the bytes for reading; dispose the result as soon as the read is done.</summary>
    public abstract ByteAccess Access();

    /// <summary>Called when a <see cref="ByteAccess"/> ends.</summary>
    internal virtual void EndAccess()
    {
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);

    protected void CheckRange(long offset, long count)
    {
        if (offset < 0 || count < 0 || offset > Length - count)
            throw new ArgumentOutOfRangeException(nameof(offset), offset, "The read passes the end of the file.");
    }
}

/// <summary>A short-lived view of the bytes: without a copy where the file is mapped, through a scratch buffer elsewhere.</summary>
internal readonly unsafe ref struct ByteAccess(RandomAccessBytes owner, byte* mapped)
{
    private readonly byte* _mapped = mapped;

    /// <summary>True when <see cref="View"/> needs no scratch buffer.</summary>
    public bool IsMapped => _mapped != null;

    /// <param name="scratch">At least <paramref name="count"/> long unless <see cref="IsMapped"/>.</param>
    public ReadOnlySpan<byte> View(long offset, int count, Span<byte> scratch)
    {
        if (_mapped != null)
        {
            if (offset < 0 || count < 0 || offset > owner.Length - count)
                throw new ArgumentOutOfRangeException(nameof(offset), offset, "The read passes the end of the file.");
            return new ReadOnlySpan<byte>(_mapped + offset, count);
        }
        var destination = scratch[..count];
        owner.Read(offset, destination);
        return destination;
    }

    public void Dispose() => owner.EndAccess();
}
