using System.Net;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Sessions;

/// <summary>Two nodes on one database: what one ends, the other refuses. No third one is there: the listeners are counted.</summary>
public sealed class RevocationAcrossNodesTests(HalcyonApp app) : IClassFixture<HalcyonApp>
{
    private const string Listeners =
        "from pg_stat_activity where datname = current_database() and query = 'listen accounts_session_revoked'";

    [Fact]
    public async Task Logout_NodeThatOnlyListens_HearsOfItByNotify()
    {
        // Its timers never fire, so that it cannot have looked at the table.
        await using var second = await SecondNodeAsync(new StoppedTimers());
        await Waiting.UntilAsync(async () => await app.QueryAsync<long>($"select count(*) {Listeners}") == 2);
        var account = await app.SignUpAsync();

        await app.PostAsync("/v1/auth/logout", bearer: account.AccessToken).StatusAsync();

        await UntilRefusedAsync(second, account);
    }

    [Fact]
    public async Task Logout_NotificationMissed_IsReadFromTheTable()
    {
        await using var second = await SecondNodeAsync(TimeProvider.System);
        var account = await app.SignUpAsync();

        // As it is when the listening connection is dead at that moment: the row changes and nobody is told.
        await app.QueryAsync<object>($"update accounts.sessions set revoked_at = now(), revoked_because = 'logout' where user_id = '{account.Id}'");

        await UntilRefusedAsync(second, account);
    }

    [Fact]
    public async Task Logout_AfterTheListeningConnectionsWereCut_IsHeardOnTheNewOnes()
    {
        await using var second = await SecondNodeAsync(TimeProvider.System);
        await Waiting.UntilAsync(async () => await app.QueryAsync<long>($"select count(*) {Listeners}") == 2);
        var cut = await app.QueryAsync<int[]>($"select array_agg(pid) from (select pid, pg_terminate_backend(pid) {Listeners}) as ended");
        Assert.Equal(2, cut!.Length);

        await Waiting.UntilAsync(async () =>
            await app.QueryAsync<long>($"select count(*) {Listeners} and pid <> all(array[{string.Join(',', cut)}])") == 2);
        var account = await app.SignUpAsync();
        await app.PostAsync("/v1/auth/logout", bearer: account.AccessToken).StatusAsync();

        await UntilRefusedAsync(second, account);
    }

    [Fact]
    public async Task LogoutEverywhere_OnOneNode_EndsEachSessionOnTheOther()
    {
        await using var second = await SecondNodeAsync(TimeProvider.System);
        var here = await app.SignUpAsync();
        var there = await app.LoginAsync(here.Email);

        await app.PostAsync("/v1/auth/logout-everywhere", bearer: here.AccessToken).StatusAsync();

        await UntilRefusedAsync(second, here);
        await UntilRefusedAsync(second, there);
    }

    private async Task<HalcyonApp> SecondNodeAsync(TimeProvider clock)
    {
        // PostgreSQL may still be closing the connection of the test before.
        await Waiting.UntilAsync(async () => await app.QueryAsync<long>($"select count(*) {Listeners}") == 1);
        return await HalcyonApp.StartAsync(
            options => options with { Database = app.ConnectionString, DataDirectory = app.DataDirectory },
            builder => builder.Services.AddSingleton(clock));
    }

    private static Task UntilRefusedAsync(HalcyonApp node, SignedIn account) =>
        Waiting.UntilAsync(async () => await node.GetAsync("/v1/users/me", account.AccessToken).StatusAsync() == HttpStatusCode.Unauthorized);

    private sealed class StoppedTimers : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }
}
