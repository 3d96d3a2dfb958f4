using Npgsql;
using Quartz;

namespace Halcyon.Platform.Jobs;

/// <summary>Writes down how the recurring jobs went; work that is asked for once, such as an analysis, tells of itself elsewhere.</summary>
internal sealed class JobRuns(NpgsqlDataSource dataSource) : IJobListener
{
    private const int LongestError = 1000;

    public string Name => "halcyon.job_runs";

    public ValueTask JobToBeExecuted(IJobExecutionContext context, CancellationToken cancellationToken = default) => IsRecurring(context)
        ? WriteAsync(
            """
            insert into platform.job_run (job_group, job_name, last_started_at) values ($1, $2, now())
            on conflict (job_group, job_name) do update set last_started_at = excluded.last_started_at, last_finished_at = null
            """,
            context, cancellationToken)
        : ValueTask.CompletedTask;

    public ValueTask JobExecutionVetoed(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

    /// <remarks>Not with the job's token: a job that was stopped has ended too.</remarks>
    public ValueTask JobWasExecuted(IJobExecutionContext context, JobExecutionException? jobException, CancellationToken cancellationToken = default)
    {
        if (!IsRecurring(context))
            return ValueTask.CompletedTask;
        if (jobException is null)
            return WriteAsync("update platform.job_run set last_finished_at = now() where job_group = $1 and job_name = $2", context, CancellationToken.None);

        var cause = jobException.GetBaseException();
        var error = $"{cause.GetType().Name}: {cause.Message}";
        return WriteAsync(
            "update platform.job_run set last_finished_at = now(), last_failed_at = now(), last_error = $3 where job_group = $1 and job_name = $2",
            context, CancellationToken.None, error[..Math.Min(error.Length, LongestError)]);
    }

    /// <summary>Recurring jobs are those that say in plain words what they do.</summary>
    private static bool IsRecurring(IJobExecutionContext context) => context.JobDetail.Description is not null;

    private async ValueTask WriteAsync(string sql, IJobExecutionContext context, CancellationToken cancellationToken, string? error = null)
    {
        try
        {
            await using var command = dataSource.CreateCommand(sql);
            command.Parameters.Add(new() { Value = context.JobDetail.Key.Group });
            command.Parameters.Add(new() { Value = context.JobDetail.Key.Name });
            if (error is not null)
                command.Parameters.Add(new() { Value = error });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException)
        {
            // A note for a page: it must not keep a job from running.
        }
    }
}
