using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;
using Quartz;

namespace Halcyon.Platform.Jobs;

/// <summary>A job that runs again and again.</summary>
/// <param name="Description">What it does, in plain words.</param>
/// <param name="LastRunAt">When it last began.</param>
/// <param name="LastFinishedAt">Null while it runs, and before it ran for the first time.</param>
/// <param name="IsLastRunGood">False when it failed the last time that it ran; null before the first.</param>
/// <param name="LastError">Of the last failure, however long ago.</param>
public sealed record JobResponse(
    string Group, string Name, string Description, bool IsRunning, DateTimeOffset? NextRunAt, DateTimeOffset? LastRunAt, DateTimeOffset? LastFinishedAt,
    bool? IsLastRunGood, DateTimeOffset? LastFailedAt, string? LastError);

public sealed record JobList(IReadOnlyList<JobResponse> Items);

internal static class JobRoutes
{
    public static void MapJobs(this IEndpointRouteBuilder v1)
    {
        var jobs = v1.MapGroup("/admin/jobs").WithTags("administration");
        jobs.MapGet("", ListAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_ListJobs")
            .WithSummary("The recurring jobs of all processes: when they run, ran and last failed.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        jobs.MapPost("/{group}/{name}/run", RunAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_RunJob")
            .WithSummary("Run a recurring job now, beside its schedule; a worker takes it within seconds.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    /// <remarks>From the scheduler's tables, so that a process that runs nothing itself sees what the others do.</remarks>
    private static async Task<Ok<JobList>> ListAsync(NpgsqlDataSource dataSource, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            """
            select job.job_group, job.job_name, job.description,
                exists (select from platform.qrtz_fired_triggers fired
                    where fired.job_group = job.job_group and fired.job_name = job.job_name and fired.state = 'EXECUTING'),
                (select min(next_fire_time) from platform.qrtz_triggers trigger
                    where trigger.job_group = job.job_group and trigger.job_name = job.job_name and next_fire_time > 0),
                run.last_started_at, run.last_finished_at, run.last_failed_at, run.last_error
            from platform.qrtz_job_details job left join platform.job_run run using (job_group, job_name)
            where job.description is not null
            order by job.job_group, job.job_name
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var jobs = new List<JobResponse>();
        while (await reader.ReadAsync(cancellationToken))
            jobs.Add(Read(reader));
        return TypedResults.Ok(new JobList(jobs));
    }

    private static async Task<Results<Accepted, ProblemHttpResult>> RunAsync(
        string group, string name, Caller caller, ISchedulerFactory schedulers, IAuditLog audit, CancellationToken cancellationToken)
    {
        var key = new JobKey(name, group);
        var scheduler = await schedulers.GetScheduler(cancellationToken);
        if (await scheduler.GetJobDetail(key, cancellationToken) is not { Description: not null })
            return HalcyonProblem.Create(StatusCodes.Status404NotFound, "job-not-found", "There is no such recurring job.");

        await audit.AppendAsync(new AuditEntry("job.run", caller.UserId, null, $"job/{group}/{name}"), cancellationToken);
        await scheduler.TriggerJob(key, cancellationToken: cancellationToken);
        return TypedResults.Accepted((string?)null);
    }

    private static JobResponse Read(NpgsqlDataReader reader)
    {
        DateTimeOffset? Time(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
        var (started, finished, failed) = (Time(5), Time(6), Time(7));
        return new JobResponse(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3),
            // The scheduler keeps ticks of UTC.
            reader.IsDBNull(4) ? null : new DateTimeOffset(reader.GetInt64(4), TimeSpan.Zero),
            started, finished, finished is null ? null : failed is null || failed < started, failed,
            reader.IsDBNull(8) ? null : reader.GetString(8));
    }
}
