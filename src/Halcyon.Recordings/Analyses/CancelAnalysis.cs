using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.Analyses;

internal static class CancelAnalysis
{
    public static void Map(RouteGroupBuilder analyses) =>
        analyses.MapDelete("/{analysisId:guid}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Analyses_Cancel")
            .WithSummary("Cancels an analysis that is queued or running; its status says when it has stopped.")
            .Produces<AnalysisResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    internal static async Task<Results<Accepted<AnalysisResponse>, ProblemHttpResult>> HandleAsync(
        Guid analysisId, Caller caller, RecordingsDb db, AnalysisQueue queue, CancellationToken cancellationToken)
    {
        var id = new AnalysisId(analysisId);
        var mine = ListAnalyses.Of(caller, db).Where(a => a.Id == id);
        var before = await mine.SingleOrDefaultAsync(cancellationToken);
        if (before is null)
            return RecordingProblems.AnalysisNotFound();
        if (before.Status != AnalysisStatus.Cancelled && AnalysisStatus.IsFinal(before.Status))
        {
            return HalcyonProblem.Create(
                StatusCodes.Status409Conflict, "analysis-finished", "The analysis is already finished and cannot be cancelled.");
        }

        await queue.CancelAsync(id, cancellationToken);
        return TypedResults.Accepted(
            $"/v1/analyses/{id}", AnalysisResponse.From(await mine.SingleAsync(cancellationToken)));
    }
}
