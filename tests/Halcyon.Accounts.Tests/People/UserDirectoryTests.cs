using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Platform.People;
using Halcyon.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Accounts.Tests.People;

public sealed class UserDirectoryTests : IAsyncLifetime
{
    private readonly Heard _heard = new();
    private HalcyonApp _app = null!;
    private HalcyonApp _second = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await HalcyonApp.StartAsync(configure: Listen);
        // Either node may take an event up.
        _second = await HalcyonApp.StartAsync(options => options with { Database = _app.ConnectionString, DataDirectory = _app.DataDirectory }, Listen);
    }

    public async ValueTask DisposeAsync()
    {
        await _second.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Find_NeverChosen_GivesTheDefaults()
    {
        var me = await _app.SignUpAsync();

        var person = await FindAsync(_app, me.Id);

        Assert.Equal((me.Email, "UTC", "warm", false), (person!.Email, person.TimeZone, person.Preferences.CommunicationStyle, person.HasAdhd));
        Assert.Equal((new TimeOnly(8, 0), new TimeOnly(20, 0), 3), (person.Preferences.MorningCheckIn!.Value, person.Preferences.EveningReflection!.Value, person.Preferences.MaxNotificationsPerDay));
        Assert.Null(person.AgeRange);
    }

    [Fact]
    public async Task Find_AfterAChangeOnAnotherNode_GivesTheChange()
    {
        var me = await _app.SignUpAsync();
        Assert.NotNull(await FindAsync(_second, me.Id));
        // Kept in memory, as soon as the news of the opening have come.
        await Waiting.UntilAsync(async () => ReferenceEquals(await FindAsync(_second, me.Id), await FindAsync(_second, me.Id)));

        await _app.SendAsync(HttpMethod.Patch, "/v1/users/me/profile", new { time_zone = "Europe/Zurich", has_adhd = true, date_of_birth = "1990-01-01" }, me.AccessToken).JsonAsync();
        await _app.SendAsync(HttpMethod.Patch, "/v1/users/me", new { display_name = "Alex" }, me.AccessToken).JsonAsync();

        var person = await UntilAsync(() => FindAsync(_second, me.Id), found => found is { TimeZone: "Europe/Zurich", DisplayName: "Alex" });
        Assert.True(person.HasAdhd);
        Assert.NotNull(person.AgeRange);
    }

    [Fact]
    public async Task Find_RightAfterTheAnswerToAChange_GivesTheChange()
    {
        var me = await _app.SignUpAsync();
        for (var change = 0; change < 40; change++)
        {
            var zone = change % 2 == 0 ? "Asia/Beirut" : "America/New_York";
            Assert.NotNull(await FindAsync(_app, me.Id));
            await _app.SendAsync(HttpMethod.Patch, "/v1/users/me/profile", new { time_zone = zone }, me.AccessToken).JsonAsync();
            Assert.Equal(zone, (await FindAsync(_app, me.Id))!.TimeZone);
        }
    }

    [Fact]
    public async Task PersonChanged_IsPublished_WhenOpenedAndWhenPreferencesChange()
    {
        var me = await _app.SignUpAsync();
        await _app.HandleEventsAsync(Stop);
        var before = _heard.Of(me.Id);

        var values = await _app.GetAsync("/v1/users/me/preferences", me.AccessToken).JsonAsync();
        await _app.SendAsync(HttpMethod.Put, "/v1/users/me/preferences", values, me.AccessToken).JsonAsync();
        await _app.HandleEventsAsync(Stop);

        Assert.Equal(1, before);
        Assert.Equal(2, _heard.Of(me.Id));
    }

    [Fact]
    public async Task Find_UnknownAccount_IsNull() => Assert.Null(await FindAsync(_app, Guid.NewGuid()));

    private void Listen(WebApplicationBuilder builder) => builder.Services.AddSingleton<IHandle<PersonChanged>>(_heard);

    private static Task<Person?> FindAsync(HalcyonApp app, Guid id) =>
        app.WithAsync<IUserDirectory, Person?>(directory => directory.FindAsync(new UserId(id), Stop));

    private static async Task<Person> UntilAsync(Func<Task<Person?>> find, Func<Person, bool> isRight)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            if (await find() is { } person && isRight(person))
                return person;
            await timer.WaitForNextTickAsync(Stop);
        }
    }

    private sealed class Heard : IHandle<PersonChanged>
    {
        private readonly List<Guid> _people = [];

        public int Of(Guid id)
        {
            lock (_people)
                return _people.Count(person => person == id);
        }

        public Task HandleAsync(Guid eventId, PersonChanged domainEvent, CancellationToken cancellationToken)
        {
            lock (_people)
                _people.Add(domainEvent.UserId.Value);
            return Task.CompletedTask;
        }
    }
}
