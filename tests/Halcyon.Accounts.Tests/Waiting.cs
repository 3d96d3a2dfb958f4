using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests;

/// <summary>For what other threads do and announce to nobody; the limit only ends a test that fails.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await isSo())
            await timer.WaitForNextTickAsync(limit.Token);
    }

    public static Task UntilAsync(this HalcyonApp app, string sql) => UntilAsync(() => app.QueryAsync<bool>(sql));
}
