using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Wellness.Autism;

/// <summary>Which part of a history is asked for. Dates are days in the person's time zone; both are included.</summary>
internal sealed record EntryQuery(DateOnly? StartDate, DateOnly? EndDate, int Limit, string? Cursor)
{
    public ProblemHttpResult? Fault =>
        Limit is < 1 or > ListCheckIns.LargestLimit ? WellnessProblems.Invalid("limit", $"Give a number from 1 to {ListCheckIns.LargestLimit}.")
        : Cursor is not null && !IdCursor.TryRead(Cursor, out _) ? WellnessProblems.Invalid("cursor", IdCursor.Error)
        : null;
}

/// <summary>Histories of what was logged by itself and of what came with a check-in, in one order, the newest first.</summary>
internal sealed class EntryPages(NpgsqlDataSource dataSource, IUserDirectory people, TimeProvider clock)
{
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="logged">Selects from one table, with the person as $1 and the bounds as $2 and $3, id and occurred_at among the columns.</param>
    /// <param name="checkIns">Selects the same columns from check-ins.</param>
    public async Task<List<T>> FindAsync<T>(
        string logged, string checkIns, UserId userId, EntryQuery query, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        var (from, until) = (Earliest, clock.GetUtcNow().AddDays(1));
        if (query.StartDate is not null || query.EndDate is not null)
        {
            var days = await LocalDays.OfAsync(people, userId, cancellationToken);
            from = query.StartDate is { } first ? days.StartOf(first) : from;
            until = query.EndDate is { } last && last < DateOnly.MaxValue ? days.StartOf(last.AddDays(1)) : until;
        }

        Guid? before = query.Cursor is { } cursor && IdCursor.TryRead(cursor, out var id) ? id : null;
        await using var command = dataSource.CreateCommand(
            $"""
            select * from ({logged} union all {checkIns}) entry
            where (occurred_at, id) < ($4, $5) order by occurred_at desc, id desc limit $6
            """);
        foreach (var (value, type) in new (object, NpgsqlDbType)[]
        {
            (userId.Value, NpgsqlDbType.Uuid), (from, NpgsqlDbType.TimestampTz), (until, NpgsqlDbType.TimestampTz),
            (before is { } seen ? CheckInIds.TimeOf(seen) : until, NpgsqlDbType.TimestampTz), (before ?? Guid.Empty, NpgsqlDbType.Uuid),
            (query.Limit + 1, NpgsqlDbType.Integer),
        })
        {
            command.Parameters.Add(new() { Value = value, NpgsqlDbType = type });
        }

        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var found = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
            found.Add(read(reader));
        return found;
    }
}
