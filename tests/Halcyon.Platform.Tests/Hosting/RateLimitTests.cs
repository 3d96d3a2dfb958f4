using System.Net;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

public sealed class RateLimitTests
{
    [Fact]
    public async Task Anonymous_PastTheLimit_Is429WithRetryAfterWhileHealthAnswers()
    {
        await using var app = await HalcyonApp.StartAsync(options => options with { RateLimits = new RateLimits(AnonymousPerHour: 3) });
        for (var request = 0; request < 3; request++)
        {
            using var allowed = await app.Anonymous.GetAsync(new Uri("/v1/auth/jwks", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
        }

        using var refused = await app.Anonymous.GetAsync(new Uri("/v1/auth/jwks", UriKind.Relative), TestContext.Current.CancellationToken);
        using var health = await app.Anonymous.GetAsync(new Uri("/health", UriKind.Relative), TestContext.Current.CancellationToken);

        await ProblemAssert.IsAsync(refused, HttpStatusCode.TooManyRequests, "too-many-requests");
        Assert.InRange(refused.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 3600);
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }
}
