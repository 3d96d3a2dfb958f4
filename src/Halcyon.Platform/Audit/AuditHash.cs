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
    IReadOnlyDictionary<string, string>? Details, string? IpAddress, string? CorrelationId);

/// <summary>SHA-256 of the previous hash followed by the row as a JSON array in a fixed order.</summary>
internal static class AuditHash
{
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Of(ReadOnlySpan<byte> previousHash, AuditRow row)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Canonical))
            Write(json, row);

        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        sha256.AppendData(previousHash);
        sha256.AppendData(bytes.WrittenSpan);
        return sha256.GetHashAndReset();
    }

    private static void Write(Utf8JsonWriter json, AuditRow row)
    {
        json.WriteStartArray();
        json.WriteNumberValue(row.Sequence);
        json.WriteStringValue(row.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        json.WriteStringValue(row.Action);
        json.WriteStringValue(row.ActorId?.ToString());
        json.WriteStringValue(row.SubjectId?.ToString());
        json.WriteStringValue(row.Resource);
        json.WriteStringValue(row.Outcome);
        json.WriteStartObject();
        foreach (var (name, value) in (row.Details ?? new Dictionary<string, string>()).OrderBy(detail => detail.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteStringValue(row.IpAddress);
        json.WriteStringValue(row.CorrelationId);
        json.WriteEndArray();
    }
}
