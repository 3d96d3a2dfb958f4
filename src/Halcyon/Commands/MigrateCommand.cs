using System.CommandLine;
using Halcyon.Platform.Database.Migrations;
using Halcyon.Serving;

namespace Halcyon.Commands;

/// <summary>`halcyon migrate`: brings the database to this program's version.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var options = new ServerOptions();
        var command = new Command("migrate", "Bring the database to this version.");
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => Refusals.ReportAsync(() => MigrateAsync(options, parsed, cancellationToken)));
        return command;
    }

    private static async Task MigrateAsync(ServerOptions options, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var work = await DatabaseWork.OpenAsync(options.Read(parsed), cancellationToken);
        var applied = await work.Services.GetRequiredService<Migrator>().ApplyAsync(cancellationToken);
        foreach (var migration in applied)
            Console.WriteLine(migration);
        Console.WriteLine(applied.Count == 0 ? "The database is up to date." : $"Applied {applied.Count} migrations.");
    }
}
