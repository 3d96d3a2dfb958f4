using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Crisis;

internal static class GetCrisisState
{
    public static void Map(RouteGroupBuilder crisis) =>
        crisis.MapGet("/state", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_State")
            .WithSummary("Whether what could harm or press rests for now, which event is still open, and when to ask again.");

    private static async Task<Ok<CrisisStateResponse>> HandleAsync(Caller caller, CrisisStates states, CancellationToken cancellationToken) =>
        TypedResults.Ok(await states.FindAsync(caller.UserId, cancellationToken));
}
