using System.Buffers.Text;
using Halcyon.Platform.Tokens;

namespace Halcyon.Platform.Paging;

/// <summary>The cursor of lists that go from the newest version 7 id to the oldest: the last id seen, opaque to clients.</summary>
public static class IdCursor
{
    public const string Error = "Use the next_cursor of the page before, unchanged.";

    public static string Write(Guid last) => Base64Url.EncodeToString(last.ToByteArray(bigEndian: true));

    public static bool TryRead(string cursor, out Guid last)
    {
        var isValid = StrictBase64Url.TryDecode(cursor, out var bytes) && bytes.Length == 16;
        last = isValid ? new Guid(bytes, bigEndian: true) : default;
        return isValid;
    }

    /// <param name="found">One row more than the page takes, if there are more.</param>
    public static Page<T> Cut<T>(IReadOnlyList<T> found, int limit, Func<T, Guid> id)
    {
        ArgumentNullException.ThrowIfNull(found);
        ArgumentNullException.ThrowIfNull(id);
        return found.Count > limit ? new Page<T>([.. found.Take(limit)], Write(id(found[limit - 1]))) : new Page<T>(found, null);
    }
}
