using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Imports;

/// <param name="Status">queued, running, completed or failed.</param>
/// <param name="Progress">0…1.</param>
/// <param name="Error">Why it failed, in one sentence.</param>
public sealed record ImportResponse(
    Guid Id, string Status, double Progress, string? Error, DateTimeOffset CreatedAt, DateTimeOffset? CompletedAt, long SizeBytes)
{
    internal static ImportResponse From(Import import) => new(
        import.Id, import.Status, import.Progress, import.Error, import.CreatedAt, import.CompletedAt, import.SizeBytes);
}

internal static class GetImportEndpoint
{
    public static void Map(RouteGroupBuilder imports) =>
        imports.MapGet("/all/{importId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Imports_Get")
            .WithSummary("How far an import is.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ImportResponse>, ProblemHttpResult>> HandleAsync(
        Guid importId, Caller caller, AccountsDb db, CancellationToken cancellationToken)
    {
        var found = await db.Set<Import>().AsNoTracking()
            .SingleOrDefaultAsync(import => import.Id == importId && import.UserId == caller.UserId.Value, cancellationToken);
        return found is null
            ? HalcyonProblem.Create(StatusCodes.Status404NotFound, "import-not-found", "There is no such import.")
            : TypedResults.Ok(ImportResponse.From(found));
    }
}
