using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Recordings.Recordings;

/// <summary>The problems that more than one route of this module answers with.</summary>
internal static class RecordingProblems
{
    public static ProblemHttpResult RecordingNotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "recording-not-found", "There is no such recording among yours.");

    public static ProblemHttpResult AnalysisNotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "analysis-not-found", "There is no such analysis among yours.");

    public static ProblemHttpResult AnnotationNotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "annotation-not-found", "There is no such annotation of yours on this recording.");

    /// <summary>A value in the query, the body or a header that cannot be used; `errors` names it as validation problems do.</summary>
    public static ProblemHttpResult Invalid(string parameter, string why) => HalcyonProblem.Create(
        StatusCodes.Status400BadRequest,
        "invalid-parameter",
        $"The value of {parameter} cannot be used.",
        why,
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["errors"] = new Dictionary<string, string[]>(StringComparer.Ordinal) { [parameter] = [why] },
        });
}
