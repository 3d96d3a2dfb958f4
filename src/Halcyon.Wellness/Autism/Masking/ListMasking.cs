using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Halcyon.Wellness.Autism.Masking;

internal static class ListMasking
{
    private const string Logged =
        """
        select id, occurred_at, 'log' as source, level, place, company, minutes, note from wellness.masking_moments
        where user_id = $1 and occurred_at >= $2 and occurred_at < $3 and deleted_at is null
        """;

    private const string CheckIns =
        """
        select id, occurred_at, 'checkin', masking_level, location, social, null, null from wellness.check_ins
        where user_id = $1 and occurred_at >= $2 and occurred_at < $3 and deleted_at is null and masking_level is not null
        """;

    public static void Map(RouteGroupBuilder masking) =>
        masking.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Masking_List")
            .WithSummary("How much of yourself you hid, newest first, check-ins among them.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private sealed record Row(MaskingEntry Entry, byte[]? Note);

    private static async Task<Results<Ok<Page<MaskingEntry>>, ProblemHttpResult>> HandleAsync(
        Caller caller, EntryPages pages, IFieldProtector protector, CancellationToken cancellationToken,
        [FromQuery(Name = "start_date")] DateOnly? startDate = null, [FromQuery(Name = "end_date")] DateOnly? endDate = null,
        int limit = 30, string? cursor = null)
    {
        var query = new EntryQuery(startDate, endDate, limit, cursor);
        if (query.Fault is { } fault)
            return fault;

        var found = await pages.FindAsync(Logged, CheckIns, caller.UserId, query, Read, cancellationToken);
        var page = IdCursor.Cut(found, limit, row => row.Entry.Id);
        var items = new List<MaskingEntry>(page.Items.Count);
        foreach (var row in page.Items)
            items.Add(row.Entry with { Note = await protector.OpenAsync(caller.UserId, MaskingMoment.NotePurpose, row.Note, cancellationToken) });
        return TypedResults.Ok(new Page<MaskingEntry>(items, page.NextCursor));
    }

    private static Row Read(NpgsqlDataReader row) => new(
        new MaskingEntry(
            row.GetGuid(0), row.GetString(2), row.GetFieldValue<DateTimeOffset>(1), row.GetInt16(3),
            row.IsDBNull(4) ? null : row.GetString(4), row.IsDBNull(5) ? null : row.GetString(5), row.GetFieldValue<short?>(6), null),
        row.IsDBNull(7) ? null : row.GetFieldValue<byte[]>(7));
}
