using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Recordings.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Halcyon.Recordings.Analyses;

/// <summary>The progress of an analysis as server-sent events, from whichever worker runs it.</summary>
internal static class StreamAnalysis
{
    /// <summary>Also sent without a change this often, so that proxies keep the connection.</summary>
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(15);

    public static void Map(RouteGroupBuilder analyses) =>
        analyses.MapGet("/{analysisId:guid}/events", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Analyses_Events")
            .WithSummary("Server-sent events named progress, each the whole analysis; the stream ends after a final status.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<ServerSentEventsResult<AnalysisResponse>, ProblemHttpResult>> HandleAsync(
        Guid analysisId, HttpResponse response, Caller caller, RecordingsDb db, AnalysisChanges changes,
        IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var id = new AnalysisId(analysisId);
        var mine = ListAnalyses.Of(caller, db).Where(a => a.Id == id);
        if (!await mine.AnyAsync(cancellationToken))
            return RecordingProblems.AnalysisNotFound();

        // Reverse proxies such as nginx would otherwise collect the events before passing them on.
        response.Headers["X-Accel-Buffering"] = "no";
        return TypedResults.ServerSentEvents(FollowAsync(id, mine, changes, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<AnalysisResponse>> FollowAsync(
        AnalysisId id, IQueryable<Analysis> mine, AnalysisChanges changes, CancellationToken stopping,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // A stopping server must not wait for those who watch; they come back to another.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellationToken);

        // Watched before it is read: a change in between wakes us.
        using var watch = changes.Watch(id);
        while (await mine.SingleOrDefaultAsync(cancellationToken) is { } analysis)
        {
            yield return new SseItem<AnalysisResponse>(AnalysisResponse.From(analysis), "progress");
            if (AnalysisStatus.IsFinal(analysis.Status))
                yield break;
            await watch.WaitAsync(KeepAlive, ending.Token);
            if (ending.IsCancellationRequested)
                yield break;
        }
    }
}
