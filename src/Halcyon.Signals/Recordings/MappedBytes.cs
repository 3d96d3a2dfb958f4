using System.IO.MemoryMappedFiles;

namespace Halcyon.Signals.Recordings;

/// <summary>A file seen through memory, so that reading costs no copy and no memory of our own.</summary>
internal sealed class MappedBytes : RandomAccessBytes
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private MappedBytes(string path, MemoryMappedFile file, long length)
    {
        Files = [Path.GetFullPath(path)];
        _file = file;
        Length = length;
        _view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
    }

    public override long Length { get; }

    public override IReadOnlyList<string> Files { get; }

    /// <exception cref="RecordingFormatException">The file is empty.</exception>
    public static MappedBytes Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        try
        {
            if (stream.Length == 0)
                throw new RecordingFormatException("The file is empty (0 bytes); copy it again from where it was recorded.", 0);
            var file = MemoryMappedFile.CreateFromFile(
                stream, mapName: null, capacity: 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new MappedBytes(path, file, stream.Length);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public override void Read(long offset, Span<byte> destination)
    {
        using var access = Access();
        access.View(offset, destination.Length, []).CopyTo(destination);
    }

    public override unsafe ByteAccess Access()
    {
        // The handle counts its users: disposing during a read unmaps only after it.
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        return new ByteAccess(this, pointer + _view.PointerOffset);
    }

    internal override void EndAccess() => _view.SafeMemoryMappedViewHandle.ReleasePointer();

    protected override void Dispose(bool disposing)
    {
        _view.Dispose();
        _file.Dispose();
    }
}
