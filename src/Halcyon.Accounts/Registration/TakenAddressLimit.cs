using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Accounts.Registration;

/// <summary>
/// Registering an address that has an account says so (409): without mail there is no other way to tell the person. To keep
/// that from becoming a way to test lists of addresses, one caller may see it ten times an hour on each node.
/// </summary>
internal sealed class TakenAddressLimit : IDisposable
{
    private const int Allowed = 10;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(
        caller => RateLimitPartition.GetFixedWindowLimiter(
            caller, _ => new FixedWindowRateLimiterOptions { PermitLimit = Allowed, Window = Window, QueueLimit = 0 }));

    public bool IsReached(IPAddress? address) => _limiter.GetStatistics(CallerAddress.KeyOf(address))?.CurrentAvailablePermits == 0;

    public void Count(IPAddress? address) => _limiter.AttemptAcquire(CallerAddress.KeyOf(address)).Dispose();

    public static ProblemHttpResult Problem(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return HalcyonProblem.Create(
            StatusCodes.Status429TooManyRequests,
            "too-many-registrations",
            "Too many registrations with addresses that already have an account. Try again in an hour.");
    }

    public void Dispose() => _limiter.Dispose();
}
