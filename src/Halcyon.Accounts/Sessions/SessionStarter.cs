using System.Security.Cryptography;
using Halcyon.Accounts.AccessTokens;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>Opens a session for an account that has proved itself, and words the answer of every sign-in route.</summary>
internal sealed class SessionStarter(AccountsDb db, AccessTokenIssuer accessTokens, TimeProvider clock)
{
    public async Task<TokenResponse> StartAsync(
        HttpContext http, UserId userId, DateTimeOffset? accountExpiresAt, string? transport, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var secret = RefreshSecret.New();
        var session = new Session { Id = Guid.CreateVersion7(now), UserId = userId.Value, CreatedAt = now };
        db.Sessions.Add(session);
        db.RefreshTokens.Add(NewToken(secret, session.Id, now, accountExpiresAt));
        await db.SaveChangesAsync(cancellationToken);

        var generation = await db.Users.Where(account => account.Id == userId.Value)
            .Select(account => account.AccessTokenGeneration).SingleAsync(cancellationToken);
        var user = await db.FindUserAsync(userId.Value, cancellationToken)
            ?? throw new InvalidOperationException("The account of a session that was just saved must exist.");
        return Answer(http, session.Id, secret, user, generation, accountExpiresAt, RefreshTransport.IsCookie(transport));
    }

    public static RefreshToken NewToken(byte[] secret, Guid sessionId, DateTimeOffset now, DateTimeOffset? notAfter)
    {
        var expiresAt = now + RefreshRule.Lifetime;
        return new RefreshToken
        {
            TokenSha256 = SHA256.HashData(secret),
            SessionId = sessionId,
            IssuedAt = now,
            ExpiresAt = notAfter < expiresAt ? notAfter.Value : expiresAt,
        };
    }

    public TokenResponse Answer(
        HttpContext http, Guid sessionId, byte[] secret, UserResponse user, int generation, DateTimeOffset? accountExpiresAt, bool asCookie)
    {
        var access = accessTokens.Issue(new UserId(user.Id), sessionId, user.Roles, generation, accountExpiresAt);
        http.Response.Headers.CacheControl = "no-store";
        if (asCookie)
        {
            RefreshCookie.Set(http, secret);
        }

        return new TokenResponse(access.Text, asCookie ? null : RefreshSecret.ToText(secret), access.ExpiresIn, user);
    }
}
