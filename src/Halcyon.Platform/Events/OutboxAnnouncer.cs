using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Platform.Events;

/// <summary>Wakes the dispatchers of every node, once for many events. Should it fail, they look by themselves after some seconds.</summary>
/// <remarks>Outside the events' own transactions: PostgreSQL lets those that notify commit only one after the other.</remarks>
internal sealed class OutboxAnnouncer(NpgsqlDataSource dataSource, ILogger<OutboxAnnouncer> logger) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(20);

    /// <summary>By then also a slow transaction has committed, which was still open at the first announcement.</summary>
    private static readonly TimeSpan Again = TimeSpan.FromMilliseconds(400);

    private readonly Channel<bool> _written = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>An event is about to be written.</summary>
    public void Announce() => _written.Writer.TryWrite(true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _written.Reader.WaitToReadAsync(stoppingToken))
            {
                await Task.Delay(Gather, stoppingToken);
                while (_written.Reader.TryRead(out _))
                {
                }

                await NotifyAsync(stoppingToken);
                if (!await IsWrittenWithinAsync(Again, stoppingToken))
                    await NotifyAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    private async Task<bool> IsWrittenWithinAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        try
        {
            return await _written.Reader.WaitToReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    private async Task NotifyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = dataSource.CreateCommand("select pg_notify('halcyon_outbox', '')");
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            logger.LogWarning("Events were not announced: the database does not answer ({Reason}).", exception.Message);
        }
    }
}
