using System.Security.Claims;
using System.Text.Encodings.Web;
using System.Text.Json;
using Halcyon.Accounts.Sessions;
using Halcyon.Platform.Problems;
using Halcyon.Platform.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Halcyon.Accounts.AccessTokens;

/// <summary>
/// Reads the caller from `Authorization: Bearer`. Only memory is asked: the signature, the claims, and the sets of sessions
/// that were signed out, and of accounts whose rights changed, while their tokens are still young.
/// </summary>
internal sealed class BearerAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    SigningKeys keys, VerifiedTokens verified, RevokedSessions revoked, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var presented = Request.Headers.ContainsKey(HeaderNames.Authorization);
        Response.Headers.WWWAuthenticate = presented ? "Bearer error=\"invalid_token\"" : SchemeName;
        return HalcyonProblem
            .Create(
                StatusCodes.Status401Unauthorized,
                "sign-in-required",
                presented ? "The access token is not valid or has ended. Refresh it or sign in again." : "Sign in first.")
            .ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        HalcyonProblem
            .Create(StatusCodes.Status403Forbidden, "role-missing", "Your account does not have the role that this needs.")
            .ExecuteAsync(Context);

    private AuthenticateResult Authenticate()
    {
        var header = Request.Headers.Authorization;
        if (header.Count != 1 || header[0] is not { } value
            || !value.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return AuthenticateResult.NoResult();
        }

        var text = value["Bearer ".Length..].Trim(' ');
        var refusal = "";
        if ((verified.Find(text) ?? Verify(text, out refusal)) is not { } token)
        {
            return AuthenticateResult.Fail(refusal);
        }

        return revoked.Contains(token.SessionId) || revoked.IsOutdated(token.UserId, token.Generation)
            ? AuthenticateResult.Fail("SessionRevoked")
            : AuthenticateResult.Success(new AuthenticationTicket(token.Principal, SchemeName));
    }

    private VerifiedToken? Verify(string text, out string refusal)
    {
        var current = keys.All;
        var token = Jwt.Verify(text, current, AccessTokenIssuer.Rules, clock.GetUtcNow());
        if (!token.IsGenuine)
        {
            refusal = token.Refusal.ToString();
            return null;
        }

        if (!Guid.TryParse(token.Text("sub"), out var userId) || !Guid.TryParse(token.Text("sid"), out var sessionId))
        {
            refusal = nameof(TokenRefusal.MissingClaim);
            return null;
        }

        refusal = "";
        var found = new VerifiedToken(
            Principal(userId, sessionId, token.Claims), userId, sessionId, Generation(token.Claims),
            DateTimeOffset.FromUnixTimeSeconds(token.Claims.GetProperty("exp").GetInt64()));
        verified.Remember(text, found, current);
        return found;
    }

    private static int Generation(JsonElement claims) =>
        claims.TryGetProperty(AccessTokenIssuer.GenerationClaim, out var claim)
            && claim.ValueKind == JsonValueKind.Number && claim.TryGetInt32(out var generation)
            ? generation
            : 0;

    private static ClaimsPrincipal Principal(Guid userId, Guid sessionId, JsonElement claims)
    {
        var identity = new ClaimsIdentity(SchemeName, nameType: "sub", roleType: "role");
        identity.AddClaim(new Claim("sub", userId.ToString()));
        identity.AddClaim(new Claim("sid", sessionId.ToString()));
        if (claims.TryGetProperty("role", out var roles) && roles.ValueKind == JsonValueKind.Array)
        {
            identity.AddClaims(roles.EnumerateArray()
                .Where(role => role.ValueKind == JsonValueKind.String)
                .Select(role => new Claim("role", role.GetString()!)));
        }

        return new ClaimsPrincipal(identity);
    }
}
