using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.CheckIns.Import;

/// <summary>What one file brought.</summary>
/// <param name="CheckIns">Of it that can be taken back: there, and as the file had them.</param>
/// <param name="Changed">Of it that stay: changed here since, or given a voice note.</param>
/// <param name="TakenBack">Of it that were taken back and can be brought back.</param>
public sealed record DiaryImport(Guid Id, DateTimeOffset ImportedAt, DateOnly FirstDay, DateOnly LastDay, int CheckIns, int Changed, int TakenBack);

public sealed record DiaryImports(IReadOnlyList<DiaryImport> Items);

/// <param name="Removed">Taken back; for 30 days they can be brought back.</param>
/// <param name="Stayed">Changed here since, or given a voice note.</param>
public sealed record DiaryImportTakenBack(int Removed, int Stayed);

/// <param name="Restored">How many are back.</param>
public sealed record DiaryImportRestored(int Restored);

/// <summary>Undo of an import: exactly what it brought and nobody changed since goes, and comes back the same way.</summary>
internal static class TakeImportBack
{
    private const int MostListed = 50;

    public static void Map(RouteGroupBuilder checkIns)
    {
        checkIns.MapGet("/imports", ListAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_ListImports")
            .WithSummary("The files you brought in, newest first, and what of each can be taken back.");
        checkIns.MapDelete("/imports/{importId:guid}", TakeBackAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_TakeImportBack")
            .WithSummary("Takes back what a file brought. What you changed since stays. For 30 days it can be brought back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        checkIns.MapPost("/imports/{importId:guid}/restore", RestoreAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_RestoreImport")
            .WithSummary("Brings back what was taken back of a file.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<DiaryImports>> ListAsync(
        Caller caller, WellnessDb db, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var days = await LocalDays.OfAsync(people, caller.UserId, cancellationToken);
        var oldest = clock.GetUtcNow() - CheckIn.RestorePeriod;
        var found = await db.Set<CheckIn>().Where(c => c.UserId == caller.UserId && c.ImportId != null)
            .Where(c => c.DeletedAt == null || (c.TakenBack && c.DeletedAt > oldest))
            .GroupBy(c => c.ImportId!.Value)
            .Select(group => new
            {
                Id = group.Key,
                ImportedAt = group.Min(c => c.CreatedAt),
                First = group.Min(c => c.OccurredAt),
                Last = group.Max(c => c.OccurredAt),
                There = group.Count(c => c.DeletedAt == null),
                Changed = group.Count(c => c.DeletedAt == null && (c.UpdatedAt != null || c.VoiceBlobId != null)),
                TakenBack = group.Count(c => c.DeletedAt != null),
            })
            .OrderByDescending(import => import.ImportedAt).Take(MostListed).ToListAsync(cancellationToken);
        return TypedResults.Ok(new DiaryImports(
            [.. found.Select(i => new DiaryImport(i.Id, i.ImportedAt, days.DayOf(i.First), days.DayOf(i.Last), i.There - i.Changed, i.Changed, i.TakenBack))]));
    }

    private static async Task<Results<Ok<DiaryImportTakenBack>, ProblemHttpResult>> TakeBackAsync(
        Guid importId, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var brought = Of(db, caller.UserId, importId);
        var removed = await brought.Where(c => c.DeletedAt == null && c.UpdatedAt == null && c.VoiceBlobId == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DeletedAt, now).SetProperty(c => c.TakenBack, true), cancellationToken);
        var stayed = await brought.CountAsync(c => c.DeletedAt == null, cancellationToken);
        return removed + stayed == 0 && !await brought.AnyAsync(cancellationToken) ? NotFound() : TypedResults.Ok(new DiaryImportTakenBack(removed, stayed));
    }

    private static async Task<Results<Ok<DiaryImportRestored>, ProblemHttpResult>> RestoreAsync(
        Guid importId, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - CheckIn.RestorePeriod;
        DateTimeOffset? none = null;
        var restored = await Of(db, caller.UserId, importId).Where(c => c.TakenBack && c.DeletedAt > oldest)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.DeletedAt, none).SetProperty(c => c.TakenBack, false), cancellationToken);
        return restored == 0 && !await Of(db, caller.UserId, importId).AnyAsync(cancellationToken) ? NotFound() : TypedResults.Ok(new DiaryImportRestored(restored));
    }

    private static IQueryable<CheckIn> Of(WellnessDb db, UserId userId, Guid importId) =>
        db.Set<CheckIn>().Where(c => c.UserId == userId && c.ImportId == importId);

    private static ProblemHttpResult NotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "import-not-found", "There is no such import among yours.");
}
