using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Halcyon.BareApi;

/// <summary>HS256 as the peers take it (RFC 7519): signature, algorithm and end are checked on every request.</summary>
internal sealed class TokenCheck(string secret)
{
    private readonly byte[] _key = Encoding.UTF8.GetBytes(secret);

    public bool TryRead(StringValues authorization, out long userId)
    {
        userId = 0;
        const string Scheme = "Bearer ";
        var text = authorization.Count == 1 ? authorization[0] : null;
        if (text is null || text.Length > 2048 || !text.StartsWith(Scheme, StringComparison.Ordinal))
            return false;

        Span<byte> token = stackalloc byte[text.Length - Scheme.Length];
        if (!Encoding.ASCII.TryGetBytes(text.AsSpan(Scheme.Length), token, out _))
            return false;
        var last = token.LastIndexOf((byte)'.');
        var first = token.IndexOf((byte)'.');
        if (first < 1 || last <= first)
            return false;

        Span<byte> wanted = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> given = stackalloc byte[48];
        HMACSHA256.HashData(_key, token[..last], wanted);
        return Base64Url.DecodeFromUtf8(token[(last + 1)..], given, out _, out var length) == System.Buffers.OperationStatus.Done
            && CryptographicOperations.FixedTimeEquals(wanted, given[..length])
            && HasOurAlgorithm(token[..first])
            && TryReadClaims(token[(first + 1)..last], out userId);
    }

    private static bool HasOurAlgorithm(ReadOnlySpan<byte> encoded)
    {
        Span<byte> json = stackalloc byte[256];
        if (encoded.Length > 256 || Base64Url.DecodeFromUtf8(encoded, json, out _, out var length) != System.Buffers.OperationStatus.Done)
            return false;
        var reader = new Utf8JsonReader(json[..length]);
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("alg"u8))
                return reader.Read() && reader.ValueTextEquals("HS256"u8);
        }

        return false;
    }

    private static bool TryReadClaims(ReadOnlySpan<byte> encoded, out long userId)
    {
        userId = 0;
        Span<byte> json = stackalloc byte[1024];
        if (encoded.Length > 1024 || Base64Url.DecodeFromUtf8(encoded, json, out _, out var length) != System.Buffers.OperationStatus.Done)
            return false;
        var ends = 0L;
        var reader = new Utf8JsonReader(json[..length]);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            if (reader.ValueTextEquals("exp"u8))
                ends = reader.Read() ? reader.GetInt64() : 0;
            else if (reader.ValueTextEquals("sub"u8) && reader.Read())
                _ = long.TryParse(reader.ValueSpan, CultureInfo.InvariantCulture, out userId);
        }

        return userId > 0 && ends > DateTimeOffset.UtcNow.ToUnixTimeSeconds();
    }
}
