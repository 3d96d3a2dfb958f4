using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;
using Halcyon.Wellness.Achievements;
using Halcyon.Wellness.PersonalData;
using Npgsql;

namespace Halcyon.Wellness.Insights;

/// <summary>What was worked out for a person and kept.</summary>
internal sealed class InsightsData(NpgsqlDataSource dataSource, WellnessDb db) : IFeatureData
{
    public IReadOnlyList<string> Tables { get; } =
        ["wellness.weekly_summaries", "wellness.insight_settings", "wellness.weekly_due", "wellness.user_achievements"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        IAsyncEnumerable<JsonElement> Rows(string sql) => PlainRows.ReadAsync(dataSource, sql, userId, cancellationToken);
        await export.WriteRowsAsync(
            "insights_weeks", "Weeks in numbers",
            Rows("""
                select week_of, total_checkins, average_mood_score, average_energy_level, mood_trend, facts, narrative, computed_at
                from wellness.weekly_summaries where user_id = $1 order by week_of
                """), cancellationToken);
        await export.WriteRowsAsync(
            "insights_achievements", "Achievements",
            Rows("select type, achieved_at, metadata from wellness.user_achievements where user_id = $1 order by achieved_at, type"), cancellationToken);
        await export.WriteRowsAsync(
            "insights_hidden", "Views you hide", Rows("select hidden, updated_at from wellness.insight_settings where user_id = $1"), cancellationToken);
    }

    /// <remarks>Weeks are worked out anew from the check-ins that come with them.</remarks>
    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<AchievementRow>("insights_achievements", cancellationToken))
        {
            if (Achievement.Find(row.Type) is not null)
                await AwardAchievements.KeepAsync(db, userId, row.Type, row.AchievedAt.ToUniversalTime(), cancellationToken);
        }

        await foreach (var row in source.ReadRowsAsync<HiddenRow>("insights_hidden", cancellationToken))
        {
            string[] hidden = [.. InsightSections.All.Where(section => row.Hidden?.Contains(section, StringComparer.Ordinal) ?? false)];
            await using var command = dataSource.CreateCommand(
                "insert into wellness.insight_settings (user_id, hidden, updated_at) values ($1, $2, $3) on conflict (user_id) do nothing");
            foreach (var value in new object[] { userId.Value, hidden, row.UpdatedAt.ToUniversalTime() })
                command.Parameters.Add(new() { Value = value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private sealed record AchievementRow(string Type, DateTimeOffset AchievedAt);

    private sealed record HiddenRow(IReadOnlyList<string>? Hidden, DateTimeOffset UpdatedAt);
}
