using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Halcyon.Wellness.Autism.Sensory;

/// <param name="Warning">As it is now; null where the early warning is switched off.</param>
public sealed record SensoryHistory(IReadOnlyList<SensoryEntry> Items, string? NextCursor, SensoryWarning? Warning);

internal static class ListSensoryLoads
{
    private const string Logged =
        """
        select id, occurred_at, 'log' as source, load, channels::text, place, note from wellness.sensory_loads
        where user_id = $1 and occurred_at >= $2 and occurred_at < $3 and deleted_at is null
        """;

    private const string CheckIns =
        """
        select id, occurred_at, 'checkin', sensory_load, null, location, null from wellness.check_ins
        where user_id = $1 and occurred_at >= $2 and occurred_at < $3 and deleted_at is null and sensory_load is not null
        """;

    public static void Map(RouteGroupBuilder sensory) =>
        sensory.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("SensoryLoad_List")
            .WithSummary("Your sensory load, newest first, those of check-ins among them, with the early warning as it is now.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private sealed record Row(SensoryEntry Entry, byte[]? Note);

    private static async Task<Results<Ok<SensoryHistory>, ProblemHttpResult>> HandleAsync(
        Caller caller, EntryPages pages, IFieldProtector protector, SensoryWarnings warnings, CancellationToken cancellationToken,
        [FromQuery(Name = "start_date")] DateOnly? startDate = null, [FromQuery(Name = "end_date")] DateOnly? endDate = null,
        int limit = 30, string? cursor = null)
    {
        var query = new EntryQuery(startDate, endDate, limit, cursor);
        if (query.Fault is { } fault)
            return fault;

        var found = await pages.FindAsync(Logged, CheckIns, caller.UserId, query, Read, cancellationToken);
        var page = IdCursor.Cut(found, limit, row => row.Entry.Id);
        var items = new List<SensoryEntry>(page.Items.Count);
        foreach (var row in page.Items)
            items.Add(row.Entry with { Note = await protector.OpenAsync(caller.UserId, SensoryLoad.NotePurpose, row.Note, cancellationToken) });
        return TypedResults.Ok(new SensoryHistory(items, page.NextCursor, await warnings.FindAsync(caller.UserId, cancellationToken)));
    }

    private static Row Read(NpgsqlDataReader row) => new(
        new SensoryEntry(
            row.GetGuid(0), row.GetString(2), row.GetFieldValue<DateTimeOffset>(1), row.GetInt16(3),
            row.IsDBNull(4) ? null : SensoryEntry.ChannelsOf(row.GetString(4)), row.IsDBNull(5) ? null : row.GetString(5), null),
        row.IsDBNull(6) ? null : row.GetFieldValue<byte[]>(6));
}
