using System.Diagnostics;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Hosting;

public sealed class MetricsTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Metrics_AfterRequests_CountThemByRouteMethodAndStatus()
    {
        using (await app.Anonymous.GetAsync(new Uri("/v1/status?secret=1", UriKind.Relative), Cancel))
        {
        }

        // A request is counted once it is over, a moment after its answer; and what is due at the start takes its time.
        var text = await ReadAsync();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!text.Contains("jobs_queue_depth 0", StringComparison.Ordinal) || !text.Contains("route=\"/v1/status\"", StringComparison.Ordinal))
        {
            await timer.WaitForNextTickAsync(limit.Token);
            text = await ReadAsync();
        }

        Assert.Matches("""http_requests_total\{method="GET",route="/v1/status",status="200"\} 1""", text);
        Assert.Contains("""http_request_duration_seconds_bucket{method="GET",route="/v1/status",status="200",le="+Inf"} 1""", text, StringComparison.Ordinal);
        Assert.Contains("database_query_duration_seconds_count", text, StringComparison.Ordinal);
        Assert.Contains("active_connections ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_Promtool_FindsNoFault()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "promtool is not installed.");
        using var checker = Process.Start(new ProcessStartInfo("/usr/bin/promtool", ["check", "metrics"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        await checker.StandardInput.WriteAsync(await ReadAsync());
        checker.StandardInput.Close();
        var said = await checker.StandardOutput.ReadToEndAsync(Cancel) + await checker.StandardError.ReadToEndAsync(Cancel);
        await checker.WaitForExitAsync(Cancel);

        Assert.True(checker.ExitCode == 0, said);
    }

    private Task<string> ReadAsync() => app.Anonymous.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancel);
}
