using Halcyon.Platform.Database.Embedded;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Platform.Hosting;

/// <summary>Asks each thing that we depend on whether it works, within a second.</summary>
internal sealed class Readiness(NpgsqlDataSource dataSource, HalcyonOptions options, IServiceProvider services)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <returns>Each dependency with `ok`, or the reason why not.</returns>
    public async Task<IReadOnlyDictionary<string, string>> CheckAsync(CancellationToken cancellationToken) =>
        new Dictionary<string, string>
        {
            ["database"] = await CheckDatabaseAsync(cancellationToken),
            ["storage"] = CheckStorage(),
        };

    private async Task<string> CheckDatabaseAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<EmbeddedPostgres>() is { IsRunning: false })
            return "restarting";

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var command = dataSource.CreateCommand("select 1");
            await command.ExecuteScalarAsync(patience.Token);
            return "ok";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "does not answer";
        }
        catch (NpgsqlException)
        {
            return "cannot be reached";
        }
    }

    private string CheckStorage() => Directory.Exists(options.DataDirectory) ? "ok" : "the data folder is gone";
}
