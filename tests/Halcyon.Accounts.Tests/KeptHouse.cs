using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Xunit;

namespace Halcyon.Accounts.Tests;

/// <summary>
/// Housekeeping on demand. Through the scheduler, which runs it on its own too, from the start on: called directly, it would
/// meet itself, as it never does in service.
/// </summary>
internal static class KeptHouse
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Returns when a round that began after this call has ended well.</summary>
    public static async Task KeepHouseAsync(this HalcyonApp app)
    {
        var asked = (await app.QueryAsync<DateTime>("select clock_timestamp()")).ToString("O");
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Stop);
        await scheduler.TriggerJob(Housekeeping.Key, cancellationToken: Stop);

        await app.UntilAsync($"select exists (select {Run} and last_started_at > '{asked}' and last_finished_at is not null)");
        Assert.Null(await app.QueryAsync<string>($"select last_error {Run} and last_failed_at > '{asked}'"));
    }

    private static string Run => $"from platform.job_run where job_group = '{Housekeeping.Key.Group}' and job_name = '{Housekeeping.Key.Name}'";
}
