using System.Net;
using System.Security.Cryptography;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

/// <param name="RefreshToken">Leave out to use the cookie.</param>
public sealed record RefreshRequest(string? RefreshToken = null);

internal static class RefreshEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/refresh", HandleAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Auth_Refresh")
            .WithSummary("Trade a refresh token for a new one and a new access token. Using an old one again ends the session.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<TokenResponse>, ProblemHttpResult>> HandleAsync(
        RefreshRequest? request, HttpContext http, HalcyonOptions options, Rotation rotation, SessionStarter sessions,
        CancellationToken cancellationToken)
    {
        var asCookie = request?.RefreshToken is null;
        if (asCookie && RefreshCookie.IsPresent(http) && RefreshCookie.RefuseCrossSite(http, options) is { } refused)
        {
            return refused;
        }

        var secret = asCookie ? RefreshCookie.Read(http) : RefreshSecret.FromText(request!.RefreshToken);
        if (secret is null || await rotation.RotateAsync(secret, DeviceLabel.Address(http), cancellationToken) is not { } rotated)
        {
            if (asCookie)
            {
                RefreshCookie.Clear(http);
            }

            return HalcyonProblem.Create(
                StatusCodes.Status401Unauthorized, "refresh-refused", "You are signed out. Sign in again.");
        }

        return TypedResults.Ok(
            sessions.Answer(http, rotated.SessionId, rotated.Secret, rotated.User, rotated.Generation, rotated.AccountExpiresAt, asCookie));
    }
}

internal sealed record RotatedToken(Guid SessionId, byte[] Secret, UserResponse User, int Generation, DateTimeOffset? AccountExpiresAt);

/// <summary>Trades one refresh token for the next, once. Parallel calls with one token wait for each other on its row.</summary>
internal sealed class Rotation(AccountsDb db, Revocation revocation, IAuditLog audit, TimeProvider clock)
{
    /// <param name="address">Where the call comes from, for the list of devices.</param>
    public async Task<RotatedToken?> RotateAsync(byte[] secret, IPAddress? address, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(secret);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var token = (await db.RefreshTokens
            .FromSql($"select * from accounts.refresh_tokens where token_sha256 = {hash} for update")
            .ToListAsync(cancellationToken)).SingleOrDefault();
        if (token is null)
        {
            return null;
        }

        var session = await db.Sessions.SingleAsync(s => s.Id == token.SessionId, cancellationToken);
        var account = await db.Users.AsNoTracking().SingleAsync(user => user.Id == session.UserId, cancellationToken);
        switch (RefreshRule.Decide(token, session, account.ExpiresAt, clock.GetUtcNow()))
        {
            case RefreshStep.Rotate:
                session.LastUsedAt = clock.GetUtcNow();
                session.IpAddress = address;
                await UseAsync(token, secret, account.ExpiresAt, cancellationToken);
                break;
            case RefreshStep.RevokeFamily:
                await RevokeFamilyAsync(session, cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                return null;
            case RefreshStep.RepeatSuccessor:
                break;
            default:
                return null;
        }

        var user = await db.FindUserAsync(account.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new RotatedToken(session.Id, RefreshSecret.Successor(secret, token.SuccessorNonce!), user!, account.AccessTokenGeneration, account.ExpiresAt);
    }

    private async Task UseAsync(RefreshToken token, byte[] secret, DateTimeOffset? accountExpiresAt, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        token.UsedAt = now;
        token.SuccessorNonce = RefreshSecret.New();
        var successor = RefreshSecret.Successor(secret, token.SuccessorNonce);
        db.RefreshTokens.Add(SessionStarter.NewToken(successor, token.SessionId, now, accountExpiresAt));
        await db.SaveChangesAsync(cancellationToken);

        // A nonce is of no more use once the grace period is over: whoever later learns an old token cannot go on from it.
        await db.RefreshTokens
            .Where(t => t.SessionId == token.SessionId && t.UsedAt < now - RefreshRule.Grace && t.SuccessorNonce != null)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.SuccessorNonce, (byte[]?)null), cancellationToken);
    }

    private async Task RevokeFamilyAsync(Session session, CancellationToken cancellationToken)
    {
        await revocation.RevokeAsync(session.Id, RevocationReason.Reuse, cancellationToken);
        await audit.AppendAsync(
            db, new AuditEntry("account.refresh_reused", null, new(session.UserId), $"session/{session.Id}", "refused"), cancellationToken);
    }
}
