using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Halcyon.Platform.Audit;

/// <summary>A row of the audit log as it is hashed.</summary>
/// <param name="OccurredAt">Whole microseconds, as PostgreSQL keeps them.</param>
internal sealed record AuditRow(
    long Sequence, DateTimeOffset OccurredAt, string Action, Guid? ActorId, Guid? SubjectId, string? Resource, string Outcome,
    IReadOnlyDictionary<string, string>? Details, string? IpAddress, byte[]? SealedDetails, byte[]? SealedIpAddress, string? CorrelationId);

/// <summary>An archive of old entries: where the chain that is left begins.</summary>
internal sealed record AuditAnchor(
    long LastSequence, byte[] LastHash, long Entries, string FileName, byte[] FileSha256, DateTimeOffset ArchivedAt);

/// <summary>
/// HMAC-SHA-256 under the installation's audit key: of the previous hash followed by the row as a JSON array in a fixed
/// order. Without the key, which lies in the database only under the master key, nobody can add or replace a row.
/// </summary>
/// <remarks>The first byte tells rows, heads and archives apart, so that one cannot be passed off as another.</remarks>
internal static class AuditChain
{
    public const string KeyPurpose = "audit_key";
    public const int HashBytes = HMACSHA256.HashSizeInBytes;
    private const byte Row = 0;
    private const byte Head = 1;
    private const byte Archive = 2;
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Start { get; } = new byte[HashBytes];

    public static byte[] HashOf(ReadOnlySpan<byte> key, ReadOnlySpan<byte> previousHash, AuditRow row) =>
        Mac(key, Row, previousHash, json => Write(json, row));

    public static byte[] SealOfHead(ReadOnlySpan<byte> key, long sequence, ReadOnlySpan<byte> hash) =>
        Mac(key, Head, hash, json => json.WriteNumberValue(sequence));

    public static byte[] SealOf(ReadOnlySpan<byte> key, AuditAnchor anchor) => Mac(key, Archive, anchor.LastHash, json =>
    {
        json.WriteStartArray();
        json.WriteNumberValue(anchor.LastSequence);
        json.WriteNumberValue(anchor.Entries);
        json.WriteStringValue(anchor.FileName);
        json.WriteBase64StringValue(anchor.FileSha256);
        json.WriteStringValue(Text(anchor.ArchivedAt));
        json.WriteEndArray();
    });

    /// <summary>Whole microseconds, the precision that PostgreSQL gives back.</summary>
    public static DateTimeOffset Cut(DateTimeOffset time) => time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));

    public static string Text(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    private static byte[] Mac(ReadOnlySpan<byte> key, byte kind, ReadOnlySpan<byte> previous, Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Canonical))
            write(json);

        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> prefix = [kind];
        mac.AppendData(prefix);
        mac.AppendData(previous);
        mac.AppendData(bytes.WrittenSpan);
        return mac.GetHashAndReset();
    }

    private static void Write(Utf8JsonWriter json, AuditRow row)
    {
        json.WriteStartArray();
        json.WriteNumberValue(row.Sequence);
        json.WriteStringValue(Text(row.OccurredAt));
        json.WriteStringValue(row.Action);
        json.WriteStringValue(row.ActorId?.ToString());
        json.WriteStringValue(row.SubjectId?.ToString());
        json.WriteStringValue(row.Resource);
        json.WriteStringValue(row.Outcome);
        Write(json, row.Details);
        json.WriteStringValue(row.IpAddress);
        Write(json, row.SealedDetails);
        Write(json, row.SealedIpAddress);
        json.WriteStringValue(row.CorrelationId);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, IReadOnlyDictionary<string, string>? details)
    {
        if (details is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        foreach (var (name, value) in details.OrderBy(detail => detail.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, byte[]? bytes)
    {
        if (bytes is null)
            json.WriteNullValue();
        else
            json.WriteBase64StringValue(bytes);
    }
}
