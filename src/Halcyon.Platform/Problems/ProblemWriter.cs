using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Halcyon.Platform.Problems;

/// <summary>Writes every problem, whatever the caller accepts: with our stable type, a plain title and the correlation id.</summary>
internal sealed class ProblemWriter(IOptions<Microsoft.AspNetCore.Http.Json.JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        var response = context.HttpContext.Response;
        problem.Status ??= response.StatusCode;
        if (problem.Type is null || !problem.Type.StartsWith(HalcyonProblem.TypePrefix, StringComparison.Ordinal))
            Describe(problem);
        if (problem.Status == StatusCodes.Status400BadRequest)
            problem.Detail ??= UnreadableParameter.Describe(context.HttpContext);

        if (problem is HttpValidationProblemDetails validation)
            validation.Errors = validation.Errors.ToDictionary(error => SnakeCasePath(error.Key), error => error.Value);

        context.HttpContext.Features.Get<IProblemAddition>()?.AddTo(problem);
        problem.Extensions.Remove("traceId");
        problem.Extensions["correlation_id"] = context.HttpContext.TraceIdentifier;
        response.StatusCode = problem.Status.Value;
        response.ContentType = "application/problem+json";
        response.Headers.CacheControl = "no-store";
        await JsonSerializer.SerializeAsync(response.Body, problem, problem.GetType(), json.Value.SerializerOptions, context.HttpContext.RequestAborted);
    }

    /// <summary>`Profile.FirstName` → `profile.first_name`, the name that the caller wrote.</summary>
    private static string SnakeCasePath(string path) =>
        string.Join('.', path.Split('.').Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));

    private static void Describe(ProblemDetails problem)
    {
        if (problem is HttpValidationProblemDetails)
        {
            problem.Type = HalcyonProblem.TypePrefix + "validation";
            problem.Title = "Some values are not acceptable; see errors.";
            return;
        }

        var (code, title) = problem.Status switch
        {
            400 => ("invalid-request", "The request cannot be understood."),
            401 => ("sign-in-required", "Sign in first: this needs a valid access token."),
            403 => ("not-allowed", "Your account may not do this."),
            404 => ("not-found", "There is nothing at this address."),
            405 => ("method-not-allowed", "This address does not take that method; see the Allow header."),
            406 => ("not-acceptable", "This address cannot answer in a form that you accept."),
            408 => ("timeout", "The request took too long to arrive."),
            411 => ("length-required", "The request must say how long its body is."),
            413 => ("too-large", "The request is larger than this address takes."),
            414 => ("address-too-long", "The address is too long."),
            415 => ("unsupported-media-type", "This address does not take a body of that type."),
            429 => ("too-many-requests", "Too many requests; wait for as long as Retry-After says."),
            431 => ("headers-too-large", "The request headers are too large."),
            503 => ("not-ready", "Halcyon is not ready; try again in a moment."),
            >= 500 => ("unexpected", "Something went wrong on our side; give the correlation id when you report it."),
            _ => ("refused", "The request was refused."),
        };
        problem.Type = HalcyonProblem.TypePrefix + code;
        problem.Title = title;
    }
}
