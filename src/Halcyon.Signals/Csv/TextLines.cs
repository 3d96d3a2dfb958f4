using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Csv;

/// <summary>The lines of a text file, one after another; for one thread.</summary>
internal sealed class TextLines(RandomAccessBytes bytes, long offset, long lineNumber)
{
    private const int UsualLineBytes = 1024;
    private const int LongestLineBytes = 1 << 20;

    private readonly ByteWindow _window = new(bytes);
    private long _next = offset;

    /// <summary>Of the line handed out last, counted from 1.</summary>
    public long LineNumber { get; private set; } = lineNumber - 1;

    /// <summary>Where that line begins.</summary>
    public long Offset { get; private set; } = offset;

    /// <summary>True when that line is the file's last and has no line end: a recorder that was cut off leaves one.</summary>
    public bool IsUnfinished { get; private set; }

    /// <param name="line">Without its line end; valid until the next call.</param>
    /// <exception cref="RecordingFormatException">The line is too long to be one.</exception>
    public bool TryNext(out ReadOnlySpan<byte> line)
    {
        line = default;
        if (_next >= _window.Length)
            return false;
        Offset = _next;
        LineNumber++;
        ReadOnlySpan<byte> view = default;
        var end = -1;
        for (var count = UsualLineBytes; end < 0 && count <= LongestLineBytes; count *= 32)
        {
            view = _window.View(_next, count);
            end = view.IndexOf((byte)'\n');
            if (view.Length < count)
                break;
        }
        if (end < 0 && view.Length == LongestLineBytes)
            throw new RecordingFormatException(
                $"Line {LineNumber} is longer than {LongestLineBytes} bytes; this is no table of samples.", Offset, "line");
        IsUnfinished = end < 0;
        _next += end < 0 ? view.Length : end + 1;
        line = (end < 0 ? view : view[..end]).TrimEnd((byte)'\r');
        return true;
    }
}
