using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Wellness.Interventions;

internal static class InterventionProblems
{
    public static ProblemHttpResult NotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "intervention-not-found", "There is no such action in the library.");

    public static ProblemHttpResult SessionNotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "intervention-session-not-found", "You have not started an action under this address.");

    public static ProblemHttpResult SessionEnded() => HalcyonProblem.Create(
        StatusCodes.Status409Conflict, "intervention-session-ended", "This action has ended already.",
        "What was said at its end is kept. Start it again to say something new.");
}
