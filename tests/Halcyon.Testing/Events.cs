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
        const string Due = "from platform.outbox where dead_at is null and due_at <= now()";
        // A row is locked while its event is handled: locking it waits for that.
        await using var underWay = new NpgsqlCommand($"select {Due} for update", connection);
        // Asked anew: what a handler published meanwhile, the statement that waited for it did not see.
        await using var left = new NpgsqlCommand($"select exists (select {Due})", connection);
        do
        {
            while (await dispatcher.DispatchNextAsync(cancellationToken))
            {
            }

            await underWay.ExecuteNonQueryAsync(cancellationToken);
        }
        while (await left.ExecuteScalarAsync(cancellationToken) is true);
    }
}
