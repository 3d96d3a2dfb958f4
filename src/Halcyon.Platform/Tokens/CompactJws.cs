using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Halcyon.Platform.Tokens;

/// <summary>Why a token was not accepted. For logs and tests; a caller over HTTP is told only that it was refused.</summary>
public enum TokenRefusal
{
    None,
    Malformed,
    TooLong,
    UnknownKey,
    AlgorithmNotAllowed,
    UnsupportedCriticalHeader,
    BadSignature,
    WrongType,
    WrongIssuer,
    WrongAudience,
    MissingClaim,
    NotYetValid,
    Expired,
}

/// <param name="Payload">The signed bytes; empty when refused.</param>
/// <param name="Type">Header `typ`, when there is one.</param>
public readonly record struct JwsVerdict(TokenRefusal Refusal, byte[] Payload, string? Type)
{
    public bool IsGenuine => Refusal == TokenRefusal.None;

    internal static JwsVerdict Refused(TokenRefusal refusal) => new(refusal, [], null);
}

/// <summary>
/// JSON Web Signature in its compact form (RFC 7515). The algorithm belongs to the key, never to the token, so neither
/// `none` nor a public key used as an HMAC secret can be talked into it. A bad token is an answer, not an exception.
/// </summary>
public static class CompactJws
{
    /// <summary>Longer tokens are refused unread.</summary>
    public const int MaximumLength = 64 * 1024;

    /// <summary>`at+jwt` as it is: the default would escape the plus sign for the sake of HTML.</summary>
    private static readonly JsonSerializerOptions HeaderWriting = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonDocumentOptions HeaderOptions = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <param name="type">Header `typ`: keeps a token made for one use from passing in another.</param>
    public static string Sign(JwsKey key, string type, ReadOnlySpan<byte> payload)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!key.CanSign)
        {
            throw new ArgumentException("The key has no private part.", nameof(key));
        }

        var header = JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, string>(StringComparer.Ordinal) { ["alg"] = key.Algorithm, ["kid"] = key.KeyId, ["typ"] = type },
            HeaderWriting);
        var signingInput = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signingInput}.{Base64Url.EncodeToString(key.Sign(Encoding.ASCII.GetBytes(signingInput)))}";
    }

    /// <param name="keys">The keys that may have signed. A token that names no key is accepted only when there is just one.</param>
    public static JwsVerdict Verify(string token, IReadOnlyList<VerifyingKey> keys)
    {
        ArgumentNullException.ThrowIfNull(token);
        ArgumentNullException.ThrowIfNull(keys);
        if (token.Length > MaximumLength)
        {
            return JwsVerdict.Refused(TokenRefusal.TooLong);
        }

        var firstDot = token.IndexOf('.', StringComparison.Ordinal);
        var lastDot = token.LastIndexOf('.');
        if (lastDot <= firstDot
            || !StrictBase64Url.TryDecode(token.AsSpan(0, firstDot), out var header)
            || !StrictBase64Url.TryDecode(token.AsSpan(firstDot + 1, lastDot - firstDot - 1), out var payload)
            || !StrictBase64Url.TryDecode(token.AsSpan(lastDot + 1), out var signature))
        {
            return JwsVerdict.Refused(TokenRefusal.Malformed);
        }

        var refusal = ReadHeader(header, keys, out var key, out var type);
        if (refusal != TokenRefusal.None)
        {
            return JwsVerdict.Refused(refusal);
        }

        return key!.Verify(Encoding.ASCII.GetBytes(token, 0, lastDot), signature)
            ? new JwsVerdict(TokenRefusal.None, payload, type)
            : JwsVerdict.Refused(TokenRefusal.BadSignature);
    }

    /// <summary>Parses JSON from a stranger: null when it is not an object or names a member twice.</summary>
    internal static JsonElement? ParseObject(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, HeaderOptions);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The member as text; null when it is absent, of another kind, or not valid Unicode.</summary>
    public static string? TextOf(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) ? TextOf(value) : null;

    public static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            // An escaped lone surrogate parses as JSON but cannot become a string.
            return null;
        }
    }

    private static TokenRefusal ReadHeader(byte[] json, IReadOnlyList<VerifyingKey> keys, out VerifyingKey? key, out string? type)
    {
        key = null;
        type = null;
        if (ParseObject(json) is not { } header)
        {
            return TokenRefusal.Malformed;
        }

        if (header.TryGetProperty("crit", out _))
        {
            return TokenRefusal.UnsupportedCriticalHeader;
        }

        type = TextOf(header, "typ");
        key = FindKey(header, keys);
        if (key is null)
        {
            return TokenRefusal.UnknownKey;
        }

        return string.Equals(TextOf(header, "alg"), key.Algorithm, StringComparison.Ordinal)
            ? TokenRefusal.None
            : TokenRefusal.AlgorithmNotAllowed;
    }

    private static VerifyingKey? FindKey(JsonElement header, IReadOnlyList<VerifyingKey> keys)
    {
        if (!header.TryGetProperty("kid", out _))
        {
            return keys.Count == 1 ? keys[0] : null;
        }

        var keyId = TextOf(header, "kid");
        return keys.FirstOrDefault(candidate => string.Equals(candidate.KeyId, keyId, StringComparison.Ordinal));
    }
}
