using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Exports;

/// <param name="Status">queued, running, completed, failed or expired.</param>
/// <param name="Progress">0…1.</param>
/// <param name="ExpiresAt">When the file is removed; null until it is made.</param>
public sealed record ExportResponse(
    Guid Id, string Status, double Progress, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, DateTimeOffset? ExpiresAt, long? SizeBytes)
{
    internal static ExportResponse From(Export export) => new(
        export.Id, export.Status, export.Progress, export.CreatedAt, export.CompletedAt, export.ExpiresAt, export.SizeBytes);
}

public sealed record ExportList(IReadOnlyList<ExportResponse> Items);

internal static class ListExportsEndpoint
{
    private const int Most = 20;

    public static void Map(RouteGroupBuilder export) =>
        export.MapGet("/all", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Exports_List")
            .WithSummary("Your exports, newest first.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Ok<ExportList>> HandleAsync(Caller caller, AccountsDb db, CancellationToken cancellationToken)
    {
        var found = await db.Set<Export>().AsNoTracking()
            .Where(export => export.UserId == caller.UserId.Value)
            .OrderByDescending(export => export.CreatedAt)
            .Take(Most)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new ExportList([.. found.Select(ExportResponse.From)]));
    }
}
