using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Analyses;

internal static class ListAnalyses
{
    public static void Map(RouteGroupBuilder analyses)
    {
        analyses.MapGet("", ListAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Analyses_List")
            .WithSummary("The caller's analyses, newest first; of one recording with ?recording_id=.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        analyses.MapGet("/{analysisId:guid}", GetAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Analyses_Get")
            .WithSummary("One analysis: its status, progress and summary.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<Page<AnalysisResponse>>, ProblemHttpResult>> ListAsync(
        Caller caller, RecordingsDb db, CancellationToken cancellationToken,
        [FromQuery(Name = "recording_id")] Guid? recordingId = null, int limit = ListCursor.DefaultLimit, string? cursor = null)
    {
        if (limit is < 1 or > ListCursor.MaximumLimit)
            return RecordingProblems.Invalid("limit", $"Give a number from 1 to {ListCursor.MaximumLimit}.");

        var mine = Of(caller, db);
        if (recordingId is { } chosen)
        {
            var recording = new RecordingId(chosen);
            mine = mine.Where(a => a.RecordingId == recording);
        }

        if (cursor is not null)
        {
            if (!ListCursor.TryParse(cursor, out var after))
                return RecordingProblems.Invalid("cursor", "Give the next_cursor of the page before, unchanged.");
            var (createdAt, id) = (after.Value.CreatedAt, new AnalysisId(after.Value.Id));
            mine = mine.Where(a => EF.Functions.LessThan(
                ValueTuple.Create(a.CreatedAt, a.Id), ValueTuple.Create(createdAt, id)));
        }

        var found = await mine
            .OrderByDescending(a => a.CreatedAt)
            .ThenByDescending(a => a.Id)
            .Take(limit + 1)
            .Select(a => AnalysisResponse.From(a))
            .ToListAsync(cancellationToken);
        var items = found.Count > limit ? found[..limit] : found;
        var next = found.Count > limit ? new ListCursor(items[^1].CreatedAt, items[^1].Id).ToString() : null;
        return TypedResults.Ok(new Page<AnalysisResponse>(items, next));
    }

    internal static async Task<Results<Ok<AnalysisResponse>, ProblemHttpResult>> GetAsync(
        Guid analysisId, Caller caller, RecordingsDb db, CancellationToken cancellationToken)
    {
        var id = new AnalysisId(analysisId);
        var analysis = await Of(caller, db).SingleOrDefaultAsync(a => a.Id == id, cancellationToken);
        return analysis is null ? RecordingProblems.AnalysisNotFound() : TypedResults.Ok(AnalysisResponse.From(analysis));
    }

    /// <summary>Those of the caller whose recording is not deleted.</summary>
    public static IQueryable<Analysis> Of(Caller caller, RecordingsDb db) => db.Analyses.AsNoTracking().Where(
        a => a.OwnerId == caller.UserId && db.Recordings.Any(r => r.Id == a.RecordingId && r.DeletedAt == null));
}
