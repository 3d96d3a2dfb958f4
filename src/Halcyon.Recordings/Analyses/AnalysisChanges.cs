using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Recordings.Analyses;

/// <summary>Hears from PostgreSQL which analyses changed, on whichever worker, and wakes those who watch them here.</summary>
/// <remarks>One connection for the whole process. Watchers read the row themselves, so a missed or doubled wake-up does no harm.</remarks>
internal sealed class AnalysisChanges(NpgsqlDataSource database, ILogger<AnalysisChanges> log) : BackgroundService
{
    private static readonly TimeSpan Reconnect = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<AnalysisWatch, Guid> _watches = new();

    public AnalysisWatch Watch(AnalysisId id)
    {
        var watch = new AnalysisWatch(gone => _watches.TryRemove(gone, out _));
        _watches[watch] = id.Value;
        return watch;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException problem)
            {
                log.LogWarning(problem, "Progress of analyses is not heard until the database answers again");
                await Task.Delay(Reconnect, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ListenAsync(CancellationToken stoppingToken)
    {
        await using var connection = await database.OpenConnectionAsync(stoppingToken);
        connection.Notification += (_, notification) => Wake(Guid.TryParse(notification.Payload, out var id) ? id : null);
        await using (var listen = new NpgsqlCommand($"listen {AnalysisQueue.Channel}", connection))
            await listen.ExecuteNonQueryAsync(stoppingToken);

        // Whatever was announced while nobody listened.
        Wake(null);
        while (!stoppingToken.IsCancellationRequested)
            await connection.WaitAsync(stoppingToken);
    }

    private void Wake(Guid? id)
    {
        foreach (var (watch, watched) in _watches)
        {
            if (id is null || watched == id)
                watch.Wake();
        }
    }
}

/// <summary>One who waits for changes of one analysis; several changes while it is busy are one.</summary>
internal sealed class AnalysisWatch(Action<AnalysisWatch> onDispose) : IDisposable
{
    private readonly Channel<bool> _changes = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Wake() => _changes.Writer.TryWrite(true);

    /// <summary>Returns after a change, after <paramref name="atMost"/> without one, or when the caller gives up.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(atMost);
        try
        {
            await _changes.Reader.ReadAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // No change in this time; who gave up knows so.
        }
    }

    public void Dispose() => onDispose(this);
}
