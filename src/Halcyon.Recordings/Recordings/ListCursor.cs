using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Halcyon.Platform.Tokens;

namespace Halcyon.Recordings.Recordings;

/// <summary>Where a list goes on: the (created_at, id) of the last row that was seen, opaque to clients.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ListCursor(DateTimeOffset CreatedAt, Guid Id)
{
    public const int DefaultLimit = 20;
    public const int MaximumLimit = 100;
    private const int Length = sizeof(long) + 16;

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, CreatedAt.UtcTicks);
        Id.TryWriteBytes(bytes[sizeof(long)..], bigEndian: true, out _);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out ListCursor? cursor)
    {
        cursor = null;
        if (text.Length != Base64Url.GetEncodedLength(Length) || !StrictBase64Url.TryDecode(text, out var bytes) || bytes.Length != Length)
        {
            return false;
        }

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
        {
            return false;
        }

        cursor = new ListCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.AsSpan(sizeof(long)), bigEndian: true));
        return true;
    }
}
