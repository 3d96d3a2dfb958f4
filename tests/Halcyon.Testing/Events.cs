using Halcyon.Platform.Events;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Testing;

public static class Events
{
    /// <summary>Returns when every event that was published so far has been handled, here or by the program's own worker.</summary>
    public static async Task HandleEventsAsync(this HalcyonApp app, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(app);
        var dispatcher = app.Services.GetRequiredService<OutboxDispatcher>();
        await using var connection = new NpgsqlConnection(app.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        // A row is locked while its event is handled: locking it waits for that.
        await using var underWay = new NpgsqlCommand(
            "select count(*) from (select from platform.outbox where dead_at is null and due_at <= now() for update) due", connection);
        do
        {
            while (await dispatcher.DispatchNextAsync(cancellationToken))
            {
            }
        }
        while (await underWay.ExecuteScalarAsync(cancellationToken) is > 0L);
    }
}
