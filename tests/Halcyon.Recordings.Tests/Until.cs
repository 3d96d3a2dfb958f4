using Xunit;

namespace Halcyon.Recordings.Tests;

/// <summary>Waits for something that happens elsewhere and announces itself to nobody; the limit only ends a test that fails.</summary>
internal static class Until
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await condition())
        {
            if (limit.IsCancellationRequested)
                Assert.Fail($"Waited in vain until {what}.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
