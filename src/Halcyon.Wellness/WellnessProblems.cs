using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Wellness;

/// <summary>The problems that more than one feature answers with.</summary>
internal static class WellnessProblems
{
    /// <summary>A value in the query, the body or a header that cannot be used; `errors` names it as validation problems do.</summary>
    public static ProblemHttpResult Invalid(string parameter, string why) =>
        Invalid(new Dictionary<string, string[]>(StringComparer.Ordinal) { [parameter] = [why] });

    /// <param name="errors">By the name that the caller wrote.</param>
    public static ProblemHttpResult Invalid(IReadOnlyDictionary<string, string[]> errors) => HalcyonProblem.Create(
        StatusCodes.Status400BadRequest, "validation", "Some values are not acceptable; see errors.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["errors"] = errors });

    public static ProblemHttpResult KeyReused() => HalcyonProblem.Create(
        StatusCodes.Status422UnprocessableEntity, "idempotency-key-reused",
        "This Idempotency-Key was already used for something else.", "Send a new key with each new request.");
}
