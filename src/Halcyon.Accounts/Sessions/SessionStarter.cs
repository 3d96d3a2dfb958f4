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
internal sealed class SessionStarter(
    AccountsDb db, AccessTokenIssuer accessTokens, Revocation revocation, SignInRecord record, TimeProvider clock)
{
    /// <summary>Always a new session: nothing that the caller sent is taken over. Saved together with its audit entry.</summary>
    /// <remarks>
    /// Joins the caller's transaction when one is open; the caller then commits it before answering. The caller has refused a
    /// disabled account; one that is disabled in this very moment gets tokens that are dead already.
    /// </remarks>
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
        // Takes the account's row, so that whoever disables it ends this session too, or is seen here.
        await db.Users.Where(account => account.Id == userId.Value)
            .ExecuteUpdateAsync(account => account.SetProperty(a => a.LastSignInAt, now), cancellationToken);
        db.Sessions.Add(session);
        db.RefreshTokens.Add(NewToken(secret, session.Id, now, accountExpiresAt));
        await db.SaveChangesAsync(cancellationToken);
        var state = await db.Users.Where(account => account.Id == userId.Value)
            .Select(account => new { account.AccessTokenGeneration, account.DisabledAt }).SingleAsync(cancellationToken);
        if (state.DisabledAt is not null)
        {
            await revocation.RevokeAsync(session.Id, RevocationReason.Administrator, cancellationToken);
        }

        var user = await db.FindUserAsync(userId.Value, cancellationToken)
            ?? throw new InvalidOperationException("The account of a session that was just saved must exist.");
        await record.SucceededAsync(db, userId, session.Id, signIn, cancellationToken);
        if (transaction is not null)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return Answer(http, session.Id, secret, user, state.AccessTokenGeneration, accountExpiresAt, RefreshTransport.IsCookie(transport));
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
