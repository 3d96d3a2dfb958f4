using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Npgsql;

namespace Halcyon.Platform.Audit;

/// <summary>What to look for; null is anything.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive.</param>
public sealed record AuditFilter(
    UserId? ActorId = null, UserId? SubjectId = null, string? Action = null, string? Outcome = null, DateTimeOffset? From = null, DateTimeOffset? To = null);

/// <summary>An entry as it is shown: with what the keys of the living still open.</summary>
public sealed record AuditRecord(
    long Sequence, DateTimeOffset OccurredAt, string Action, UserId? ActorId, UserId? SubjectId, string? Resource, string Outcome,
    IReadOnlyDictionary<string, string>? Details, string? IpAddress, string? CorrelationId);

/// <summary>Finds entries, newest first. Each filter has an index that ends in the page's order.</summary>
public sealed class AuditSearch
{
    private readonly NpgsqlDataSource _dataSource;
    private readonly UserKeys _keys;

    internal AuditSearch(NpgsqlDataSource dataSource, UserKeys keys) => (_dataSource, _keys) = (dataSource, keys);

    /// <param name="before">The last row of the page before; null for the first page.</param>
    public async Task<IReadOnlyList<AuditRecord>> FindAsync(
        AuditFilter filter, AuditPosition? before, int limit, CancellationToken cancellationToken)
    {
        await using var command = Command(filter, before, limit);
        var rows = new List<AuditRow>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
                rows.Add(Read(reader));
        }

        var owners = rows.Where(row => row.SealedDetails is not null || row.SealedIpAddress is not null)
            .SelectMany(row => new[] { row.ActorId, row.SubjectId })
            .OfType<Guid>().Distinct().Select(id => new UserId(id)).ToList();
        var keys = await _keys.FindAsync(owners, cancellationToken);
        return rows.ConvertAll(row => Open(row, keys));
    }

    /// <summary>Every action there is in the log, by jumping from one to the next in the index.</summary>
    public async Task<IReadOnlyList<string>> ReadActionsAsync(CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(
            """
            with recursive known(action) as (
                (select action from platform.audit_entry order by action limit 1)
                union all
                select (select e.action from platform.audit_entry e where e.action > known.action order by e.action limit 1)
                from known where known.action is not null)
            select action from known where action is not null
            """);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var actions = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
            actions.Add(reader.GetString(0));
        return actions;
    }

    /// <remarks>Only the conditions that are asked for: with "or is null" the planner would choose one plan for all of them.</remarks>
    internal NpgsqlCommand Command(AuditFilter filter, AuditPosition? before, int limit)
    {
        var command = _dataSource.CreateCommand();
        var conditions = new List<string>();
        string Value(object value)
        {
            command.Parameters.Add(new() { Value = value });
            return $"${command.Parameters.Count}";
        }

        if (filter.ActorId is { } actor)
            conditions.Add($"actor_id = {Value(actor.Value)}");
        if (filter.SubjectId is { } subject)
            conditions.Add($"subject_id = {Value(subject.Value)}");
        if (filter.Action is { } action)
            conditions.Add($"action = {Value(action)}");
        if (filter.Outcome is { } outcome)
            conditions.Add(outcome == "success" ? $"outcome = {Value(outcome)}" : $"outcome = {Value(outcome)} and outcome <> 'success'");
        if (filter.From is { } from)
            conditions.Add($"occurred_at >= {Value(from.ToUniversalTime())}");
        if (filter.To is { } to)
            conditions.Add($"occurred_at < {Value(to.ToUniversalTime())}");
        if (before is { } position)
            conditions.Add($"(occurred_at, sequence) < ({Value(position.OccurredAt)}, {Value(position.Sequence)})");

        command.CommandText =
            $"""
            select sequence, occurred_at, action, actor_id, subject_id, resource, outcome, details::text, ip_address,
                sealed_details, sealed_ip_address, correlation_id
            from platform.audit_entry
            {(conditions.Count == 0 ? string.Empty : "where " + string.Join(" and ", conditions))}
            order by occurred_at desc, sequence desc limit {limit}
            """;
        return command;
    }

    private static AuditRow Read(NpgsqlDataReader reader)
    {
        string? Text(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
        byte[]? Bytes(int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<byte[]>(column);
        Guid? Id(int column) => reader.IsDBNull(column) ? null : reader.GetGuid(column);
        return new AuditRow(
            reader.GetInt64(0), reader.GetFieldValue<DateTimeOffset>(1), reader.GetString(2), Id(3), Id(4), Text(5), reader.GetString(6),
            Text(7) is { } details ? JsonSerializer.Deserialize<Dictionary<string, string>>(details) : null, Text(8), Bytes(9), Bytes(10), Text(11));
    }

    private static AuditRecord Open(AuditRow row, IReadOnlyDictionary<UserId, byte[]> keys)
    {
        var actor = row.ActorId is { } actorId ? new UserId(actorId) : default(UserId?);
        var subject = row.SubjectId is { } subjectId ? new UserId(subjectId) : default(UserId?);
        string? Unseal(UserId? owner, string field, byte[]? cipher) =>
            cipher is not null && owner is { } known && keys.TryGetValue(known, out var key) ? AuditSeal.Open(key, known, field, cipher) : null;
        var details = Unseal(AuditSeal.OwnerOfDetails(actor, subject), AuditFields.Details, row.SealedDetails);
        return new AuditRecord(
            row.Sequence, row.OccurredAt, row.Action, actor, subject, row.Resource, row.Outcome,
            details is null ? row.Details : JsonSerializer.Deserialize<Dictionary<string, string>>(details),
            Unseal(AuditSeal.OwnerOfAddress(actor, subject), AuditFields.IpAddress, row.SealedIpAddress) ?? row.IpAddress,
            row.CorrelationId);
    }
}
