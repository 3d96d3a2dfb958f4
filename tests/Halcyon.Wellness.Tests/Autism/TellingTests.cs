using System.Net;
using Halcyon.Platform.Access;
using Halcyon.Testing;
using Halcyon.Wellness.Autism.Routine;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Notifications;
using Halcyon.Wellness.Tests.Notifications;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests.Autism;

/// <summary>What is told of routine and sensory load, with a clock that the test moves. One clock for all, one test after another.</summary>
public sealed class TellingTests(NotificationsApp app) : IClassFixture<NotificationsApp>
{
    private static readonly int[] Daily = [1, 2, 3, 4, 5, 6, 7];

    [Fact]
    public async Task Item_NotTicked_IsToldOnce_HoweverManyNodesLookAndStartAgain()
    {
        app.MoveTo(NextAt(8, 0));
        var person = await OpenAsync();
        await PutAsync(person, "09:00");
        app.MoveTo(NextAt(10, 1));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => SendAsync()));
        await SendAsync();
        await app.MoveOnAsync();

        var told = Assert.Single(await app.NotificationsAsync(person));
        Assert.Equal(("routine_deviation", Notification.Delivered), (told.Kind, told.Status));
        app.MoveTo(app.Now.AddHours(3));
        await SendAsync();
        Assert.Single(await app.NotificationsAsync(person));
    }

    [Fact]
    public async Task Item_TickedOrSkippedInTime_IsNotTold()
    {
        app.MoveTo(NextAt(8, 0));
        var person = await OpenAsync();
        var (first, second) = (await PutAsync(person, "09:00"), Guid.NewGuid());
        await PutAsync(person, "09:00", first, second);
        (await person.Client.PostJsonAsync($"/v1/asd/routine/items/{first}/done")).Dispose();
        (await person.Client.PostJsonAsync($"/v1/asd/routine/items/{second}/skipped")).Dispose();
        app.MoveTo(NextAt(10, 1));

        await SendAsync();

        Assert.Empty(await app.NotificationsAsync(person));
    }

    [Fact]
    public async Task Alerts_SwitchedOff_TellNothing_AndOnAgainNothingOfBefore()
    {
        app.MoveTo(NextAt(8, 0));
        var person = await OpenAsync();
        await PutAsync(person, "09:00");
        await SetAsync(person, false);
        app.MoveTo(NextAt(10, 1));
        await SignInAgainAsync(person);
        await SendAsync();
        await SetAsync(person, true);
        await SendAsync();

        Assert.Empty(await app.NotificationsAsync(person));
    }

    [Fact]
    public async Task Item_AfterHoursWithoutAServer_IsNotToldAnyMore_AndTheNextDayIs()
    {
        app.MoveTo(NextAt(8, 0));
        var person = await OpenAsync();
        await PutAsync(person, "09:00");
        app.MoveTo(NextAt(13, 0));
        await SendAsync();
        Assert.Empty(await app.NotificationsAsync(person));

        app.MoveTo(NextAt(10, 1));
        await SendAsync();

        Assert.Single(await app.NotificationsAsync(person));
    }

    [Fact]
    public async Task Change_AnnouncedTheEveningBefore_IsToldInTheMorningBeforeIt()
    {
        app.MoveTo(NextAt(19, 0));
        var person = await OpenAsync();
        var item = await PutAsync(person, "09:00");
        var tomorrow = new LocalDay("Europe/Zurich", default, default).DateOf(app.Now).AddDays(1);
        using var announced = await person.Client.PostJsonAsync(
            "/v1/asd/routine/changes", new { date = tomorrow.ToString("yyyy-MM-dd", null), kind = "cancelled", item_id = item });
        var toldAt = (await announced.JsonAsync(HttpStatusCode.Created)).GetProperty("told_at").GetDateTimeOffset();
        await SendAsync();
        Assert.Empty(await app.NotificationsAsync(person));

        app.MoveTo(toldAt.AddMinutes(1));
        await SendAsync();
        await app.MoveOnAsync();
        app.MoveTo(app.Now.AddHours(5));
        await SendAsync();

        var told = Assert.Single(await app.NotificationsAsync(person));
        Assert.Equal(("routine_change", Notification.Delivered), (told.Kind, told.Status));
        Assert.True(toldAt < new LocalDay("Europe/Zurich", default, default).Next(new TimeOnly(9, 0), toldAt));
    }

    [Fact]
    public async Task WindowThatEndsInQuietHours_DisturbsNobody()
    {
        app.MoveTo(NextAt(20, 0));
        var person = await OpenAsync();
        await PutAsync(person, "22:30");
        app.MoveTo(NextAt(23, 31));
        await SendAsync();
        await app.MoveOnAsync();

        Assert.Equal("outdated", Assert.Single(await app.NotificationsAsync(person)).Status);
    }

    [Fact]
    public async Task Load_ThatRisesToWhatCameBeforeOverload_IsToldOncePerRise()
    {
        app.MoveTo(NextAt(15, 0));
        var person = await OpenAsync();
        await LiveAsync(person);

        await LogAsync(person, 8);
        await LogAsync(person, 8);
        Assert.Equal("sensory_load", Assert.Single(await app.NotificationsAsync(person)).Kind);

        app.MoveTo(app.Now.AddDays(3));
        await SignInAgainAsync(person);
        await LogAsync(person, 8);
        Assert.Equal(2, (await app.NotificationsAsync(person)).Count);
    }

    [Fact]
    public async Task Load_OfACheckIn_IsToldToo_AndNotWhereItIsSwitchedOff()
    {
        app.MoveTo(NextAt(15, 0));
        var (person, quiet) = (await OpenAsync(), await OpenAsync());
        await LiveAsync(person);
        await LiveAsync(quiet);
        await quiet.Client.PreferAsync("sensory_load_tracking", false);
        await app.App.HandleEventsAsync(Calls.Token);

        foreach (var one in new[] { person, quiet })
        {
            await one.Client.CheckInAsync(new { mood_score = 5, energy_level = 5, sensory_load = 8 });
            await app.App.HandleEventsAsync(Calls.Token);
        }

        Assert.Single(await app.NotificationsAsync(person));
        Assert.Empty(await app.NotificationsAsync(quiet));
    }

    private async Task<TestPerson> OpenAsync()
    {
        var person = await app.OpenAsync();
        await person.Client.PreferAsync("sensory_load_tracking", true);
        await SetAsync(person, true);
        return person;
    }

    /// <summary>A token ends after minutes, and the clock has moved by hours.</summary>
    private async Task SignInAgainAsync(TestPerson person)
    {
        using var answer = await app.App.Anonymous.PostJsonAsync("/v1/auth/login", new { email = person.Email, password = "a long enough password" });
        person.Client.DefaultRequestHeaders.Authorization = new("Bearer", (await answer.JsonAsync(HttpStatusCode.OK)).Text("access_token"));
    }

    private async Task SetAsync(TestPerson person, bool isOn)
    {
        await person.Client.PreferAsync("routine_deviation_alerts", isOn);
        await app.App.HandleEventsAsync(Calls.Token);
    }

    /// <returns>The id of the first item.</returns>
    private static async Task<Guid> PutAsync(TestPerson person, string at, params Guid[] ids)
    {
        var all = ids.Length == 0 ? [Guid.NewGuid()] : ids;
        using var response = await person.Client.SendJsonAsync(HttpMethod.Put, "/v1/asd/routine", new
        {
            items = all.Select(id => new { id, name = "Walk", at, weekdays = Daily, remind = true, window_minutes = 60 }),
        });
        await response.JsonAsync(HttpStatusCode.OK);
        return all[0];
    }

    private static async Task LogAsync(TestPerson person, int load)
    {
        using var response = await person.Client.PostJsonAsync("/v1/asd/sensory-load", new { load });
        await response.JsonAsync(HttpStatusCode.Created);
    }

    /// <summary>Thirty days before now: every third with loads of 8 and overload in the evening, the others with 3.</summary>
    private async Task LiveAsync(TestPerson person)
    {
        var midday = app.Now.AddDays(-32);
        for (var day = 0; day < 30; day++)
        {
            foreach (var hours in new[] { -3, 0, 3 })
            {
                await app.SqlAsync(
                    "insert into wellness.sensory_loads (id, user_id, occurred_at, created_at, load) values (gen_random_uuid(), $1, $2, $2, $3)",
                    person.Id, midday.AddDays(day).AddHours(hours), day % 3 == 0 ? 8 : 3);
            }

            if (day % 3 == 0)
                await OverloadAsync(person, midday.AddDays(day).AddHours(5));
        }
    }

    private async Task OverloadAsync(TestPerson person, DateTimeOffset at)
    {
        var checkIn = CheckInDraft.Empty(new UserId(person.Id), CheckInIds.Cut(at), CheckInIds.Cut(at));
        (checkIn.MoodScore, checkIn.EnergyLevel, checkIn.EmotionTags) = (5, 5, ["overstimulated"]);
        await using var connection = new NpgsqlConnection(app.App.ConnectionString);
        await connection.OpenAsync(Calls.Token);
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(CheckInRows.Insert(checkIn));
        await batch.ExecuteNonQueryAsync(Calls.Token);
    }

    /// <summary>As the job does each minute.</summary>
    private async Task SendAsync()
    {
        while (await app.App.WithAsync<SendRoutineAlerts, bool>(alerts => alerts.SendNextAsync(Calls.Token)))
        {
        }
    }

    /// <summary>The next time that it is so late in Zurich, after the test's clock.</summary>
    private DateTimeOffset NextAt(int hour, int minute) =>
        new LocalDay("Europe/Zurich", default, default).Next(new TimeOnly(hour, minute), app.Now);
}
