using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.AuditTrail;

internal static class ListMyAuditEndpoint
{
    public static void Map(RouteGroupBuilder audit) =>
        audit.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedInWithNames)
            .WithName("Audit_ListMine")
            .WithSummary("Who saw or changed what of yours, newest first.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<AuditEntryResponse>>, ValidationProblem>> HandleAsync(
        Caller caller, AuditSearch search, AuditPeople people, CancellationToken cancellationToken, [Range(1, 100)] int limit = 20, string? cursor = null)
    {
        AuditPosition? before = null;
        if (cursor is not null && !AuditPosition.TryParse(cursor, out before))
            return AuditPages.BadCursor();

        var found = await search.FindAsync(new AuditFilter(SubjectId: caller.UserId), before, limit + 1, cancellationToken);
        var page = await AuditPages.PageAsync(found, limit, people, cancellationToken);
        return TypedResults.Ok(page with { Items = [.. page.Items.Select(entry => WithoutOthersAddress(entry, caller))] });
    }

    /// <summary>Where a therapist or an administrator sat is theirs to know; where somebody unknown tried to sign in is the owner's.</summary>
    private static AuditEntryResponse WithoutOthersAddress(AuditEntryResponse entry, Caller caller) =>
        entry.Actor is { } actor && actor.Id != caller.UserId.Value ? entry with { IpAddress = null } : entry;
}

internal static class AuditPages
{
    /// <param name="found">One more than the page holds, when there are more.</param>
    public static async Task<Page<AuditEntryResponse>> PageAsync(
        IReadOnlyList<AuditRecord> found, int limit, AuditPeople people, CancellationToken cancellationToken)
    {
        var records = found.Count > limit ? [.. found.Take(limit)] : found;
        var next = found.Count > limit ? new AuditPosition(records[^1].OccurredAt, records[^1].Sequence).ToString() : null;
        return new Page<AuditEntryResponse>(await people.NameAsync(records, cancellationToken), next);
    }

    public static ValidationProblem BadCursor() => Invalid("cursor", "Use the next_cursor of the page before, unchanged.");

    public static ValidationProblem Invalid(string parameter, string why) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]>(StringComparer.Ordinal) { [parameter] = [why] });
}
