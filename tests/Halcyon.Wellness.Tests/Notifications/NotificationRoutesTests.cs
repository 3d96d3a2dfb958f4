using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.Notifications.Push;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests.Notifications;

public sealed class NotificationRoutesTests(NotificationsApp app) : IClassFixture<NotificationsApp>
{
    private const string Endpoint = "https://push.example.org/abc";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_NeverChosen_AreDefaults_AndReplacedStay()
    {
        var person = await app.OpenAsync();

        var before = await person.Client.GetFromJsonAsync<JsonElement>("/v1/notifications/settings", Stop);
        await PutAsync(person, new { by_email = true, by_push = false });
        await PutAsync(person, new { by_email = true, by_push = false });

        Assert.Equal("""{"by_email":false,"by_push":true}""", before.GetRawText());
        Assert.Equal("""{"by_email":true,"by_push":false}""", (await person.Client.GetFromJsonAsync<JsonElement>("/v1/notifications/settings", Stop)).GetRawText());
    }

    [Fact]
    public async Task List_HasWhatWasDelivered_NewestFirst_AndReadingOneMarksIt()
    {
        app.MoveTo(Noon());
        var (person, other) = (await app.OpenAsync(), await app.OpenAsync());
        foreach (var occasion in new[] { "a", "b", "c" })
            await app.NotifyAsync(person, "weekly_summary", occasion);
        await app.MoveOnAsync();

        var first = await person.Client.GetFromJsonAsync<JsonElement>("/v1/notifications?limit=2", Stop);
        var second = await person.Client.GetFromJsonAsync<JsonElement>($"/v1/notifications?limit=2&cursor={first.GetProperty("next_cursor").GetString()}", Stop);
        var id = first.GetProperty("items")[0].GetProperty("id").GetGuid();
        var byAnother = await other.Client.PostAsync($"/v1/notifications/{id}/read", null, Stop);
        var byMe = await person.Client.PostAsync($"/v1/notifications/{id}/read", null, Stop);
        var unread = await person.Client.GetFromJsonAsync<JsonElement>("/v1/notifications?unread=true", Stop);
        (await person.Client.PostAsync("/v1/notifications/read", null, Stop)).EnsureSuccessStatusCode();

        Assert.Equal((2, 1), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NoContent), (byAnother.StatusCode, byMe.StatusCode));
        Assert.Equal(2, unread.GetProperty("items").GetArrayLength());
        Assert.Equal("Your week", unread.GetProperty("items")[0].GetProperty("title").GetString());
        Assert.Empty((await person.Client.GetFromJsonAsync<JsonElement>("/v1/notifications?unread=true", Stop)).GetProperty("items").EnumerateArray());
        Assert.Empty((await other.Client.GetFromJsonAsync<JsonElement>("/v1/notifications", Stop)).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("?limit=0")]
    [InlineData("?limit=101")]
    [InlineData("?cursor=nonsense")]
    public async Task List_ImpossiblePage_SaysWhatToGive(string query)
    {
        var person = await app.OpenAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await person.Client.GetAsync($"/v1/notifications{query}", Stop)).StatusCode);
    }

    [Fact]
    public async Task Subscription_IsEncrypted_KeptOnce_AndTakenBack()
    {
        var person = await app.OpenAsync();
        var body = new { endpoint = $"{Endpoint}/{person.Id}", keys = new { p256dh = app.Push.P256dh, auth = app.Push.Auth } };

        (await person.Client.PostAsJsonAsync("/v1/notifications/push", body, Stop)).EnsureSuccessStatusCode();
        (await person.Client.PostAsJsonAsync("/v1/notifications/push", body, Stop)).EnsureSuccessStatusCode();

        var stored = Assert.Single(await SubscriptionsAsync(person));
        Assert.DoesNotContain("push.example.org", System.Text.Encoding.Latin1.GetString(stored), StringComparison.Ordinal);
        var address = await app.App.Services.GetRequiredService<IFieldProtector>()
            .UnprotectJsonAsync<BrowserAddress>(new(person.Id), BrowserAddress.Purpose, stored, Stop);
        Assert.Equal(body.endpoint, address.Endpoint);

        (await person.Client.PostAsJsonAsync("/v1/notifications/push/remove", new { body.endpoint }, Stop)).EnsureSuccessStatusCode();
        Assert.Empty(await SubscriptionsAsync(person));
    }

    [Theory]
    [InlineData("http://push.example.org/abc", null, null)]
    [InlineData("https://user:secret@push.example.org/abc", null, null)]
    [InlineData("not an address", null, null)]
    [InlineData(Endpoint, "BAAA", null)]
    [InlineData(Endpoint, "%%%", null)]
    [InlineData(Endpoint, null, "AAAA")]
    public async Task Subscription_OfNoBrowser_IsRefused(string endpoint, string? p256dh, string? auth)
    {
        var person = await app.OpenAsync();
        var body = new { endpoint, keys = new { p256dh = p256dh ?? app.Push.P256dh, auth = auth ?? app.Push.Auth } };

        var answer = await person.Client.PostAsJsonAsync("/v1/notifications/push", body, Stop);

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Empty(await SubscriptionsAsync(person));
    }

    [Fact]
    public async Task PushKey_IsTheSameForAll_AndAPoint()
    {
        var (one, other) = (await app.OpenAsync(), await app.OpenAsync());

        var first = await one.Client.GetFromJsonAsync<JsonElement>("/v1/notifications/push/key", Stop);
        var second = await other.Client.GetFromJsonAsync<JsonElement>("/v1/notifications/push/key", Stop);

        Assert.Equal(first.GetRawText(), second.GetRawText());
        Assert.Equal(65, System.Buffers.Text.Base64Url.DecodeFromChars(first.GetProperty("public_key").GetString()).Length);
    }

    private static async Task PutAsync(TestPerson person, object body) =>
        (await person.Client.PutAsJsonAsync("/v1/notifications/settings", body, Stop)).EnsureSuccessStatusCode();

    private DateTimeOffset Noon() => new Halcyon.Wellness.Notifications.LocalDay("Europe/Zurich", default, default).Next(new TimeOnly(12, 0), app.Now);

    private async Task<List<byte[]>> SubscriptionsAsync(TestPerson person)
    {
        await using var connection = new NpgsqlConnection(app.App.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand("select subscription from wellness.push_subscriptions where user_id = $1", connection);
        command.Parameters.Add(new() { Value = person.Id });
        await using var reader = await command.ExecuteReaderAsync(Stop);
        var found = new List<byte[]>();
        while (await reader.ReadAsync(Stop))
            found.Add(reader.GetFieldValue<byte[]>(0));
        return found;
    }
}
