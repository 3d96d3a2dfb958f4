using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.Adhd.Focus;
using Halcyon.Wellness.Notifications;
using Halcyon.Wellness.Tests.Notifications;
using Xunit;

namespace Halcyon.Wellness.Tests.Adhd;

/// <remarks>One clock for all tests of the class, which run one after another.</remarks>
public sealed class FocusTests(NotificationsApp app) : IClassFixture<NotificationsApp>
{
    private const string Path = "/v1/adhd/focus";

    [Theory]
    [InlineData(50, 20, "20 40 50 70 90")]
    [InlineData(25, null, "25")]
    [InlineData(20, 45, "20 65 110")]
    [InlineData(50, 45, "50 95 140")]
    [InlineData(null, 120, "120 240")]
    [InlineData(null, null, "")]
    public void Reminders_OfAFocusTime_ComeAtItsIntervalsAndItsEnd(int? planned, int? every, string minutes) =>
        Assert.Equal(minutes, string.Join(' ', ReminderTimes.Of(planned, every)));

    [Fact]
    public async Task Reminder_WhenDue_ComesOnceHoweverManyNodesLook()
    {
        app.MoveTo(NextAt(10));
        var person = await app.OpenAsync();
        await app.SubscribeAsync(person);
        await StartAsync(person, new { remind_every_minutes = 30 });

        app.MoveTo(app.Now.AddMinutes(31));
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.MoveOnAsync()));
        await app.MoveOnAsync();

        Assert.Single(await app.NotificationsAsync(person), n => n.Status == Notification.Delivered);
        Assert.Single(app.Push.PushedTo(person.Id));
    }

    [Fact]
    public async Task Reminders_AfterAnHourWithoutAServer_DoNotPileUp()
    {
        app.MoveTo(NextAt(10));
        var person = await app.OpenAsync();
        await StartAsync(person, new { remind_every_minutes = 10 });

        app.MoveTo(app.Now.AddMinutes(65));
        await app.MoveOnAsync();

        var all = await app.NotificationsAsync(person);
        Assert.Equal(3, all.Count(n => n.Status == "outdated"));
        Assert.Single(all.Where(n => n.Status == Notification.Delivered).Select(n => n.DeliveredAt).Distinct());
    }

    [Fact]
    public async Task Focus_Ended_RemindsNoMore()
    {
        app.MoveTo(NextAt(10));
        var person = await app.OpenAsync();
        var id = (await StartAsync(person, new { minutes = 50, remind_every_minutes = 20 })).Id();

        using var ended = await person.Client.PostJsonAsync($"{Path}/{id}/end");
        using var again = await person.Client.PostJsonAsync($"{Path}/{id}/end");
        app.MoveTo(app.Now.AddHours(2));
        await app.MoveOnAsync();

        Assert.Equal((await ended.JsonAsync(HttpStatusCode.OK)).GetRawText(), (await again.JsonAsync(HttpStatusCode.OK)).GetRawText());
        Assert.Empty(await app.NotificationsAsync(person));
        await SignInAgainAsync(person);
        Assert.Equal(JsonValueKind.Null, (await CurrentAsync(person)).GetProperty("session").ValueKind);
    }

    [Fact]
    public async Task Focus_BegunAnew_EndsTheOneBefore()
    {
        app.MoveTo(NextAt(10));
        var person = await app.OpenAsync();
        await StartAsync(person, new { minutes = 50 });
        var second = await StartAsync(person, new { minutes = 25 });

        var current = (await CurrentAsync(person)).GetProperty("session");

        Assert.Equal(second.Id(), current.Id());
        Assert.Single(await app.NotificationsAsync(person));
        Assert.Equal(
            [current.GetProperty("started_at").GetDateTimeOffset().AddMinutes(25)],
            current.GetProperty("reminders_at").EnumerateArray().Select(at => at.GetDateTimeOffset()));
    }

    [Fact]
    public async Task Focus_LeftOpen_IsOverAfterSixHours()
    {
        app.MoveTo(NextAt(10));
        var person = await app.OpenAsync();
        await StartAsync(person, new { hold_others = true });

        app.MoveTo(app.Now.AddHours(6).AddMinutes(1));
        await app.NotifyAsync(person, "weekly_summary", "later");
        await app.MoveOnAsync();

        await SignInAgainAsync(person);
        Assert.Equal(JsonValueKind.Null, (await CurrentAsync(person)).GetProperty("session").ValueKind);
        Assert.Equal(Notification.Delivered, Assert.Single(await app.NotificationsAsync(person)).Status);
    }

    [Fact]
    public async Task Others_DuringAFocusTimeThatHoldsThem_Wait_AndWhatMattersDoesNot()
    {
        app.MoveTo(NextAt(10));
        var person = await app.OpenAsync();
        var id = (await StartAsync(person, new { remind_every_minutes = 30, hold_others = true })).Id();
        app.MoveTo(app.Now.AddMinutes(31));
        await app.NotifyAsync(person, "weekly_summary", "held");
        await app.NotifyAsync(person, "crisis_follow_up", "not held");

        await app.MoveOnAsync();
        var during = await app.NotificationsAsync(person);
        await SignInAgainAsync(person);
        using var ended = await person.Client.PostJsonAsync($"{Path}/{id}/end");
        app.MoveTo(app.Now.AddMinutes(3));
        await app.MoveOnAsync();

        Assert.Equal(Notification.Waiting, during.Single(n => n.Kind == "weekly_summary").Status);
        Assert.Equal(Notification.Delivered, during.Single(n => n.Kind == "crisis_follow_up").Status);
        Assert.Contains(during, n => n.Kind == "hyperfocus" && n.Status == Notification.Delivered);
        Assert.Equal(Notification.Delivered, (await app.NotificationsAsync(person)).Single(n => n.Kind == "weekly_summary").Status);
    }

    [Fact]
    public async Task Others_DuringAFocusTimeThatDoesNotHoldThem_Come()
    {
        app.MoveTo(NextAt(10));
        var person = await app.OpenAsync();
        await StartAsync(person, new { });
        await app.NotifyAsync(person, "weekly_summary", "comes");

        await app.MoveOnAsync();

        Assert.Equal(Notification.Delivered, Assert.Single(await app.NotificationsAsync(person)).Status);
    }

    [Fact]
    public async Task Preference_ForReminders_SetsWhatAFocusTimeBeginsWith()
    {
        app.MoveTo(NextAt(10));
        var person = await app.OpenAsync();
        var without = await StartAsync(person, new { });
        var preferences = (await person.Client.GetFromJsonAsync<Dictionary<string, object>>("/v1/users/me/preferences", Calls.Token))!;
        preferences["hyperfocus_reminders"] = true;
        (await person.Client.PutAsJsonAsync("/v1/users/me/preferences", preferences, Calls.Token)).EnsureSuccessStatusCode();
        await app.App.HandleEventsAsync(Calls.Token);

        var with = await StartAsync(person, new { });
        var none = await StartAsync(person, new { remind_every_minutes = 0 });

        Assert.Equal(JsonValueKind.Null, without.GetProperty("remind_every_minutes").ValueKind);
        Assert.Equal(45, with.GetProperty("remind_every_minutes").GetInt32());
        Assert.Equal(JsonValueKind.Null, none.GetProperty("remind_every_minutes").ValueKind);
        Assert.Equal(45, (await CurrentAsync(person)).GetProperty("remind_every_minutes").GetInt32());
    }

    [Fact]
    public async Task Reminder_InQuietHours_IsNotTold()
    {
        app.MoveTo(NextAt(0));
        var person = await app.OpenAsync();
        await StartAsync(person, new { minutes = 30 });

        app.MoveTo(app.Now.AddMinutes(31));
        await app.MoveOnAsync();

        Assert.Equal("outdated", Assert.Single(await app.NotificationsAsync(person)).Status);
    }

    [Theory]
    [InlineData("""{"minutes":4}""", "minutes")]
    [InlineData("""{"remind_every_minutes":5}""", "remind_every_minutes")]
    public async Task Start_WhatCannotBe_IsRefusedByName(string body, string field)
    {
        var person = await app.OpenAsync();

        using var response = await person.Client.PostJsonAsync(Path, JsonSerializer.Deserialize<JsonElement>(body));

        var problem = await ProblemAssert.IsAsync(response, HttpStatusCode.BadRequest, "validation");
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Fact]
    public async Task End_OfSomebodyElse_IsNotFound()
    {
        var person = await app.OpenAsync();
        var other = await app.OpenAsync();
        var id = (await StartAsync(person, new { minutes = 25 })).Id();

        using var response = await other.Client.PostJsonAsync($"{Path}/{id}/end");

        await ProblemAssert.IsAsync(response, HttpStatusCode.NotFound, "focus-not-found");
        Assert.Equal(id, (await CurrentAsync(person)).GetProperty("session").Id());
    }

    /// <summary>The next time that it is so late in Zurich, after the test's clock.</summary>
    private DateTimeOffset NextAt(int hour) => new LocalDay("Europe/Zurich", default, default).Next(new TimeOnly(hour, 0), app.Now);

    /// <summary>A token ends after 15 minutes of the test's clock.</summary>
    private async Task SignInAgainAsync(TestPerson person)
    {
        using var response = await app.App.Anonymous.PostJsonAsync("/v1/auth/login", new { email = person.Email, password = "a long enough password" });
        person.Client.DefaultRequestHeaders.Authorization = new("Bearer", (await response.JsonAsync(HttpStatusCode.OK)).Text("access_token"));
    }

    private static async Task<JsonElement> StartAsync(TestPerson person, object body)
    {
        using var response = await person.Client.PostJsonAsync(Path, body);
        return await response.JsonAsync(HttpStatusCode.Created);
    }

    private static Task<JsonElement> CurrentAsync(TestPerson person) => person.Client.GetJsonAsync(Path);
}
