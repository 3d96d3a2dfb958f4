using Halcyon.Platform.Telemetry;
using Npgsql;

namespace Halcyon.Platform.Hosting;

/// <summary>Counts, at the moment of asking, what waits.</summary>
internal sealed class QueueDepths(NpgsqlDataSource dataSource, Metrics metrics)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public async Task MeasureAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var command = dataSource.CreateCommand(
                """
                select
                    (select count(*) from platform.qrtz_triggers where trigger_type = 'SIMPLE' and trigger_state in ('WAITING', 'ACQUIRED', 'BLOCKED')
                        and next_fire_time <= (extract(epoch from now()) * 10000000)::bigint + 621355968000000000),
                    (select count(*) from platform.outbox where dead_at is null),
                    (select count(*) from platform.outbox where dead_at is not null),
                    (select count(*) from platform.mail where status = 'waiting'),
                    (select count(*) from platform.mail where status = 'failed')
                """);
            await using var reader = await command.ExecuteReaderAsync(patience.Token);
            await reader.ReadAsync(patience.Token);
            metrics.Set("jobs_queue_depth", "Jobs that are due and not yet running.", reader.GetInt64(0));
            metrics.Set("events_pending", "Events not yet handled.", reader.GetInt64(1));
            metrics.Set("events_dead", "Events given up after too many attempts.", reader.GetInt64(2));
            metrics.Set("mail_waiting", "Letters not yet sent.", reader.GetInt64(3));
            metrics.Set("mail_failed", "Letters given up.", reader.GetInt64(4));
        }
        catch (Exception exception) when (exception is NpgsqlException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The other metrics matter most when the database is away: /ready tells of it, this answers without the counts.
            metrics.Set("jobs_queue_depth", "Jobs that are due and not yet running.", double.NaN);
        }
    }
}
