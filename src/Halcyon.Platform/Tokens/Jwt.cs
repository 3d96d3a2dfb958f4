using System.Text.Json;

namespace Halcyon.Platform.Tokens;

/// <summary>What a token must say about itself to be accepted here.</summary>
/// <param name="Type">Header `typ`, for example `at+jwt` (RFC 9068).</param>
public sealed record JwtRules(string Type, string Issuer, string Audience)
{
    /// <summary>Whether a token without `typ` will do: the ID tokens of other people's providers have none, or `JWT`.</summary>
    public bool TypeIsOptional { get; init; }

    /// <summary>How far the clocks of two machines may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);
}

/// <param name="Claims">The token's claims; undefined when refused.</param>
public readonly record struct JwtVerdict(TokenRefusal Refusal, JsonElement Claims)
{
    public bool IsGenuine => Refusal == TokenRefusal.None;

    /// <returns>The claim when it is text, otherwise null.</returns>
    public string? Text(string name) => CompactJws.TextOf(Claims, name);
}

/// <summary>JSON Web Tokens (RFC 7519): a genuine signature is not enough, the claims must be meant for us and for now.</summary>
public static class Jwt
{
    public static JwtVerdict Verify(string token, IReadOnlyList<VerifyingKey> keys, JwtRules rules, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(rules);
        var jws = CompactJws.Verify(token, keys);
        if (!jws.IsGenuine)
        {
            return new JwtVerdict(jws.Refusal, default);
        }

        if (!(jws.Type is null && rules.TypeIsOptional) && !string.Equals(jws.Type, rules.Type, StringComparison.OrdinalIgnoreCase))
        {
            return new JwtVerdict(TokenRefusal.WrongType, default);
        }

        if (CompactJws.ParseObject(jws.Payload) is not { } claims)
        {
            return new JwtVerdict(TokenRefusal.Malformed, default);
        }

        var refusal = Check(claims, rules, now);
        return new JwtVerdict(refusal, refusal == TokenRefusal.None ? claims : default);
    }

    private static TokenRefusal Check(JsonElement claims, JwtRules rules, DateTimeOffset now)
    {
        if (!string.Equals(CompactJws.TextOf(claims, "iss"), rules.Issuer, StringComparison.Ordinal))
        {
            return TokenRefusal.WrongIssuer;
        }

        if (!IsFor(claims, rules.Audience))
        {
            return TokenRefusal.WrongAudience;
        }

        var nowSeconds = now.ToUnixTimeMilliseconds() / 1000.0;
        var skewSeconds = rules.ClockSkew.TotalSeconds;
        if (Seconds(claims, "exp") is not { } expires || CompactJws.TextOf(claims, "sub") is not { Length: > 0 })
        {
            return TokenRefusal.MissingClaim;
        }

        if (nowSeconds >= expires + skewSeconds)
        {
            return TokenRefusal.Expired;
        }

        return StartsAfter(claims, "nbf", nowSeconds + skewSeconds) || StartsAfter(claims, "iat", nowSeconds + skewSeconds)
            ? TokenRefusal.NotYetValid
            : TokenRefusal.None;
    }

    private static bool IsFor(JsonElement claims, string audience)
    {
        if (!claims.TryGetProperty("aud", out var claim))
        {
            return false;
        }

        return claim.ValueKind == JsonValueKind.Array
            ? claim.EnumerateArray().Any(one => IsText(one, audience))
            : IsText(claim, audience);
    }

    private static bool IsText(JsonElement value, string expected) =>
        string.Equals(CompactJws.TextOf(value), expected, StringComparison.Ordinal);

    /// <summary>A time that is present but is not a number counts as never reached.</summary>
    private static bool StartsAfter(JsonElement claims, string name, double limitSeconds) =>
        claims.TryGetProperty(name, out _) && !(Seconds(claims, name) <= limitSeconds);

    private static double? Seconds(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && claim.ValueKind == JsonValueKind.Number
            && claim.TryGetDouble(out var seconds) && double.IsFinite(seconds)
            ? seconds
            : null;
}
