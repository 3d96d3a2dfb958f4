using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Npgsql;
using Quartz;

namespace Halcyon.Wellness.CheckIns.Retention;

/// <summary>Every night: detail that is two years old becomes the numbers of its month, except for who keeps it for ever.</summary>
/// <remarks>Numbers and dropping are one transaction: never the second without the first. Voice notes go after it; a crash leaves them to the sweep.</remarks>
[DisallowConcurrentExecution]
internal sealed class DropOldDetail(NpgsqlDataSource dataSource, IBlobStore blobs, TimeProvider clock) : IJob
{
    /// <summary>A month that is counted twice (an import brought older days later) is added up by its counts.</summary>
    private const string Sql =
        """
        with doomed as (
            delete from wellness.check_ins c
            where c.occurred_at < $1
                and not exists (select from wellness.check_in_settings s where s.user_id = c.user_id and s.keep_for_ever)
            returning c.*),
        months as (
            insert into wellness.check_in_months as kept
                (user_id, month, check_ins, mood_average, mood_lowest, mood_highest, energy_average, anxiety_average, stress_average, sleep_hours_average)
            select user_id, date_trunc('month', occurred_at at time zone 'UTC')::date, count(*), avg(mood_score), min(mood_score), max(mood_score),
                avg(energy_level), avg(anxiety_level), avg(stress_level), avg(sleep_hours)
            from doomed where deleted_at is null group by 1, 2
            on conflict (user_id, month) do update set
                check_ins = kept.check_ins + excluded.check_ins,
                mood_average = (kept.mood_average * kept.check_ins + excluded.mood_average * excluded.check_ins) / (kept.check_ins + excluded.check_ins),
                mood_lowest = least(kept.mood_lowest, excluded.mood_lowest),
                mood_highest = greatest(kept.mood_highest, excluded.mood_highest),
                energy_average = (kept.energy_average * kept.check_ins + excluded.energy_average * excluded.check_ins) / (kept.check_ins + excluded.check_ins))
        select user_id, voice_blob_id from doomed where voice_blob_id is not null
        """;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var (owner, blob) in await DropAsync(cancellationToken))
            await blobs.DeleteAsync(owner, blob, cancellationToken);
    }

    private async Task<List<(UserId Owner, BlobId Blob)>> DropAsync(CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = DetailPeriod.EndOfWhatIsOld(clock.GetUtcNow()) });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var voices = new List<(UserId, BlobId)>();
        while (await reader.ReadAsync(cancellationToken))
            voices.Add((new UserId(reader.GetGuid(0)), new BlobId(reader.GetGuid(1))));
        return voices;
    }
}

/// <summary>Every night: what was deleted 30 days ago goes for good, and calls that cannot be repeated any more are forgotten.</summary>
[DisallowConcurrentExecution]
internal sealed class ForgetDeleted(NpgsqlDataSource dataSource, IBlobStore blobs, TimeProvider clock) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => await RunAsync(cancellationToken);

    internal async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var voices = new List<(UserId Owner, BlobId Blob)>();
        await using (var command = dataSource.CreateCommand("delete from wellness.check_ins where deleted_at < $1 returning user_id, voice_blob_id"))
        {
            command.Parameters.Add(new() { Value = now - CheckIn.RestorePeriod });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (!await reader.IsDBNullAsync(1, cancellationToken))
                    voices.Add((new UserId(reader.GetGuid(0)), new BlobId(reader.GetGuid(1))));
            }
        }

        foreach (var (owner, blob) in voices)
            await blobs.DeleteAsync(owner, blob, cancellationToken);
        await using var forget = dataSource.CreateCommand("delete from wellness.creations where created_at < $1");
        forget.Parameters.Add(new() { Value = now - Idempotency.Creation.Lifetime });
        await forget.ExecuteNonQueryAsync(cancellationToken);
    }
}
