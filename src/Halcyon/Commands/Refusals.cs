using Halcyon.Platform.Audit;
using Halcyon.Platform.Database;
using Halcyon.Platform.Database.Embedded;
using Halcyon.Platform.Database.Migrations;
using Halcyon.Platform.Encryption;
using Npgsql;

namespace Halcyon.Commands;

/// <summary>Expected failures of commands: one line on standard error and exit code 1, no stack.</summary>
internal static class Refusals
{
    public static async Task<int> ReportAsync(Func<Task> work)
    {
        try
        {
            await work();
            return 0;
        }
        catch (Exception exception) when (Explain(exception) is { } sentence)
        {
            await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
    }

    private static string? Explain(Exception exception) => exception switch
    {
        DataFolderException or EmbeddedPostgresException or MigrationException or CommandRefusedException
            or MasterKeyException or AuditArchiveException => exception.Message,
        NpgsqlException => $"The database cannot be used: {exception.Message}",
        // Kestrel's own words name the address.
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"{exception.Message.TrimEnd('.')}; stop the program that listens there, or choose another address with --urls.",
        _ => null,
    };
}

/// <summary>A command says no; the message is one sentence.</summary>
internal sealed class CommandRefusedException(string message) : Exception(message);
