using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Halcyon.Platform.Tokens;

namespace Halcyon.Platform.Audit;

/// <summary>Where a page of the audit log ended; opaque to clients.</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AuditPosition(DateTimeOffset OccurredAt, long Sequence)
{
    private const int Length = 2 * sizeof(long);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        BinaryPrimitives.WriteInt64BigEndian(bytes, OccurredAt.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Sequence);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, [NotNullWhen(true)] out AuditPosition? position)
    {
        position = null;
        if (!StrictBase64Url.TryDecode(text, out var bytes) || bytes.Length != Length)
            return false;

        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        if (ticks < 0 || ticks > DateTime.MaxValue.Ticks)
            return false;

        position = new AuditPosition(new DateTimeOffset(ticks, TimeSpan.Zero), BinaryPrimitives.ReadInt64BigEndian(bytes.AsSpan(sizeof(long))));
        return true;
    }
}
