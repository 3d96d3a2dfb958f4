using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Paging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Caching.Memory;

namespace Halcyon.Accounts.AuditTrail;

/// <summary>Every action there is in the log, for a list to choose from.</summary>
public sealed record AuditActions(IReadOnlyList<string> Items);

internal static class SearchAuditEndpoint
{
    public static void Map(RouteGroupBuilder admin)
    {
        admin.MapGet("/audit", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_SearchAudit")
            .WithSummary("The audit log, newest first, by actor, subject (id or email address), action, outcome and time.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesValidationProblem();
        admin.MapGet("/audit/actions", async (AuditSearch search, CancellationToken cancellationToken) =>
                TypedResults.Ok(new AuditActions(await search.ReadActionsAsync(cancellationToken))))
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_ListAuditActions")
            .WithSummary("The actions that occur in the audit log.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<Results<Ok<Page<AuditEntryResponse>>, ValidationProblem>> HandleAsync(
        [AsParameters] AuditQuery query, Caller caller, AuditFilters filters, AuditSearch search, AuditPeople people, AuditReading reading,
        CancellationToken cancellationToken, [Range(1, 100)] int limit = 20, string? cursor = null)
    {
        AuditPosition? before = null;
        if (cursor is not null && !AuditPosition.TryParse(cursor, out before))
            return AuditPages.BadCursor();

        var filter = await filters.ReadAsync(query, cancellationToken);
        await reading.RecordAsync(caller, filter.SubjectId, cancellationToken);
        var found = await search.FindAsync(filter, before, limit + 1, cancellationToken);
        return TypedResults.Ok(await AuditPages.PageAsync(found, limit, people, cancellationToken));
    }
}

/// <summary>Records that an administrator read the log: once per sign-in, half hour and person looked for, not for every page.</summary>
internal sealed class AuditReading(IAuditLog audit, IMemoryCache seen)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(30);

    public async Task RecordAsync(Caller caller, UserId? subjectId, CancellationToken cancellationToken)
    {
        var key = (nameof(AuditReading), caller.SessionId, subjectId);
        if (seen.TryGetValue(key, out _))
            return;

        await audit.AppendAsync(new AuditEntry("audit.viewed", caller.UserId, subjectId, "audit"), cancellationToken);
        seen.Set(key, true, new MemoryCacheEntryOptions { SlidingExpiration = Pause, Size = 1 });
    }
}
