namespace Halcyon.Platform.PersonalData.Import;

/// <summary>Reads what is unpacked and counts it: sizes that an archive states are claims.</summary>
internal sealed class LimitedStream(Stream unpacked, Action<int> took, long listedBytes) : Stream
{
    private long _count;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    internal static ImportRefusedException Damaged(Exception exception) => new("The archive is damaged and cannot be read.", exception);

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return Took(unpacked.Read(buffer, offset, count));
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Took(await unpacked.ReadAsync(buffer, cancellationToken));
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(exception);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }

    private int Took(int count)
    {
        _count += count;
        took(count);
        return _count > listedBytes
            ? throw new ImportRefusedException("The archive has a file that is longer than it says.")
            : count;
    }
}
