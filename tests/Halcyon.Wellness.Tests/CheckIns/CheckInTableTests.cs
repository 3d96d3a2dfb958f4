using Halcyon.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Halcyon.Wellness.Tests.CheckIns;

/// <summary>The table itself refuses what cannot be, whichever way it comes.</summary>
public sealed class CheckInTableTests(HalcyonApp app)
{
    [Theory]
    [InlineData("mood_score", "0")]
    [InlineData("energy_level", "11")]
    [InlineData("anxiety_level", "0")]
    [InlineData("stress_level", "11")]
    [InlineData("sensory_load", "0")]
    [InlineData("executive_function", "11")]
    [InlineData("masking_level", "0")]
    [InlineData("sleep_hours", "24.1")]
    [InlineData("location", "'moon'")]
    [InlineData("social", "'with_everybody'")]
    [InlineData("journal_sentiment", "-1.1")]
    [InlineData("ai_confidence", "1.1")]
    [InlineData("crisis_risk_level", "'none'")]
    [InlineData("crisis_risk_score", "-0.1")]
    public async Task CheckIns_ValueOutOfBounds_AreRefused(string column, string value)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["mood_score"] = "1",
            ["energy_level"] = "10",
            ["crisis_risk_level"] = "'low'",
            ["crisis_risk_score"] = "0",
        };
        await InsertAsync(values);
        values[column] = value;

        var problem = await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(values));

        Assert.Equal(PostgresErrorCodes.CheckViolation, problem.SqlState);
    }

    private async Task InsertAsync(Dictionary<string, string> values)
    {
        await using var command = app.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            $"""
            insert into wellness.check_ins (id, user_id, occurred_at, created_at, emotion_tags, has_journal, crisis_flagged, {string.Join(", ", values.Keys)})
            values (gen_random_uuid(), gen_random_uuid(), now(), now(), array[]::text[], false, false, {string.Join(", ", values.Values)})
            """);
        await command.ExecuteNonQueryAsync(Calls.Token);
    }
}
