using System.Globalization;
using Halcyon.Accounts.AccessTokens;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Accounts.Sessions;

/// <summary>
/// Hears of sessions and access tokens revoked on other nodes by NOTIFY. Whatever was missed while the connection was down is read from the
/// table: after every connect, and every <see cref="ReloadInterval"/> in case a dead connection does not say so.
/// </summary>
internal sealed class RevocationListener(
    NpgsqlDataSource dataSource, IServiceScopeFactory scopes, RevokedSessions revoked, SigningKeys keys, TimeProvider clock,
    ILogger<RevocationListener> logger) : BackgroundService
{
    public const string Channel = "accounts_session_revoked";

    private static readonly TimeSpan ReloadInterval = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                logger.LogWarning(exception, "The connection that hears of sign-outs was lost; opening it again.");
                await Task.Delay(RetryDelay, clock, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await using (var listen = connection.CreateCommand())
        {
            listen.CommandText = $"listen {Channel}";
            await listen.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await ReloadAsync(cancellationToken);
            var reloadAt = clock.GetUtcNow() + ReloadInterval;
            while (reloadAt - clock.GetUtcNow() is var wait && wait > TimeSpan.Zero)
            {
                await connection.WaitAsync(wait, cancellationToken);
            }
        }
    }

    /// <param name="payload">The id of a session, or `user/generation`.</param>
    private void Hear(string payload)
    {
        if (Guid.TryParse(payload, out var sessionId))
        {
            revoked.Add(sessionId);
        }
        else if (payload.Split('/') is [var user, var number]
            && Guid.TryParse(user, out var userId)
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var generation))
        {
            revoked.RequireGeneration(userId, generation);
        }
    }

    private async Task ReloadAsync(CancellationToken cancellationToken)
    {
        await keys.LoadAsync(cancellationToken);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AccountsDb>();
        var since = clock.GetUtcNow() - RevokedSessions.Remembered;
        var ids = await db.Sessions.Where(s => s.RevokedAt > since).Select(s => s.Id).ToListAsync(cancellationToken);
        ids.ForEach(revoked.Add);
        var changed = await db.Users.Where(user => user.AccessTokensRevokedAt > since)
            .Select(user => new { user.Id, user.AccessTokenGeneration }).ToListAsync(cancellationToken);
        changed.ForEach(user => revoked.RequireGeneration(user.Id, user.AccessTokenGeneration));
        revoked.Forget();
    }
}
