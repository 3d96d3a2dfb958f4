using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Testing;
using Halcyon.Wellness.Notifications;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Halcyon.Wellness.Tests.Notifications;

/// <remarks>One clock for all tests of the class, which run one after another.</remarks>
public sealed class DeliveryTests(NotificationsApp app) : IClassFixture<NotificationsApp>
{
    [Fact]
    public async Task Morning_WhenDue_ComesOnceHoweverManyNodesLook()
    {
        var person = await app.OpenAsync(reminded: true);
        await app.SubscribeAsync(person);
        var morning = (await app.RemindersAsync(person)).Single(reminder => reminder.Kind == "morning_checkin");
        app.MoveTo(morning.DueAt + TimeSpan.FromMinutes(1));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => app.MoveOnAsync()));
        await app.MoveOnAsync();

        var told = Assert.Single(await app.NotificationsAsync(person), n => n.Kind == "morning_checkin");
        Assert.Equal((Notification.Delivered, true), (told.Status, told.Interrupted));
        Assert.Contains(told.Id.ToString(), Assert.Single(Pushed(person)).Text, StringComparison.Ordinal);
        Assert.Equal(morning.DueAt.AddDays(1), (await app.RemindersAsync(person)).Single(r => r.Kind == "morning_checkin").DueAt, TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Reminders_AfterDaysWithoutAServer_DoNotPileUp()
    {
        var person = await app.OpenAsync(reminded: true);
        var evening = (await app.RemindersAsync(person)).Single(reminder => reminder.Kind == "evening_reflection");
        app.MoveTo(evening.DueAt.AddDays(5) + TimeSpan.FromMinutes(5));

        await app.MoveOnAsync();

        Assert.Empty(await app.NotificationsAsync(person));
        Assert.All(await app.RemindersAsync(person), reminder => Assert.True(reminder.DueAt > app.Now));
    }

    [Fact]
    public async Task CheckedInByThemselves_IsNotAsked()
    {
        var person = await app.OpenAsync(reminded: true);
        var next = (await app.RemindersAsync(person))[0];
        app.MoveTo(next.DueAt - TimeSpan.FromMinutes(30));
        await app.SqlAsync(
            "insert into wellness.check_ins (id, user_id, occurred_at, created_at, mood_score, energy_level, emotion_tags, has_journal, crisis_risk_level, crisis_risk_score, crisis_flagged) "
            + "values (gen_random_uuid(), $1, $2, $2, 5, 5, '{}', false, 'low', 0, false)", person.Id, app.Now);
        app.MoveTo(next.DueAt + TimeSpan.FromMinutes(1));

        await app.MoveOnAsync();

        Assert.Empty(await app.NotificationsAsync(person));
    }

    [Fact]
    public async Task InQuietHours_WhatMayWaitWaits_AndTheRestIsSetAside()
    {
        var person = await app.OpenAsync();
        app.MoveTo(NextAt(1, 0));
        await app.NotifyAsync(person, "weekly_summary", "w1");
        await app.NotifyAsync(person, "hyperfocus", "h1");

        await app.MoveOnAsync();
        var atNight = await app.NotificationsAsync(person);
        app.MoveTo(atNight.Single(n => n.Kind == "weekly_summary").DeliverAt + TimeSpan.FromSeconds(1));
        await app.MoveOnAsync();

        Assert.Equal("outdated", atNight.Single(n => n.Kind == "hyperfocus").Status);
        Assert.Equal(Notification.Waiting, atNight.Single(n => n.Kind == "weekly_summary").Status);
        Assert.Equal(Notification.Delivered, (await app.NotificationsAsync(person)).Single(n => n.Kind == "weekly_summary").Status);
    }

    [Fact]
    public async Task SeveralAtOnce_AreOneMessage()
    {
        var person = await app.OpenAsync();
        await app.SubscribeAsync(person);
        app.MoveTo(NextAt(10, 0));
        await app.NotifyAsync(person, "weekly_summary", "w2");
        await app.NotifyAsync(person, "crisis_follow_up", "c2");

        await app.MoveOnAsync();

        Assert.All(await app.NotificationsAsync(person), n => Assert.Equal(Notification.Delivered, n.Status));
        Assert.Contains("And 1 more.", Assert.Single(Pushed(person)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DailyMaximum_Reached_IsFoundInTheAppOnly()
    {
        var person = await app.OpenAsync(most: 1);
        await app.SubscribeAsync(person);
        app.MoveTo(NextAt(10, 0));
        foreach (var occasion in new[] { "first", "second", "third" })
        {
            await app.NotifyAsync(person, "weekly_summary", occasion);
            await app.MoveOnAsync();
        }

        Assert.Single(Pushed(person));
        var all = await app.NotificationsAsync(person);
        Assert.Equal([true, false, false], all.Select(n => n.Interrupted));
        Assert.All(all, n => Assert.Equal(Notification.Delivered, n.Status));
    }

    [Fact]
    public async Task DailyMaximum_Reached_StillLetsThroughWhatWasAskedForAlone()
    {
        var person = await app.OpenAsync(most: 1);
        await app.SubscribeAsync(person);
        app.MoveTo(NextAt(10, 0));
        await app.NotifyAsync(person, "weekly_summary", "counts");
        await app.MoveOnAsync();

        await app.NotifyAsync(person, "hyperfocus", "asked for");
        await app.NotifyAsync(person, "weekly_summary", "too many");
        await app.MoveOnAsync();

        var all = await app.NotificationsAsync(person);
        Assert.Equal([("counts", true), ("asked for", true), ("too many", false)], all.Select(n => (n.Occasion, n.Interrupted)));
        Assert.All(all, n => Assert.Equal(Notification.Delivered, n.Status));
        var second = Pushed(person)[1].Text;
        Assert.Equal(2, Pushed(person).Count);
        Assert.Contains(all[1].Id.ToString(), second, StringComparison.Ordinal);
        Assert.DoesNotContain("more.", second, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DailyMaximum_IsNotUsedUpByWhatWasAskedFor()
    {
        var person = await app.OpenAsync(most: 1);
        await app.SubscribeAsync(person);
        app.MoveTo(NextAt(10, 0));
        foreach (var (kind, occasion) in new[] { ("hyperfocus", "1"), ("hyperfocus", "2"), ("weekly_summary", "first"), ("weekly_summary", "second") })
        {
            await app.NotifyAsync(person, kind, occasion);
            await app.MoveOnAsync();
        }

        Assert.Equal([true, true, true, false], (await app.NotificationsAsync(person)).Select(n => n.Interrupted));
        Assert.Equal(3, Pushed(person).Count);
    }

    [Fact]
    public async Task DuringASession_NothingComes_UntilItIsOver()
    {
        var person = await app.OpenAsync();
        app.MoveTo(NextAt(11, 0));
        await app.NotifyAsync(person, "crisis_follow_up", "c3");
        app.IsInSession = true;
        try
        {
            await app.MoveOnAsync();
        }
        finally
        {
            app.IsInSession = false;
        }

        var during = Assert.Single(await app.NotificationsAsync(person));
        app.MoveTo(during.DeliverAt + TimeSpan.FromSeconds(1));
        await app.MoveOnAsync();

        Assert.Equal(Notification.Waiting, during.Status);
        Assert.Equal(Notification.Delivered, Assert.Single(await app.NotificationsAsync(person)).Status);
    }

    [Fact]
    public async Task DuringAnAction_NothingComes_UntilItIsDone()
    {
        app.MoveTo(NextAt(15, 0));
        var person = await app.OpenAsync();
        var start = await person.Client.PostAsync("/v1/interventions/feet-on-floor/start", Json("{}"), Stop);
        var session = await start.Content.ReadFromJsonAsync<JsonElement>(Stop);
        await app.NotifyAsync(person, "weekly_summary", "a1");
        await app.MoveOnAsync();
        var during = Assert.Single(await app.NotificationsAsync(person));

        var done = await person.Client.PostAsync($"/v1/interventions/sessions/{session.GetProperty("session_id").GetGuid()}/complete", Json("{}"), Stop);
        done.EnsureSuccessStatusCode();
        app.MoveTo(during.DeliverAt + TimeSpan.FromSeconds(1));
        await app.MoveOnAsync();

        Assert.Equal(Notification.Waiting, during.Status);
        Assert.Equal(Notification.Delivered, Assert.Single(await app.NotificationsAsync(person)).Status);
    }

    [Fact]
    public async Task ByEmail_GoesOnlyToAVerifiedAddress()
    {
        var person = await app.OpenAsync();
        (await person.Client.PutAsync("/v1/notifications/settings", Json("""{"by_email":true,"by_push":false}"""), Stop)).EnsureSuccessStatusCode();
        app.MoveTo(NextAt(10, 30));
        await app.NotifyAsync(person, "weekly_summary", "e1");
        await app.MoveOnAsync();
        Assert.Empty(await app.App.LettersAsync(person.Email, "notification"));

        await app.SqlAsync("update accounts.users set email_verified = true where id = $1", person.Id);
        await app.App.HandleEventsAsync(Stop);
        await app.NotifyAsync(person, "weekly_summary", "e2");
        await app.MoveOnAsync();

        var letter = Assert.Single(await app.App.LettersAsync(person.Email, "notification"));
        Assert.Equal("Your week", letter.Subject);
        Assert.Contains("/insights", letter.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PushService_SayingGone_IsNotAskedAgain_AndAFailureIsTriedLater()
    {
        var person = await app.OpenAsync();
        await app.SubscribeAsync(person);
        app.MoveTo(NextAt(12, 0));
        await app.NotifyAsync(person, "weekly_summary", "g1");
        app.Push.Status = StatusCodes.Status503ServiceUnavailable;
        await app.MoveOnAsync();
        app.Push.Status = StatusCodes.Status201Created;
        app.MoveTo(app.Now + TimeSpan.FromMinutes(1));
        await app.MoveOnAsync();
        var afterRetry = Pushed(person).Count;

        app.Push.Status = StatusCodes.Status410Gone;
        await app.NotifyAsync(person, "weekly_summary", "g2");
        await app.MoveOnAsync();
        app.Push.Status = StatusCodes.Status201Created;
        await app.NotifyAsync(person, "weekly_summary", "g3");
        await app.MoveOnAsync();

        Assert.Equal(1, afterRetry);
        Assert.Single(Pushed(person));
    }

    [Fact]
    public async Task AfterACrisis_ItIsAskedADayLater_Once()
    {
        app.MoveTo(NextAt(14, 0));
        var person = await app.OpenAsync();
        var body = Json("""{"mood_score":1,"energy_level":1,"journal_text":"I want to kill myself tonight."}""");
        (await person.Client.PostAsync("/v1/checkins", body, Stop)).EnsureSuccessStatusCode();
        await app.App.HandleEventsAsync(Stop);

        await app.MoveOnAsync();
        var before = Assert.Single(await app.NotificationsAsync(person));
        app.MoveTo(before.DeliverAt + TimeSpan.FromMinutes(1));
        await app.MoveOnAsync();
        await app.MoveOnAsync();

        Assert.Equal(("crisis_follow_up", Notification.Waiting), (before.Kind, before.Status));
        Assert.InRange((before.DeliverAt - before.CreatedAt).TotalHours, 23.9, 24.0);
        Assert.Equal(Notification.Delivered, Assert.Single(await app.NotificationsAsync(person)).Status);
    }

    [Fact]
    public async Task Push_CarriesAVapidTokenAndATopic()
    {
        var person = await app.OpenAsync();
        await app.SubscribeAsync(person);
        app.MoveTo(NextAt(13, 0));
        await app.NotifyAsync(person, "weekly_summary", "v1");
        await app.MoveOnAsync();

        var headers = Assert.Single(Pushed(person)).Headers;
        Assert.StartsWith("vapid t=", headers["Authorization"], StringComparison.Ordinal);
        Assert.InRange(headers["Topic"].Length, 1, 32);
        Assert.Equal("aes128gcm", headers["Content-Encoding"]);
        Assert.InRange(int.Parse(headers["TTL"], System.Globalization.CultureInfo.InvariantCulture), 1, 3 * 86400);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static StringContent Json(string text) => new(text, System.Text.Encoding.UTF8, "application/json");

    private IReadOnlyList<Pushed> Pushed(TestPerson person) => app.Push.PushedTo(person.Id);

    /// <summary>The next time that it is so late in Zurich, after the test's clock.</summary>
    private DateTimeOffset NextAt(int hour, int minute) =>
        new LocalDay("Europe/Zurich", default, default).Next(new TimeOnly(hour, minute), app.Now);
}
