using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace Halcyon.Platform.Problems;

/// <summary>Turns what was thrown into a problem: a bad request says where, anything else says nothing of our inside.</summary>
internal sealed class ProblemExceptionHandler(IProblemDetailsService problems, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read an answer; 499 keeps the log honest.
            httpContext.Response.StatusCode = 499;
            return true;
        }

        var problem = exception is BadHttpRequestException bad ? Explain(bad, httpContext) : new ProblemDetails { Status = 500 };
        if (problem.Status >= 500)
            logger.LogError(exception, "A request failed unexpectedly.");

        httpContext.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    private static ProblemDetails Explain(BadHttpRequestException exception, HttpContext context)
    {
        var problem = new ProblemDetails { Status = exception.StatusCode };
        if (exception.InnerException is JsonException json)
        {
            problem.Type = HalcyonProblem.TypePrefix + "invalid-json";
            problem.Title = "The request body is not the JSON that is expected here.";
            problem.Detail = string.Create(
                CultureInfo.InvariantCulture,
                $"See line {(json.LineNumber ?? 0) + 1}, byte {(json.BytePositionInLine ?? 0) + 1}, at {(string.IsNullOrEmpty(json.Path) ? "$" : json.Path)}.");
        }
        else if (exception.StatusCode == StatusCodes.Status400BadRequest)
        {
            // The framework's message names the parameter and its type, and repeats its value only for route and query values.
            problem.Detail = UnreadableParameter.Describe(context) ?? exception.Message;
        }

        return problem;
    }
}
