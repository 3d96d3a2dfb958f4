using Microsoft.AspNetCore.Mvc;

namespace Halcyon.Platform.Problems;

/// <summary>
/// What a request wants said on whatever problem it ends in. Set as a feature of the request, it is asked for every problem: a refused
/// body, a failure of ours, a thing that is not there.
/// </summary>
public interface IProblemAddition
{
    void AddTo(ProblemDetails problem);
}
