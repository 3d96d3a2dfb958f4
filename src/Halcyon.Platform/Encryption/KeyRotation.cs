using System.Globalization;
using System.Security.Cryptography;
using Halcyon.Platform.Audit;
using Npgsql;

namespace Halcyon.Platform.Encryption;

/// <param name="CurrentKey">Id of the key that everything is under now.</param>
/// <param name="OldKeys">Ids of the keys that nothing in the database needs any more.</param>
/// <param name="Values">How many were wrapped again.</param>
/// <param name="IsNewKey">Whether a key was made; false when a rotation was finished that had been begun, or there was nothing to do.</param>
public sealed record RotatedKeys(string CurrentKey, IReadOnlyList<string> OldKeys, long Values, bool IsNewKey, string? KeyFile);

/// <summary>Wraps everything anew that the master key protects, while Halcyon serves.</summary>
/// <remarks>
/// Only keys are wrapped again, never what they encrypt: fields and blobs are under their owner's key, which stays the same.
/// A value is replaced only if it is still the one that was read, so that nothing written meanwhile is lost.
/// </remarks>
public sealed class KeyRotation
{
    private const int BatchSize = 500;
    private readonly NpgsqlDataSource _dataSource;
    private readonly MasterKeys _masterKeys;
    private readonly ISystemProtector _protector;
    private readonly IReadOnlyList<SystemProtectedColumn> _columns;
    private readonly IAuditLog _audit;

    internal KeyRotation(
        NpgsqlDataSource dataSource, MasterKeys masterKeys, ISystemProtector protector, IEnumerable<SystemProtectedColumn> columns, IAuditLog audit) =>
        (_dataSource, _masterKeys, _protector, _columns, _audit) = (dataSource, masterKeys, protector, [.. columns], audit);

    /// <summary>Whether the keys lie in a file of the data folder, and not in the setting.</summary>
    public bool IsKeyFile => _masterKeys.FilePath is not null;

    public string CurrentKey => _masterKeys.Current.Name;

    /// <summary>How many values are not under the current key.</summary>
    public async Task<long> CountWaitingAsync(CancellationToken cancellationToken)
    {
        var current = _masterKeys.Current.Id;
        long waiting = 0;
        foreach (var column in _columns)
        {
            await using var command = _dataSource.CreateCommand($"select count(*) from {column.Table} where {Waits(column)}");
            command.CommandTimeout = 0;
            command.Parameters.Add(new() { Value = current });
            waiting += (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }

        return waiting;
    }

    /// <summary>Makes a new key where the key file allows it, unless a rotation is still to be finished; then wraps until nothing waits.</summary>
    /// <param name="progress">Values done so far.</param>
    public async Task<RotatedKeys> RunAsync(IProgress<long>? progress, CancellationToken cancellationToken)
    {
        var isNewKey = IsKeyFile && await CountWaitingAsync(cancellationToken) == 0;
        if (isNewKey)
        {
            _masterKeys.AddToFile();
            await _audit.AppendAsync(Entry("keys.master_key_made", []), cancellationToken);
            // Every process has looked at the file by then; from here on nobody writes under the old key.
            await Task.Delay(2 * MasterKeys.LookInterval, cancellationToken);
        }

        long values = 0, found;
        do
        {
            found = 0;
            foreach (var column in _columns)
                found += await WrapAsync(column, done => progress?.Report(values + found + done), cancellationToken);
            values += found;
        }
        while (found > 0);

        var old = _masterKeys.All.Skip(1).Select(key => key.Name).ToList();
        if (isNewKey || values > 0)
            await _audit.AppendAsync(Entry("keys.rotated", new() { ["values"] = values.ToString(CultureInfo.InvariantCulture) }), cancellationToken);
        return new RotatedKeys(CurrentKey, old, values, isNewKey, _masterKeys.FilePath);
    }

    private static string Waits(SystemProtectedColumn column) =>
        $"{column.Column} is not null and substring({column.Column} from 2 for {MasterKeys.KeyIdBytes}) <> $1";

    private async Task<long> WrapAsync(SystemProtectedColumn column, Action<long> report, CancellationToken cancellationToken)
    {
        long done = 0;
        object? last = null;
        while (true)
        {
            var batch = await ReadAsync(column, last, cancellationToken);
            if (batch.Count == 0)
                return done;

            await ReplaceAsync(column, batch, cancellationToken);
            (last, done) = (batch[^1].Key, done + batch.Count);
            report(done);
        }
    }

    private async Task<List<(object Key, byte[] Value)>> ReadAsync(SystemProtectedColumn column, object? last, CancellationToken cancellationToken)
    {
        await using var command = _dataSource.CreateCommand(
            $"select {column.Key}, {column.Column} from {column.Table} where {Waits(column)} {(last is null ? "" : $"and {column.Key} > $2")} order by {column.Key} limit {BatchSize}");
        command.Parameters.Add(new() { Value = _masterKeys.Current.Id });
        if (last is not null)
            command.Parameters.Add(new() { Value = last });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var batch = new List<(object, byte[])>(BatchSize);
        while (await reader.ReadAsync(cancellationToken))
            batch.Add((reader.GetValue(0), reader.GetFieldValue<byte[]>(1)));
        return batch;
    }

    private async Task ReplaceAsync(SystemProtectedColumn column, List<(object Key, byte[] Value)> values, CancellationToken cancellationToken)
    {
        await using var connection = await _dataSource.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (key, value) in values)
        {
            batch.BatchCommands.Add(new($"update {column.Table} set {column.Column} = $1 where {column.Key} = $2 and {column.Column} = $3")
            {
                Parameters = { new() { Value = Wrap(column, key, value) }, new() { Value = key }, new() { Value = value } },
            });
        }

        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    private byte[] Wrap(SystemProtectedColumn column, object key, byte[] value)
    {
        var purpose = column.Purpose(key);
        byte[] plain;
        try
        {
            plain = _protector.Unprotect(purpose, value);
        }
        catch (CryptographicException)
        {
            throw new MasterKeyException($"The value of {column.Table} {key} does not open under the key that it names; it was damaged. Restore it from a backup, then rotate again.");
        }

        try
        {
            return _protector.Protect(purpose, plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    private AuditEntry Entry(string action, Dictionary<string, string> details)
    {
        details["master_key"] = CurrentKey;
        return new AuditEntry(action, null, null, "keys", Details: details);
    }
}
