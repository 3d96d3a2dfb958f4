using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using Halcyon.Accounts.Registration;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Halcyon.Accounts.Letters;

/// <summary>How many letters one caller, and one address, can cause on each node: a mailbox must not be flooded through us.</summary>
internal sealed class LetterLimit : IDisposable
{
    public const int PerAddress = 3;
    public const int PerCaller = 20;
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<string> _addresses = Limiter(PerAddress);
    private readonly PartitionedRateLimiter<string> _callers = Limiter(PerCaller);

    public bool AllowsAddress(string normalizedEmail) => Take(_addresses, normalizedEmail);

    public bool AllowsCaller(IPAddress? caller) => Take(_callers, CallerAddress.KeyOf(caller));

    public static ProblemHttpResult Problem(HttpContext http)
    {
        http.Response.Headers.RetryAfter = Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return HalcyonProblem.Create(
            StatusCodes.Status429TooManyRequests, "too-many-letters", "Several letters were sent already. Look for them, also under spam, or try again in an hour.");
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _callers.Dispose();
    }

    private static bool Take(PartitionedRateLimiter<string> limiter, string key)
    {
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 }));
}
