using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Exports;

internal static class RequestExportEndpoint
{
    public static void Map(RouteGroupBuilder export) =>
        export.MapPost("/all", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Exports_Request")
            .WithSummary("Make a copy of everything Halcyon keeps about you. While one is being made, that one is the answer.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<Accepted<ExportResponse>, ProblemHttpResult>> HandleAsync(
        Caller caller, AccountsDb db, ExportQueue queue, IAuditLog audit, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two wishes at once take turns on the account's row.
        if (!await db.LockAccountAsync(caller.UserId, cancellationToken))
            return GetMeEndpoint.AccountGone();

        var running = await db.Set<Export>().AsNoTracking().SingleOrDefaultAsync(
            export => export.UserId == caller.UserId.Value && (export.Status == ExportStatus.Queued || export.Status == ExportStatus.Running), cancellationToken);
        if (running is not null)
            return TypedResults.Accepted("/v1/export/all", ExportResponse.From(running));

        var now = clock.GetUtcNow();
        var export = new Export { Id = Guid.CreateVersion7(now), UserId = caller.UserId.Value, Status = ExportStatus.Queued, CreatedAt = now };
        db.Add(export);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("export.requested", caller.UserId, caller.UserId, $"export/{export.Id}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // Should the process die here, housekeeping finds the row without a job and schedules it.
        await queue.EnqueueAsync(export.Id, CancellationToken.None);
        return TypedResults.Accepted("/v1/export/all", ExportResponse.From(export));
    }
}
