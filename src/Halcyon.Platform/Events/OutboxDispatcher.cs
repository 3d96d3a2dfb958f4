using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Platform.Events;

/// <summary>Takes due messages, a few at a time, and runs their handlers; woken by NOTIFY, and by a timer should that be missed.</summary>
/// <remarks>The rows stay locked while their handlers run: if we die, the locks go and another process takes them.</remarks>
internal sealed class OutboxDispatcher(
    NpgsqlDataSource dataSource, EventCatalog catalog, IServiceScopeFactory scopes, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    public const int MostAttempts = 10;
    private const int LongestError = 1000;

    /// <summary>Few enough that a busy hour is shared with other processes, many enough that one commit serves them all.</summary>
    private const int MostAtOnce = 64;

    /// <summary>After this the rest are let go again: nobody waits long behind a slow handler.</summary>
    internal static readonly TimeSpan LongestRound = TimeSpan.FromSeconds(1);
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
        var messages = await TakeAsync(connection, cancellationToken);
        if (messages.Count == 0)
            return false;

        var attempts = new List<Attempt>();
        var began = Stopwatch.GetTimestamp();
        foreach (var message in messages)
        {
            attempts.Add(await HandleAsync(message, cancellationToken));
            if (Stopwatch.GetElapsedTime(began) > LongestRound)
                break;
        }

        foreach (var kind in attempts.GroupBy(attempt => attempt.Message.EventName, StringComparer.Ordinal))
            await HandleManyAsync(kind.Key, [.. kind], cancellationToken);
        foreach (var failed in attempts.Where(attempt => attempt.Error is not null))
            await PostponeAsync(connection, failed, cancellationToken);
        var handled = attempts.Where(attempt => attempt.Error is null).Select(attempt => attempt.Message.Id).ToArray();
        await ExecuteAsync(connection, "delete from platform.outbox where id = any($1)", cancellationToken, handled);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task<NpgsqlConnection> ListenAsync(CancellationToken cancellationToken)
    {
        var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(connection, "listen halcyon_outbox", cancellationToken);
        return connection;
    }

    private async Task<Attempt> HandleAsync(Message message, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var attempt = new Attempt(message);
        foreach (var (name, runAsync) in catalog.HandlersOf(scope.ServiceProvider, message.EventName, message.Id, message.Payload))
        {
            if (!attempt.IsDone(name))
                await TryAsync(name, runAsync, attempt, cancellationToken);
        }

        return attempt;
    }

    /// <summary>Those that take many at a time, after those that take each by itself.</summary>
    private async Task HandleManyAsync(string eventName, IReadOnlyList<Attempt> attempts, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var (name, bind) in catalog.HandlersOfMany(scope.ServiceProvider, eventName))
        {
            var open = attempts.Where(attempt => !attempt.IsDone(name)).ToList();
            if (open.Count > 1 && await TryAllAsync(name, bind(open.Select(attempt => attempt.Message.Payload)), open, cancellationToken))
                continue;

            foreach (var attempt in open)
                await TryAsync(name, bind([attempt.Message.Payload]), attempt, cancellationToken);
        }
    }

    private async Task<bool> TryAllAsync(string name, RunHandler runAsync, List<Attempt> attempts, CancellationToken cancellationToken)
    {
        try
        {
            await runAsync(cancellationToken);
            attempts.ForEach(attempt => attempt.Done.Add(name));
            return true;
        }
#pragma warning disable CA1031 // Whatever one of them ran into: each is tried alone now, and says so itself.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogWarning(exception, "{Handler} failed on {Count} events together; trying each alone.", name, attempts.Count);
            return false;
        }
    }

    private async Task TryAsync(string name, RunHandler runAsync, Attempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            await runAsync(cancellationToken);
            attempt.Done.Add(name);
        }
#pragma warning disable CA1031 // A handler may fail in any way; the message must then be tried again, not lost.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            var message = attempt.Message;
            logger.LogError(exception, "{Handler} failed on event {EventName} {EventId}, attempt {Attempt}.", name, message.EventName, message.Id, message.Attempts + 1);
            attempt.Error = $"{name}: {exception.GetType().Name}: {exception.Message}";
        }
    }

    /// <summary>Waits 2, 4, 8 … seconds, at most ten minutes; after the last attempt the row stays for a person to see.</summary>
    private static async Task PostponeAsync(NpgsqlConnection connection, Attempt failed, CancellationToken cancellationToken)
    {
        var (message, error) = (failed.Message, failed.Error!);
        var attempts = message.Attempts + 1;
        var wait = TimeSpan.FromSeconds(Math.Min(Math.Pow(2, attempts), 600));
        await ExecuteAsync(
            connection, "insert into platform.event_handled (event_id, handler) select $1, unnest($2::text[])", cancellationToken, message.Id, failed.Done.ToArray());
        await ExecuteAsync(
            connection,
            """
            update platform.outbox
            set attempts = $2, due_at = now() + $3, last_error = $4, dead_at = case when $5 then now() end
            where id = $1
            """,
            cancellationToken, message.Id, attempts, wait, error[..Math.Min(error.Length, LongestError)], attempts >= MostAttempts);
    }

    private static async Task<List<Message>> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, event_name, payload::text, attempts, array(select handler from platform.event_handled where event_id = outbox.id)
            from platform.outbox
            where dead_at is null and due_at <= now()
            order by due_at limit $1 for update skip locked
            """,
            connection);
        command.Parameters.Add(new() { Value = MostAtOnce });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var messages = new List<Message>();
        while (await reader.ReadAsync(cancellationToken))
            messages.Add(new Message(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetFieldValue<string[]>(4)));
        return messages;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <param name="HandledBy">Those that were done with it in an earlier attempt.</param>
    private sealed record Message(Guid Id, string EventName, string Payload, int Attempts, string[] HandledBy);

    private sealed class Attempt(Message message)
    {
        public Message Message => message;

        /// <summary>The handlers that are done with it now: they must not get it again.</summary>
        public List<string> Done { get; } = [];

        /// <summary>Why it is to be tried again; null when it is not.</summary>
        public string? Error { get; set; }

        public bool IsDone(string handler) => message.HandledBy.Contains(handler, StringComparer.Ordinal);
    }
}
