using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Halcyon.Platform.Sharing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Interventions;

internal static class ListSessions
{
    public static void Map(RouteGroupBuilder sessions) =>
        sessions.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("InterventionSessions_List")
            .WithSummary("The actions you tried, newest first.")
            .ProducesValidationProblem();

    /// <summary>The section `interventions` of a client: what they tried and how it was rated, without what they wrote about it.</summary>
    public static void MapShared(RouteGroupBuilder client) =>
        client.MapGet("", SharedAsync)
            .Allow(AccessPolicy.Therapists)
            .WithName("SharedInterventions_List")
            .WithSummary("The actions the client tried, newest first, with their ratings; not what they wrote.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<InterventionSessionResponse>>, ProblemHttpResult>> HandleAsync(
        Caller caller, SessionPages pages, CancellationToken cancellationToken, [Range(1, 100)] int limit = 20, string? cursor = null)
    {
        if (!TryRead(cursor, out var after))
            return WellnessProblems.Invalid("cursor", IdCursor.Error);

        return TypedResults.Ok(await pages.ListAsync(caller.UserId, limit, after, withText: true, cancellationToken));
    }

    private static async Task<Results<Ok<Page<InterventionSessionResponse>>, ProblemHttpResult>> SharedAsync(
        Guid shareId, Caller caller, HttpResponse response, ISharedAccess access, SessionPages pages, CancellationToken cancellationToken,
        [Range(1, 100)] int limit = 20, string? cursor = null)
    {
        if (!TryRead(cursor, out var after))
            return WellnessProblems.Invalid("cursor", IdCursor.Error);
        if (await access.FindClientAsync(caller, shareId, SharingScopes.Interventions, cancellationToken) is not { } clientId)
            return SharingProblems.NotShared();

        var page = await pages.ListAsync(clientId, limit, after, withText: false, cancellationToken);
        if (!await access.RecordAsync(caller, shareId, SharingScopes.Interventions, resource: null, cancellationToken))
            return SharingProblems.NotShared();

        // What is revoked must not stay in the therapist's browser.
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(page);
    }

    private static bool TryRead(string? cursor, out Guid? after)
    {
        after = null;
        if (cursor is null)
            return true;
        if (!IdCursor.TryRead(cursor, out var last))
            return false;
        after = last;
        return true;
    }
}
