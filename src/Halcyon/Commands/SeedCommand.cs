using System.CommandLine;
using Halcyon.Serving;

namespace Halcyon.Commands;

/// <summary>`halcyon seed`: what a first start does for a new installation, without serving.</summary>
internal static class SeedCommand
{
    public static Command Create()
    {
        var options = new ServerOptions();
        var demo = new Option<bool>("--demo") { Description = "Also let visitors open a demo account, whatever HALCYON_DEMO says." };
        var command = new Command("seed", "Prepare a new installation: migrations, signing keys, the administrator.");
        options.AddTo(command);
        command.Options.Add(demo);
        command.SetAction((parsed, cancellationToken) => Refusals.ReportAsync(() => SeedAsync(options, demo, parsed, cancellationToken)));
        return command;
    }

    private static async Task SeedAsync(ServerOptions options, Option<bool> demo, ParseResult parsed, CancellationToken cancellationToken)
    {
        var chosen = options.Read(parsed);
        if (parsed.GetValue(demo))
            chosen = chosen with { DemoEnabled = true };

        await using var work = await DatabaseWork.OpenMigratedAsync(chosen, cancellationToken);
        foreach (var note in await StartupTasks.RunAsync(work.Services, cancellationToken))
            Console.WriteLine(note);
        Console.WriteLine("Halcyon is prepared; 'halcyon serve' starts it.");
    }
}
