using Halcyon.Wellness.CheckIns;
using Npgsql;
using Quartz;

namespace Halcyon.Wellness.Autism;

/// <summary>Every night: what was deleted 30 days ago goes for good.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetRemoved(NpgsqlDataSource dataSource, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var batch = dataSource.CreateBatch();
        foreach (var (table, column) in new[]
        {
            ("sensory_loads", "deleted_at"), ("masking_moments", "deleted_at"), ("routine_changes", "deleted_at"), ("routine_items", "removed_at"),
        })
        {
            batch.BatchCommands.Add(new($"delete from wellness.{table} where {column} < $1")
            {
                Parameters = { new() { Value = clock.GetUtcNow() - CheckIn.RestorePeriod } },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
