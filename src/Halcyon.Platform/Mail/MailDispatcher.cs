using Halcyon.Platform.Encryption;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Platform.Mail;

/// <summary>Takes due letters one by one and delivers them; woken by NOTIFY, and by a timer for those that wait to be tried again.</summary>
/// <remarks>
/// The row stays locked while its letter is under way: no other process takes it, and if we die the lock goes and another does.
/// A letter that was taken by the server in that very moment arrives twice, with one Message-ID.
/// </remarks>
internal sealed class MailDispatcher(
    NpgsqlDataSource dataSource, MailDelivery delivery, ISystemProtector protector, TimeProvider clock, ILogger<MailDispatcher> logger) : BackgroundService
{
    /// <summary>With the waits below, about a day.</summary>
    public const int MostAttempts = 30;

    private static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>15 s, 30 s, 1 min, 2 min … at most an hour.</summary>
    internal static TimeSpan WaitAfter(int attempts) => TimeSpan.FromSeconds(Math.Min(15 * Math.Pow(2, attempts - 1), LongestWait.TotalSeconds));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var listener = await dataSource.OpenConnectionAsync(stoppingToken);
                await using (var listen = new NpgsqlCommand("listen halcyon_mail", listener))
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                while (true)
                {
                    while (await DeliverNextAsync(stoppingToken))
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
                logger.LogWarning("Letters wait: the database does not answer ({Reason}).", exception.Message);
                await Task.WhenAny(Task.Delay(PauseAfterFailure, stoppingToken));
            }
        }
    }

    /// <returns>False when nothing was due.</returns>
    internal async Task<bool> DeliverNextAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await TakeAsync(connection, cancellationToken) is not { } taken)
            return false;

        var refusal = await TryAsync(taken, cancellationToken);
        var isGivenUp = refusal is not null && (refusal.IsFinal || taken.Attempts + 1 >= MostAttempts);
        if (refusal is not null)
            logger.LogWarning("Letter {Letter} ({Kind}) {Fate}: {Reason}", taken.Id, taken.Kind, isGivenUp ? "failed" : "waits", refusal.Message);

        await SettleAsync(connection, taken, refusal is null ? "sent" : isGivenUp ? "failed" : "waiting", refusal?.Message, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    /// <returns>Null when it was delivered.</returns>
    private async Task<SmtpException?> TryAsync(TakenLetter taken, CancellationToken cancellationToken)
    {
        try
        {
            await delivery.DeliverAsync(taken.Id, taken.Kind, SealedLetter.Open(protector, taken.Letter), taken.CreatedAt, cancellationToken);
            return null;
        }
        catch (SmtpException refusal)
        {
            return refusal;
        }
#pragma warning disable CA1031 // One letter that cannot be read or written must not stop all others; it is tried again and shown.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            return new SmtpException($"Halcyon could not make the letter ({exception.GetType().Name}).");
        }
    }

    private async Task<TakenLetter?> TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            select id, kind, letter, attempts, created_at from platform.mail
            where status = 'waiting' and next_attempt_at <= $1
            order by next_attempt_at limit 1 for update skip locked
            """,
            connection);
        command.Parameters.Add(new() { Value = clock.GetUtcNow() });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? new TakenLetter(
                reader.GetGuid(0), reader.GetString(1), reader.GetFieldValue<byte[]>(2), reader.GetInt32(3), reader.GetFieldValue<DateTimeOffset>(4))
            : null;
    }

    private async Task SettleAsync(NpgsqlConnection connection, TakenLetter taken, string status, string? error, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var command = new NpgsqlCommand(
            """
            update platform.mail
            set status = $2, attempts = $3, last_attempt_at = $4, next_attempt_at = $5, last_error = $6, sent_at = case when $2 = 'sent' then $4 end
            where id = $1
            """,
            connection);
        command.Parameters.Add(new() { Value = taken.Id });
        command.Parameters.Add(new() { Value = status });
        command.Parameters.Add(new() { Value = taken.Attempts + 1 });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = now + WaitAfter(taken.Attempts + 1) });
        command.Parameters.Add(new() { Value = (object?)error ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record TakenLetter(Guid Id, string Kind, byte[] Letter, int Attempts, DateTimeOffset CreatedAt);
}
