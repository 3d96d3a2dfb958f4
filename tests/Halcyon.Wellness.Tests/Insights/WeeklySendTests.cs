using Halcyon.Platform.Access;
using Halcyon.Testing;
using Halcyon.Wellness.Insights;
using Halcyon.Wellness.Tests.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Halcyon.Wellness.Tests.Insights;

public sealed class WeeklySendTests(NotificationsApp app) : IClassFixture<NotificationsApp>
{
    /// <remarks>Nine in Zurich is 07:00 UTC in summer and 08:00 in winter: the Monday after the clocks went back.</remarks>
    [Fact]
    public async Task Week_OverAtNineOnMonday_IsToldOnceAndWorkedOut()
    {
        app.MoveTo(new(2027, 10, 28, 12, 0, 0, TimeSpan.Zero));
        var person = await app.OpenAsync();
        await app.App.AddAsync(new UserId(person.Id), ("2027-10-29T10:00:00Z", 6, null));
        Assert.Equal(
            new DateTimeOffset(2027, 11, 1, 8, 0, 0, TimeSpan.Zero),
            new DateTimeOffset(await app.App.QueryAsync<DateTime>("select due_at from wellness.weekly_due where user_id = $1", person.Id)));

        app.MoveTo(new(2027, 11, 1, 7, 59, 0, TimeSpan.Zero));
        await SendAsync();
        Assert.Empty(await app.NotificationsAsync(person));
        app.MoveTo(new(2027, 11, 1, 8, 0, 30, TimeSpan.Zero));
        await SendAsync();
        await SendAsync();
        await app.App.HandleEventsAsync(Calls.Token);

        var told = Assert.Single(await app.NotificationsAsync(person));
        Assert.Equal(("weekly_summary", "2027-10-25"), (told.Kind, told.Occasion));
        Assert.Equal(1, await app.App.QueryAsync<int>("select total_checkins from wellness.weekly_summaries where user_id = $1 and week_of = '2027-10-25'", person.Id));
        Assert.Equal(
            new DateTime(2027, 11, 8, 8, 0, 0, DateTimeKind.Utc), await app.App.QueryAsync<DateTime>("select due_at from wellness.weekly_due where user_id = $1", person.Id));
    }

    [Fact]
    public async Task Week_WithoutACheckIn_IsNotTold()
    {
        app.MoveTo(new(2027, 6, 10, 12, 0, 0, TimeSpan.Zero));
        var person = await app.OpenAsync();
        app.MoveTo(new(2027, 6, 14, 7, 1, 0, TimeSpan.Zero));

        await SendAsync();

        Assert.Empty(await app.NotificationsAsync(person));
        Assert.Equal(
            new DateTime(2027, 6, 21, 7, 0, 0, DateTimeKind.Utc), await app.App.QueryAsync<DateTime>("select due_at from wellness.weekly_due where user_id = $1", person.Id));
    }

    private async Task SendAsync()
    {
        await using var scope = app.App.Services.CreateAsyncScope();
        var send = scope.ServiceProvider.GetRequiredService<SendWeeklySummaries>();
        while (await send.SendNextAsync(Calls.Token))
        {
        }
    }
}
