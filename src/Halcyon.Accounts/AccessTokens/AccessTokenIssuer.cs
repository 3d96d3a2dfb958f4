using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Tokens;

namespace Halcyon.Accounts.AccessTokens;

/// <param name="ExpiresIn">Seconds.</param>
internal readonly record struct AccessToken(string Text, int ExpiresIn);

/// <summary>Signs the short-lived token that every other route reads its caller from.</summary>
internal sealed class AccessTokenIssuer(SigningKeys keys, TimeProvider clock)
{
    /// <summary>Also how long a revoked session has to be remembered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public static readonly JwtRules Rules = new("at+jwt", Issuer: "halcyon", Audience: "halcyon");

    /// <summary>The claim that says of which generation of the account's rights a token is (<see cref="Sessions.Revocation"/>).</summary>
    public const string GenerationClaim = "gen";

    /// <param name="generation">Read before the roles, so that a change between the two refuses the token and not the change.</param>
    /// <param name="notAfter">A guest's token ends with the account.</param>
    public AccessToken Issue(UserId userId, Guid sessionId, IReadOnlyList<string> roles, int generation, DateTimeOffset? notAfter)
    {
        var now = clock.GetUtcNow();
        var expires = now + Lifetime;
        if (notAfter < expires)
        {
            expires = notAfter.Value;
        }

        var issuedAtSeconds = now.ToUnixTimeSeconds();
        var expiresAtSeconds = expires.ToUnixTimeSeconds();
        var claims = JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = Rules.Issuer,
            aud = Rules.Audience,
            sub = userId.Value,
            sid = sessionId,
            role = roles,
            gen = generation,
            iat = issuedAtSeconds,
            exp = expiresAtSeconds,
            jti = Guid.NewGuid(),
        });
        return new AccessToken(CompactJws.Sign(keys.Signer, Rules.Type, claims), (int)(expiresAtSeconds - issuedAtSeconds));
    }
}
