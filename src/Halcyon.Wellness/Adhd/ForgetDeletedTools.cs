using Npgsql;
using Quartz;

namespace Halcyon.Wellness.Adhd;

/// <summary>Every night: what was deleted from the tools 30 days ago goes for good.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetDeletedTools(NpgsqlDataSource dataSource, TimeProvider clock) : IJob
{
    /// <summary>How long something deleted can be brought back.</summary>
    public static readonly TimeSpan RestorePeriod = TimeSpan.FromDays(30);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - RestorePeriod;
        foreach (var sql in new[]
        {
            "delete from wellness.time_estimates where deleted_at < $1",
            "delete from wellness.task_checklists where deleted_at < $1",
        })
        {
            await using var command = dataSource.CreateCommand(sql);
            command.Parameters.Add(new() { Value = before });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
