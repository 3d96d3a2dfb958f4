using System.Globalization;
using Halcyon.Platform.Database.Migrations;
using Npgsql;

namespace Halcyon.Platform.Status;

/// <summary>What the database tells: migrations, queues that stand still, workers, and its clock beside ours.</summary>
internal sealed class DatabaseChecks(NpgsqlDataSource dataSource, Migrator migrator, TimeProvider clock) : ISystemChecks
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LargestClockDifference = TimeSpan.FromSeconds(2);

    public async Task<IReadOnlyList<SystemCheck>> RunAsync(CancellationToken cancellationToken)
    {
        var pending = await migrator.ReadPendingAsync(cancellationToken);
        await using var command = dataSource.CreateCommand(
            """
            select clock_timestamp(),
                (select min(due_at) from platform.outbox where dead_at is null),
                (select count(*) from platform.outbox where dead_at is not null),
                (select min(next_fire_time) from platform.qrtz_triggers where trigger_state = 'WAITING' and next_fire_time > 0),
                (select count(*) from platform.qrtz_scheduler_state where last_checkin_time > $1),
                (select count(*) from platform.job_run where last_failed_at >= last_started_at)
            """);
        command.Parameters.Add(new() { Value = (clock.GetUtcNow() - TimeSpan.FromMinutes(1)).UtcTicks });
        var sent = clock.GetUtcNow();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var oldestEvent = reader.IsDBNull(1) ? now : reader.GetFieldValue<DateTimeOffset>(1);
        var oldestJob = reader.IsDBNull(3) ? now : new DateTimeOffset(reader.GetInt64(3), TimeSpan.Zero);
        return
        [
            CheckMigrations(pending.Count),
            CheckClock(reader.GetFieldValue<DateTimeOffset>(0) - (sent + ((now - sent) / 2))),
            CheckEvents(now - oldestEvent, reader.GetInt64(2)),
            CheckJobs(now - oldestJob, reader.GetInt64(4), reader.GetInt64(5)),
        ];
    }

    internal static SystemCheck CheckMigrations(int pending) => pending == 0
        ? SystemCheck.Good("migrations", "The database is at this program's version.")
        : SystemCheck.Bad("migrations", $"The database lacks {pending} migrations; stop Halcyon, run 'halcyon migrate', start it again.");

    internal static SystemCheck CheckClock(TimeSpan difference)
    {
        var seconds = difference.Duration().TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        return difference.Duration() <= LargestClockDifference
            ? SystemCheck.Good("clock", "The clocks of this process and of the database agree.")
            : SystemCheck.Warning("clock", $"The clocks of this process and of the database differ by {seconds} s. Let both follow a time server: locks, tokens and the audit depend on it.");
    }

    internal static SystemCheck CheckEvents(TimeSpan oldest, long dead)
    {
        if (dead > 0)
            return SystemCheck.Bad("events", $"{dead} events were given up after ten attempts; the log says why, and the table platform.outbox keeps them.");

        return oldest > LongestWait
            ? SystemCheck.Warning("events", $"An event has waited for {oldest.TotalMinutes:0} minutes. Is a process with the role worker running?")
            : SystemCheck.Good("events", "No event waits.");
    }

    internal static SystemCheck CheckJobs(TimeSpan oldest, long workers, long failed)
    {
        if (workers == 0)
            return SystemCheck.Bad("jobs", "No worker has reported for a minute: nothing is analysed, sent or cleaned up. Start a process with the roles worker and scheduler.");
        if (failed > 0)
            return SystemCheck.Warning("jobs", $"{failed} recurring jobs failed the last time; the page of jobs says why.");

        return oldest > LongestWait
            ? SystemCheck.Warning("jobs", $"A job has waited for {oldest.TotalMinutes:0} minutes; the workers have more to do than they can. Start another.")
            : SystemCheck.Good("jobs", "Jobs run when they should.");
    }
}
