using System.Globalization;
using Halcyon.Accounts.AccessTokens;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Accounts.Sessions;

/// <summary>
/// Learns of sessions and access tokens revoked on other nodes: by NOTIFY within milliseconds, and by looking at the tables
/// every second, because a connection can be dead for minutes before anybody notices. The look reads two small indexes.
/// </summary>
internal sealed class RevocationListener(
    NpgsqlDataSource dataSource, RevokedSessions revoked, SigningKeys keys, TimeProvider clock, ILogger<RevocationListener> logger)
    : BackgroundService
{
    public const string Channel = "accounts_session_revoked";

    private const int LooksBetweenKeys = 20;
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    /// <summary>Before the server listens: a token that was signed out before a restart stays so.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            RepeatAsync(_ => ListenAsync(stoppingToken), "The connection that hears of sign-outs was lost; opening it again.", stoppingToken),
            RepeatAsync(round => RefreshAsync(round, stoppingToken), "The sign-outs of the last minutes could not be read; trying again.", stoppingToken));

    private async Task RepeatAsync(Func<int, Task> work, string complaint, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, clock);
        for (var round = 0; !stoppingToken.IsCancellationRequested; round++)
        {
            try
            {
                await work(round);
            }
            catch (Exception exception) when (
                !stoppingToken.IsCancellationRequested && exception is NpgsqlException or TimeoutException or IOException or InvalidOperationException)
            {
                logger.LogWarning(exception, "{Complaint}", complaint);
            }

            await timer.WaitForNextTickAsync(stoppingToken);
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
            await connection.WaitAsync(cancellationToken);
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

    private async Task RefreshAsync(int round, CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        if (round % LooksBetweenKeys == 0)
        {
            await keys.LoadAsync(cancellationToken);
            revoked.Forget();
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select id, null from accounts.sessions where revoked_at > $1
            union all
            select id, access_token_generation from accounts.users where access_tokens_revoked_at > $1
            """);
        command.Parameters.Add(new() { Value = clock.GetUtcNow() - RevokedSessions.Remembered });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (await reader.IsDBNullAsync(1, cancellationToken))
            {
                revoked.Add(reader.GetGuid(0));
            }
            else
            {
                revoked.RequireGeneration(reader.GetGuid(0), reader.GetInt32(1));
            }
        }
    }
}
