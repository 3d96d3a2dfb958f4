using System.CommandLine;
using System.Diagnostics;
using Halcyon.Serving;

namespace Halcyon.Commands;

/// <summary>`halcyon serve`: everything, until Ctrl-C.</summary>
internal static class ServeCommand
{
    /// <param name="root">Gets the same options and action: serving is what `halcyon` alone does.</param>
    public static Command Create(RootCommand root)
    {
        var options = new ServerOptions();
        var open = new Option<bool>("--open") { Description = "Open the browser when ready." };
        var command = new Command("serve", "Start Halcyon (the default).");
        foreach (var target in (Command[])[root, command])
        {
            options.AddTo(target, listens: true);
            target.Options.Add(open);
            target.SetAction((parsed, cancellationToken) => Refusals.ReportAsync(() => ServeAsync(options, open, parsed, cancellationToken)));
        }

        return command;
    }

    private static async Task ServeAsync(ServerOptions options, Option<bool> open, ParseResult parsed, CancellationToken cancellationToken)
    {
        await using var server = await HalcyonServer.StartAsync(options.Read(parsed, listens: true), configure: null, cancellationToken);
        var address = server.Addresses.FirstOrDefault()?.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal);
        foreach (var note in server.Notes)
            Console.WriteLine(note);
        Console.WriteLine(address is null ? "Halcyon is working. Ctrl-C stops it." : $"Halcyon is ready at {address} (Ctrl-C stops it).");
        if (parsed.GetValue(open) && address is not null)
            OpenBrowser(address);

        await server.WaitForShutdownAsync(cancellationToken);
    }

    private static void OpenBrowser(string address)
    {
        var opener = OperatingSystem.IsMacOS() ? "open" : "xdg-open";
        try
        {
            using var started = Process.Start(OperatingSystem.IsWindows()
                ? new ProcessStartInfo(address) { UseShellExecute = true }
                : new ProcessStartInfo(opener, [address]) { UseShellExecute = false });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Console.Error.WriteLine($"No browser could be opened; go to {address} yourself.");
        }
    }
}
