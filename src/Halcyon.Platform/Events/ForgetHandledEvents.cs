using Npgsql;
using Quartz;

namespace Halcyon.Platform.Events;

/// <summary>Drops, once a day, the marks of handled events that no retry can ask for any more.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetHandledEvents(NpgsqlDataSource dataSource) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await using var command = dataSource.CreateCommand(
            """
            delete from platform.event_handled h
            where handled_at < now() - interval '30 days' and not exists (select from platform.outbox o where o.id = h.event_id)
            """);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
