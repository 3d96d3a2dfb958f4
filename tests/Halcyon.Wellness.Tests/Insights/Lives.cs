using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Testing;
using Halcyon.Wellness.CheckIns;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Wellness.Tests.Insights;

/// <summary>Check-ins of any time, written as the program writes them.</summary>
internal static class Lives
{
    public static async Task<HttpClient> InAsync(this HalcyonApp app, string zone)
    {
        var client = await app.RegisterAsync();
        using var changed = await client.SendJsonAsync(HttpMethod.Patch, "/v1/users/me/profile", new { time_zone = zone });
        changed.EnsureSuccessStatusCode();
        return client;
    }

    public static async Task AddAsync(this HalcyonApp app, UserId userId, params (string At, int Mood, Action<CheckIn>? More)[] moments)
    {
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(Calls.Token);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (at, mood, more) in moments)
        {
            var checkIn = CheckInDraft.Empty(userId, DateTimeOffset.Parse(at, null), CheckInIds.Cut(DateTimeOffset.UtcNow));
            (checkIn.MoodScore, checkIn.EnergyLevel) = ((short)mood, 5);
            more?.Invoke(checkIn);
            batch.BatchCommands.Add(CheckInRows.Insert(checkIn));
        }

        await batch.ExecuteNonQueryAsync(Calls.Token);
    }

    public static Task<byte[]?> SealAsync(this HalcyonApp app, UserId userId, CheckInContent content) =>
        content.SealAsync(app.Services.GetRequiredService<IFieldProtector>(), userId, Calls.Token);

    public static Task<int> RateAsync(this HalcyonApp app, UserId userId, string action, string at, int rating) => app.QueryAsync<int>(
        """
        insert into wellness.intervention_sessions
            (id, user_id, intervention_id, started_at, ended_at, was_completed, was_skipped, effectiveness_rating, feedback_tags, time_of_day, context_version, context)
        values (gen_random_uuid(), $1, $2, $3::timestamptz, $3::timestamptz, true, false, $4, '{}', 'morning', 1, '{}') returning 1
        """, userId.Value, action, DateTimeOffset.Parse(at, null), rating);
}
