using System.IO.Compression;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Xdf;

/// <summary>Reads XDF files that were packed with gzip (.xdfz, .xdf.gz).</summary>
/// <remarks>
/// Packed bytes cannot be read out of order, so they are unpacked into a temporary file that is gone when the recording
/// is closed. A lone stream is refused: it may be the only encrypted copy of somebody's recording, which must not lie
/// about unpacked.
/// </remarks>
internal static class PackedXdf
{
    private const long MostBytes = 4L << 30;

    public static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);

    /// <param name="source">Disposed when the recording is open; on an exception still the caller's.</param>
    /// <exception cref="RecordingFormatException">It is no XDF, damaged, or too large.</exception>
    public static IRecordingReader OpenRecording(RecordingSource source)
    {
        using var packed = new GZipStream(new SequentialBytes(source.Bytes), CompressionMode.Decompress);
        var start = new byte[4];
        var isXdf = source.HasFolder && TryRead(() => packed.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)) == start.Length && XdfFile.Recognises(start);
        if (!isXdf)
            throw new RecordingFormatException("The file begins (byte 0) like a gzip archive, which cannot be read; unpack it first.", 0, "version");
        var unpacked = new FileStream(
            Path.Combine(Path.GetTempPath(), $"halcyon-{Guid.NewGuid():N}.xdf"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            unpacked.Write(start);
            if (TryRead(() => Unpack(packed, unpacked)) is null)
                throw new RecordingFormatException("The gzip archive is damaged or cut off; copy it again from where it was recorded.", null, "gzip");
            var reader = XdfFile.OpenRecording(new StreamBytes(unpacked, source.Files), source.FileName);
            source.Dispose();
            return reader;
        }
        catch
        {
            unpacked.Dispose();
            throw;
        }
    }

    private static int Unpack(GZipStream packed, FileStream unpacked)
    {
        var buffer = new byte[1 << 16];
        while (packed.Read(buffer) is var count and > 0)
        {
            if (unpacked.Length + count > MostBytes)
                throw new RecordingFormatException($"The archive unpacks to more than {MostBytes >> 30} GB; unpack it first.", null, "gzip");
            unpacked.Write(buffer, 0, count);
        }
        unpacked.Flush();
        return 0;
    }

    private static int? TryRead(Func<int> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The bytes of a recording as a stream that is read forwards.</summary>
    private sealed class SequentialBytes(RandomAccessBytes bytes) : Stream
    {
        private long _position;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => bytes.Length;

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            var count = (int)Math.Min(buffer.Length, bytes.Length - _position);
            bytes.Read(_position, buffer[..count]);
            _position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
