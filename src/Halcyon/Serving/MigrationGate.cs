using Halcyon.Platform.Database.Migrations;
using Halcyon.Platform.Hosting;

namespace Halcyon.Serving;

/// <summary>Our own database is brought to this version; an operator's is only looked at.</summary>
internal static class MigrationGate
{
    public static async Task PassAsync(IServiceProvider services, HalcyonOptions options, CancellationToken cancellationToken)
    {
        var migrator = services.GetRequiredService<Migrator>();
        if (options.Database is null)
            await migrator.ApplyAsync(cancellationToken);
        else if (await migrator.ReadPendingAsync(cancellationToken) is { Count: > 0 } pending)
            throw new MigrationException($"The database lacks {pending.Count} migrations, first {pending[0]}; run 'halcyon migrate' with the same HALCYON_DATABASE first.");
    }
}
