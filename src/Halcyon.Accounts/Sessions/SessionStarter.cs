using System.Security.Cryptography;
using Halcyon.Accounts.AccessTokens;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <summary>How somebody proved who they are.</summary>
/// <param name="Method">One of <see cref="SignInMethod"/>.</param>
/// <param name="SecondFactor">`totp`, `recovery_code`, or null when the method needs none.</param>
internal readonly record struct SignIn(string Method, string? SecondFactor = null);

/// <summary>Opens a session for an account that has proved itself, and words the answer of every sign-in route.</summary>
internal sealed class SessionStarter(AccountsDb db, AccessTokenIssuer accessTokens, SignInRecord record, TimeProvider clock)
{
    /// <summary>Always a new session: nothing that the caller sent is taken over. Saved together with its audit entry.</summary>
    /// <remarks>Joins the caller's transaction when one is open; the caller then commits it before answering.</remarks>
    public async Task<TokenResponse> StartAsync(
        HttpContext http, UserId userId, DateTimeOffset? accountExpiresAt, string? transport, SignIn signIn, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var secret = RefreshSecret.New();
        var session = new Session
        {
            Id = Guid.CreateVersion7(now),
            UserId = userId.Value,
            CreatedAt = now,
            LastUsedAt = now,
            Device = DeviceLabel.From(http.Request.Headers.UserAgent),
            IpAddress = DeviceLabel.Address(http),
            Method = signIn.Method,
        };
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancellationToken) : null;
        db.Sessions.Add(session);
        db.RefreshTokens.Add(NewToken(secret, session.Id, now, accountExpiresAt));
        await db.SaveChangesAsync(cancellationToken);
        var generation = await db.Users.Where(account => account.Id == userId.Value)
            .Select(account => account.AccessTokenGeneration).SingleAsync(cancellationToken);
        var user = await db.FindUserAsync(userId.Value, cancellationToken)
            ?? throw new InvalidOperationException("The account of a session that was just saved must exist.");
        await record.SucceededAsync(db, userId, session.Id, signIn, cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

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
