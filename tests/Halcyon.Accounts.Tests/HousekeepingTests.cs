using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests;

public sealed class HousekeepingTests
{
    [Fact]
    public async Task Housekeeping_DeadSessionsAndOldAttempts_AreForgotten()
    {
        await using var own = await HalcyonApp.StartAsync();
        var dead = await own.SignUpAsync();
        var alive = await own.SignUpAsync();
        await own.PostAsync("/v1/auth/login", new { email = dead.Email, password = "not the right one" }).StatusAsync();
        await own.QueryAsync<object>($"update accounts.refresh_tokens set issued_at = issued_at - interval '8 days', expires_at = expires_at - interval '8 days' where session_id in (select id from accounts.sessions where user_id = '{dead.Id}')");
        await own.QueryAsync<object>("update accounts.sign_in_attempts set last_attempt_at = last_attempt_at - interval '1 hour'");
        await own.PostAsync("/v1/auth/login", new { email = alive.Email, password = "not the right one" }).StatusAsync();

        await own.KeepHouseAsync();

        Assert.Equal(0, await own.QueryAsync<long>($"select count(*) from accounts.sessions where user_id = '{dead.Id}'"));
        Assert.Equal(1, await own.QueryAsync<long>($"select count(*) from accounts.sessions where user_id = '{alive.Id}'"));
        Assert.Equal(1, await own.QueryAsync<long>("select count(*) from accounts.sign_in_attempts"));
    }
}
