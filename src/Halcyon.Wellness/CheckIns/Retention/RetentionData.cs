using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;
using Halcyon.Wellness.PersonalData;
using Npgsql;

namespace Halcyon.Wellness.CheckIns.Retention;

/// <summary>The months of which only numbers are left, and the choice that decides it.</summary>
internal sealed class RetentionData(NpgsqlDataSource dataSource, WellnessDb db, TimeProvider clock) : IFeatureData
{
    private const string Months = "check_in_months";
    private const string Settings = "check_in_settings";

    public IReadOnlyList<string> Tables { get; } = ["wellness.check_in_months", "wellness.check_in_settings"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await export.WriteRowsAsync(Months, "Months of check-ins, in numbers", PlainRows.ReadAsync(
            dataSource,
            """
            select month, check_ins, mood_average, mood_lowest, mood_highest, energy_average, anxiety_average, stress_average, sleep_hours_average
            from wellness.check_in_months where user_id = $1 order by month
            """,
            userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync(Settings, "How long check-ins are kept", PlainRows.ReadAsync(
            dataSource, "select keep_for_ever, updated_at from wellness.check_in_settings where user_id = $1", userId, cancellationToken), cancellationToken);
    }

    /// <summary>A month that is here already stays as it is.</summary>
    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<MonthRow>(Months, cancellationToken))
        {
            if (row.Month.Day != 1 || row.CheckIns < 1 || row.MoodLowest is < 1 or > 10 || row.MoodHighest is < 1 or > 10)
                throw new Platform.PersonalData.Import.ImportRefusedException($"The file wellness/{Months}.json of the archive has a month that cannot be.");

            await using var command = dataSource.CreateCommand(
                """
                insert into wellness.check_in_months values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing
                """);
            object?[] values =
            [
                userId.Value, row.Month, row.CheckIns, row.MoodAverage, row.MoodLowest, row.MoodHighest, row.EnergyAverage, row.AnxietyAverage,
                row.StressAverage, row.SleepHoursAverage,
            ];
            foreach (var value in values)
                command.Parameters.Add(new() { Value = value ?? DBNull.Value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await foreach (var row in source.ReadRowsAsync<SettingsRow>(Settings, cancellationToken))
        {
            if (await db.Set<CheckInSettings>().FindAsync([userId], cancellationToken) is not null)
                return;
            db.Add(new CheckInSettings { UserId = userId, KeepForEver = row.KeepForEver, UpdatedAt = clock.GetUtcNow() });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private sealed record MonthRow(
        DateOnly Month, int CheckIns, double MoodAverage, short MoodLowest, short MoodHighest, double EnergyAverage, double? AnxietyAverage,
        double? StressAverage, double? SleepHoursAverage);

    private sealed record SettingsRow(bool KeepForEver);
}
