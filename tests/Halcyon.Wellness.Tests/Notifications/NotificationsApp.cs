using System.Net.Http.Json;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Testing;
using Halcyon.Wellness.Notifications;
using Halcyon.Wellness.Notifications.Push;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests.Notifications;

/// <summary>A server whose clock the test moves, with a push service beside it. Nothing is delivered unless the test says so.</summary>
public sealed class NotificationsApp : IAsyncLifetime
{
    private readonly MovedClock _clock = new();
    private HalcyonApp _app = null!;

    internal PushService Push { get; private set; } = null!;

    internal DateTimeOffset Now => _clock.GetUtcNow();

    internal bool IsInSession { get; set; }

    internal HalcyonApp App => _app;

    public async ValueTask InitializeAsync()
    {
        Push = await PushService.StartAsync();
        _app = await HalcyonApp.StartAsync(
            options => options with { Roles = new HashSet<string>(["api"], StringComparer.Ordinal) },
            builder =>
            {
                builder.Services.AddSingleton<TimeProvider>(_clock);
                builder.Services.AddSingleton(new PushTargets { IsAllowed = _ => true });
                builder.Services.AddSingleton<IInterruptible>(new Session(this));
            });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Push.DisposeAsync();
    }

    internal void MoveTo(DateTimeOffset instant) => _clock.MoveTo(instant);

    /// <summary>A person in Zurich, without the daily reminders unless the test is about them.</summary>
    internal async Task<TestPerson> OpenAsync(bool reminded = false, int most = 3)
    {
        var client = await _app.RegisterAsync();
        var me = await client.GetFromJsonAsync<JsonElement>("/v1/users/me", Stop);
        (await client.PatchAsJsonAsync("/v1/users/me/profile", new { time_zone = "Europe/Zurich" }, Stop)).EnsureSuccessStatusCode();
        var preferences = (await client.GetFromJsonAsync<Dictionary<string, object>>("/v1/users/me/preferences", Stop))!;
        (preferences["morning_checkin_enabled"], preferences["evening_reflection_enabled"]) = (reminded, reminded);
        preferences["max_notifications_per_day"] = most;
        (await client.PutAsJsonAsync("/v1/users/me/preferences", preferences, Stop)).EnsureSuccessStatusCode();
        await _app.HandleEventsAsync(Stop);
        return new TestPerson(client, me.GetProperty("id").GetGuid(), me.GetProperty("email").GetString()!);
    }

    internal async Task SubscribeAsync(TestPerson person)
    {
        var secret = await _app.Services.GetRequiredService<IFieldProtector>()
            .ProtectJsonAsync(new UserId(person.Id), BrowserAddress.Purpose, Push.AddressOf(person.Id), Stop);
        await SqlAsync(
            "insert into wellness.push_subscriptions (id, user_id, endpoint_hash, subscription, created_at) values (gen_random_uuid(), $1, $2, $3, now())",
            person.Id, Guid.NewGuid().ToByteArray(), secret);
    }

    internal Task NotifyAsync(TestPerson person, string kind, string occasion) =>
        _app.WithAsync<WellnessDb, bool>(async db =>
        {
            await _app.Services.GetRequiredService<Notifier>().NotifyAsync(db, new UserId(person.Id), NotificationKind.Find(kind)!, occasion, null, Stop);
            return true;
        });

    internal Task MoveOnAsync() => _app.Services.GetRequiredService<NotificationLoop>().MoveOnAsync(Stop);

    internal Task<List<Notification>> NotificationsAsync(TestPerson person) => _app.WithAsync<WellnessDb, List<Notification>>(
        db => db.Set<Notification>().AsNoTracking().Where(n => n.UserId == person.Id).OrderBy(n => n.Id).ToListAsync(Stop));

    internal Task<List<Reminder>> RemindersAsync(TestPerson person) => _app.WithAsync<WellnessDb, List<Reminder>>(
        db => db.Set<Reminder>().AsNoTracking().Where(r => r.UserId == person.Id).OrderBy(r => r.DueAt).ToListAsync(Stop));

    internal async Task<int> SqlAsync(string sql, params object[] values)
    {
        await using var connection = new NpgsqlConnection(_app.ConnectionString);
        await connection.OpenAsync(Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return await command.ExecuteNonQueryAsync(Stop);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private sealed class Session(NotificationsApp owner) : IInterruptible
    {
        public Task<bool> IsUnderWayAsync(UserId userId, CancellationToken cancellationToken) => Task.FromResult(owner.IsInSession);
    }
}

internal sealed record TestPerson(HttpClient Client, Guid Id, string Email);
