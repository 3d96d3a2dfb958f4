using System.Net;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.Guests;

public sealed class GuestTests(HalcyonApp app)
{
    private const string Path = "/v1/auth/guest";

    [Theory]
    [InlineData(null)]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"refresh_transport":"body"}""")]
    public async Task Guest_DemoOn_OpensAnAccountForADay(string? body)
    {
        var answer = await app.PostAsync(Path, body is null ? null : Calls.Json(body)).JsonAsync(HttpStatusCode.Created);

        var user = answer.GetProperty("user");
        Assert.True(user.GetProperty("is_guest").GetBoolean());
        Assert.Equal(JsonValueKind.Null, user.GetProperty("email").ValueKind);
        Assert.Equal("person", Assert.Single(user.GetProperty("roles").EnumerateArray()).GetString());
        var id = user.GetProperty("id").GetGuid();
        Assert.Equal(TimeSpan.FromDays(1), await app.QueryAsync<TimeSpan>($"select expires_at - created_at from accounts.users where id = '{id}'"));
        Assert.True(await app.QueryAsync<bool>(
            $"select t.expires_at = u.expires_at from accounts.refresh_tokens t join accounts.sessions s on s.id = t.session_id join accounts.users u on u.id = s.user_id where u.id = '{id}'"));
        Assert.Equal(["account.guest_opened:success"], await app.AuditAsync(id));
        Assert.Equal(HttpStatusCode.OK, await app.GetAsync("/v1/users/me", answer.GetProperty("access_token").GetString()).StatusAsync());
    }

    [Fact]
    public async Task Guest_DemoOff_IsNotThere()
    {
        await using var own = await HalcyonApp.StartAsync(options => options with { DemoEnabled = false });

        using var response = await own.PostAsync(Path);

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "demo-off");
        Assert.Equal(0, await own.QueryAsync<long>("select count(*) from accounts.users where is_guest"));
    }

    [Fact]
    public async Task Guest_LastMinutes_TokensEndWithTheAccount()
    {
        var guest = SignedIn.From(await app.PostAsync(Path).JsonAsync(HttpStatusCode.Created), "");
        await app.QueryAsync<object>($"update accounts.users set expires_at = now() + interval '5 minutes' where id = '{guest.Id}'");

        var answer = await app.PostAsync("/v1/auth/refresh", new { refresh_token = guest.RefreshToken }).JsonAsync();

        Assert.InRange(answer.GetProperty("expires_in").GetInt32(), 1, 300);
    }

    [Fact]
    public async Task Housekeeping_GuestWhoseDayIsOver_IsErasedAndEveryModuleHears()
    {
        var erased = new ErasedAccounts();
        await using var own = await HalcyonApp.StartAsync(
            configure: builder => builder.Services.AddSingleton<IHandle<AccountErased>>(erased));
        var guest = SignedIn.From(await own.PostAsync(Path).JsonAsync(HttpStatusCode.Created), "");
        var staying = SignedIn.From(await own.PostAsync(Path).JsonAsync(HttpStatusCode.Created), "");
        var person = await own.SignUpAsync();
        await own.Services.GetRequiredService<IUserKeys>().GetOrCreateAsync(new UserId(guest.Id), TestContext.Current.CancellationToken);
        await own.QueryAsync<object>($"update accounts.users set expires_at = now() where id = '{guest.Id}'");

        await own.KeepHouseAsync();

        Assert.Equal(guest.Id, await erased.FirstAsync());
        Assert.Equal(0, await own.QueryAsync<long>($"select count(*) from accounts.users where id = '{guest.Id}'"));
        Assert.Equal(0, await own.QueryAsync<long>($"select count(*) from accounts.sessions where user_id = '{guest.Id}'"));
        Assert.Equal(HttpStatusCode.Unauthorized, await own.PostAsync("/v1/auth/refresh", new { refresh_token = guest.RefreshToken }).StatusAsync());
        Assert.Equal(HttpStatusCode.OK, await own.GetAsync("/v1/users/me", staying.AccessToken).StatusAsync());
        Assert.Equal(person.Id, (await own.RefreshAsync(person.RefreshToken)).Id);
        Assert.Contains("account.erased:success", await own.AuditAsync(guest.Id));
    }

    private sealed class ErasedAccounts : IHandle<AccountErased>
    {
        private readonly TaskCompletionSource<Guid> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Guid> FirstAsync() => _first.Task.WaitAsync(TestContext.Current.CancellationToken);

        public Task HandleAsync(Guid eventId, AccountErased domainEvent, CancellationToken cancellationToken)
        {
            _first.TrySetResult(domainEvent.UserId.Value);
            return Task.CompletedTask;
        }
    }
}
