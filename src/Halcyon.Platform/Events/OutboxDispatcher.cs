using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Platform.Events;

/// <summary>Takes due messages one by one and runs their handlers; woken by NOTIFY, and by a timer should that be missed.</summary>
/// <remarks>The row stays locked while its handlers run: if we die, the lock goes and another process takes it.</remarks>
internal sealed class OutboxDispatcher(
    NpgsqlDataSource dataSource, EventCatalog catalog, IServiceScopeFactory scopes, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    public const int MostAttempts = 10;
    private const int LongestError = 1000;
    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var listener = await ListenAsync(stoppingToken);
                while (true)
                {
                    while (await DispatchNextAsync(stoppingToken))
                    {
                    }

                    await listener.WaitAsync(PollInterval, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (NpgsqlException exception)
            {
                logger.LogWarning("Events wait: the database does not answer ({Reason}).", exception.Message);
                await Task.WhenAny(Task.Delay(PauseAfterFailure, stoppingToken));
            }
        }
    }

    /// <returns>False when nothing was due.</returns>
    internal async Task<bool> DispatchNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await TakeAsync(connection, cancellationToken) is not { } message)
            return false;

        var error = await HandleAsync(connection, message, cancellationToken);
        if (error is null)
            await ExecuteAsync(connection, "delete from platform.outbox where id = $1", cancellationToken, message.Id);
        else
            await PostponeAsync(connection, message, error, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, "listen halcyon_outbox", cancellationToken);
        return connection;
    }

    private async Task<string?> HandleAsync(NpgsqlConnection connection, Message message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        string? error = null;
        foreach (var (name, runAsync) in catalog.HandlersOf(scope.ServiceProvider, message.EventName, message.Id, message.Payload))
        {
            if (await WasHandledAsync(connection, message.Id, name, cancellationToken))
                continue;

            try
            {
                await runAsync(cancellationToken);
                await ExecuteAsync(connection, "insert into platform.event_handled (event_id, handler) values ($1, $2)", cancellationToken, message.Id, name);
            }
#pragma warning disable CA1031 // A handler may fail in any way; the message must then be tried again, not lost.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.LogError(exception, "{Handler} failed on event {EventName} {EventId}, attempt {Attempt}.", name, message.EventName, message.Id, message.Attempts + 1);
                error = $"{name}: {exception.GetType().Name}: {exception.Message}";
            }
        }

        return error;
    }

    /// <summary>Waits 2, 4, 8 … seconds, at most ten minutes; after the last attempt the row stays for a person to see.</summary>
    private static Task PostponeAsync(NpgsqlConnection connection, Message message, string error, CancellationToken cancellationToken)
    {
        var attempts = message.Attempts + 1;
        var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempts), 600));
        return ExecuteAsync(
            connection,
            """
            update platform.outbox
            set attempts = $2, due_at = now() + $3, last_error = $4, dead_at = case when $5 then now() end
            where id = $1
            """,
            cancellationToken, message.Id, attempts, wait, error[..Math.Min(error.Length, LongestError)], attempts >= MostAttempts);
    }

    private static async Task<Message?> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, event_name, payload::text, attempts from platform.outbox
            where dead_at is null and due_at <= now()
            order by due_at limit 1 for update skip locked
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new Message(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3))
            : null;
    }

    private static async Task<bool> WasHandledAsync(NpgsqlConnection connection, Guid eventId, string handler, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select true from platform.event_handled where event_id = $1 and handler = $2", connection);
        command.Parameters.Add(new() { Value = eventId });
        command.Parameters.Add(new() { Value = handler });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record Message(Guid Id, string EventName, string Payload, int Attempts);
}
