using System.Runtime.CompilerServices;
using System.Text.Json;
using Halcyon.Platform.Access;
using Npgsql;

namespace Halcyon.Wellness.PersonalData;

/// <summary>Rows without anything encrypted, as the database words them in JSON, for an export.</summary>
internal static class PlainRows
{
    /// <param name="sql">With the person's id as $1.</param>
    public static async IAsyncEnumerable<JsonElement> ReadAsync(
        NpgsqlDataSource dataSource, string sql, UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand($"select row_to_json(row)::text from ({sql}) row");
        command.Parameters.Add(new() { Value = userId.Value });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
            yield return JsonSerializer.Deserialize<JsonElement>(reader.GetString(0));
    }
}
