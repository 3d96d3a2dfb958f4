using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Platform.PersonalData;
using Npgsql;

namespace Halcyon.Wellness.PersonalData;

/// <summary>All that the features of the companion keep, in the order in which they are registered.</summary>
internal sealed class WellnessPersonalData(IEnumerable<IFeatureData> features, NpgsqlDataSource dataSource) : IPersonalData, IHandle<AccountErased>
{
    private readonly IReadOnlyList<IFeatureData> _features = [.. features];

    public string Area => "wellness";

    public IReadOnlyList<string> Tables => [.. _features.SelectMany(feature => feature.Tables)];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        foreach (var feature in _features)
            await feature.ExportAsync(userId, export, cancellationToken);
    }

    public async Task ImportAsync(UserId userId, IPersonalDataImport import, CancellationToken cancellationToken)
    {
        foreach (var feature in _features)
            await feature.ImportAsync(userId, import, cancellationToken);
    }

    public async Task EraseAsync(UserId userId, CancellationToken cancellationToken)
    {
        foreach (var feature in _features)
            await feature.EraseMoreAsync(userId, cancellationToken);

        // Backwards: what was added last may hang on what came before. The names are the features' own.
        foreach (var table in Tables.Reverse())
        {
            await using var command = dataSource.CreateCommand($"delete from {table} where user_id = $1");
            command.Parameters.Add(new() { Value = userId.Value });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    /// <summary>What a request that was still running wrote after the erasure.</summary>
    public Task HandleAsync(Guid eventId, AccountErased domainEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        return EraseAsync(domainEvent.UserId, cancellationToken);
    }
}
