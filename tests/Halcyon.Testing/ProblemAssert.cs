using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Platform.Problems;
using Xunit;

namespace Halcyon.Testing;

public static class ProblemAssert
{
    /// <summary>Asserts an RFC 9457 problem of that type, and returns it.</summary>
    /// <param name="code">The end of the type, e.g. `recording-not-found`.</param>
    public static async Task<JsonElement> IsAsync(HttpResponseMessage response, HttpStatusCode status, string code)
    {
        ArgumentNullException.ThrowIfNull(response);
        Assert.Equal(status, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(HalcyonProblem.TypePrefix + code, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(response.Headers.GetValues("X-Correlation-Id").Single(), problem.GetProperty("correlation_id").GetString());
        return problem;
    }
}
