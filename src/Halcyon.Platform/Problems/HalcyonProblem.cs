using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Platform.Problems;

/// <summary>Makes RFC 9457 problems with a stable type. Titles are one plain sentence: what, where, what to do.</summary>
public static class HalcyonProblem
{
    /// <summary>Prefix of every problem type; the documentation page explains each.</summary>
    public const string TypePrefix = "https://halcyon.care/problems/";

    /// <param name="code">Kebab-case, e.g. `recording-not-found`; becomes the end of the type URI.</param>
    public static ProblemHttpResult Create(
        int status, string code, string title, string? detail = null, IDictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail: detail, statusCode: status, title: title, type: TypePrefix + code, extensions: extensions);
}
