using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Platform.Sharing;

public static class SharingProblems
{
    /// <summary>The same whether it never was, was not granted, ran out or was revoked: which of them is the client's to tell.</summary>
    public static ProblemHttpResult NotShared() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "not-shared", "Nothing is shared with you under this address, or not any more.");
}
