namespace Halcyon.Recordings.Uploads;

/// <summary>The client stopped sending, or sent something that is no upload: its fault, not the disk's.</summary>
internal sealed class UploadInterruptedException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The bytes of an upload: those already looked at, then the rest from the network.</summary>
/// <remarks>Failures of the network become <see cref="UploadInterruptedException"/>, to tell them from failures of the store.</remarks>
internal sealed class UploadStream(Stream network) : Stream
{
    private readonly byte[] _first = new byte[FileSignature.Length];
    private int _firstLength;
    private int _given;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads the first bytes without consuming them; call once, before anything else.</summary>
    public async Task<ReadOnlyMemory<byte>> PeekAsync(CancellationToken cancellationToken)
    {
        while (_firstLength < _first.Length)
        {
            var count = await ReadNetworkAsync(_first.AsMemory(_firstLength), cancellationToken);
            if (count == 0)
                break;
            _firstLength += count;
        }

        return _first.AsMemory(0, _firstLength);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_given == _firstLength)
            return await ReadNetworkAsync(buffer, cancellationToken);

        var count = Math.Min(buffer.Length, _firstLength - _given);
        _first.AsMemory(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) =>
        throw new NotSupportedException("The network is read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private async ValueTask<int> ReadNetworkAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await network.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException)
        {
            throw new UploadInterruptedException("The upload ended before the file was complete.", problem);
        }
    }
}
