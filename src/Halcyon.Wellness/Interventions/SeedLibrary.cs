using System.Text.Json;
using Halcyon.Platform.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Halcyon.Wellness.Interventions;

/// <summary>
/// Brings the library's texts into the database at each start. What people rated stays; an action that left the library is
/// no longer offered; texts of a newer program that runs beside this one are left alone.
/// </summary>
internal sealed class SeedLibrary(NpgsqlDataSource dataSource) : IStartupTask
{
    private const string Upsert =
        """
        insert into wellness.interventions as here
            (id, content_version, name, short_description, detailed_instructions, steps, player, player_settings, duration_seconds,
            effort_level, energy_required, therapeutic_approach, sub_category, target_emotions, times_of_day, adhd_friendly, asd_friendly,
            sensory_intensity, requires_verbal, requires_movement, contraindications, age_appropriate, safe_in_crisis, evidence_source,
            evidence_strength, media_type)
        select i.id, $2, i.name, i.short_description, i.detailed_instructions, i.steps, i.player, i.player_settings, i.duration_seconds,
            i.effort_level, i.energy_required, $3, i.sub_category, i.target_emotions, i.times_of_day, i.adhd_friendly, i.asd_friendly,
            i.sensory_intensity, i.requires_verbal, i.requires_movement, i.contraindications, i.age_appropriate, i.safe_in_crisis,
            i.evidence_source, i.evidence_strength, case i.player when 'steps' then 'text' else 'interactive' end
        from jsonb_populate_recordset(null::wellness.interventions, $1) i
        on conflict (id) do update set
            content_version = excluded.content_version, name = excluded.name, short_description = excluded.short_description,
            detailed_instructions = excluded.detailed_instructions, steps = excluded.steps, player = excluded.player,
            player_settings = excluded.player_settings, duration_seconds = excluded.duration_seconds, effort_level = excluded.effort_level,
            energy_required = excluded.energy_required, therapeutic_approach = excluded.therapeutic_approach,
            sub_category = excluded.sub_category, target_emotions = excluded.target_emotions, times_of_day = excluded.times_of_day,
            adhd_friendly = excluded.adhd_friendly, asd_friendly = excluded.asd_friendly, sensory_intensity = excluded.sensory_intensity,
            requires_verbal = excluded.requires_verbal, requires_movement = excluded.requires_movement,
            contraindications = excluded.contraindications, age_appropriate = excluded.age_appropriate,
            safe_in_crisis = excluded.safe_in_crisis, evidence_source = excluded.evidence_source,
            evidence_strength = excluded.evidence_strength, media_type = excluded.media_type, is_active = true
        where here.content_version < excluded.content_version
        """;

    /// <summary>Of the same approach and an older edition, and not in this one.</summary>
    private const string Retire =
        """
        update wellness.interventions set is_active = false
        where therapeutic_approach = $3 and content_version < $2 and is_active
        """;

    public int Order => 50;

    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        foreach (var file in LibraryFile.ReadAll())
            await BringAsync(connection, file, cancellationToken);
        return [];
    }

    internal static async Task BringAsync(NpgsqlConnection connection, LibraryFile file, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var sql in new[] { Upsert, Retire })
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(sql)
            {
                Parameters =
                {
                    new() { Value = JsonSerializer.Serialize(file.Interventions, Intervention.Json), NpgsqlDbType = NpgsqlDbType.Jsonb },
                    new() { Value = file.ContentVersion },
                    new() { Value = file.TherapeuticApproach },
                },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
