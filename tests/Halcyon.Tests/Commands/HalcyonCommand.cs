using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace Halcyon.Tests.Commands;

/// <summary>The built program run as a user runs it, in a folder of its own.</summary>
internal sealed class HalcyonCommand : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _error;

    private HalcyonCommand(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Standard output, for reading while the program runs.</summary>
    public StreamReader Output => _process.StandardOutput;

    public static async Task<CommandResult> RunAsync(string folder, params string[] arguments)
    {
        using var command = Start(folder, arguments);
        return await command.EndAsync();
    }

    public static HalcyonCommand Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Assembly, .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // Numbers must not follow the machine's language.
        start.Environment["LC_ALL"] = "de_DE.UTF-8";
        return new HalcyonCommand(Process.Start(start)!);
    }

    public async Task InterruptAsync()
    {
        using var kill = Process.Start("kill", ["-INT", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits for the end; what was read of <see cref="Output"/> before is not in the result.</summary>
    public async Task<CommandResult> EndAsync()
    {
        var output = await Output.ReadToEndAsync().WaitAsync(Limit);
        await _process.WaitForExitAsync().WaitAsync(Limit);
        return new CommandResult(_process.ExitCode, output, await _error);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    /// <summary>Of the same configuration as this test.</summary>
    private static string Assembly { get; } = Find();

    private static string Find()
    {
        var configuration = typeof(HalcyonCommand).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Halcyon.slnx")))
            folder = folder.Parent;
        var path = Path.Combine(folder?.FullName ?? "", "src", "Halcyon", "bin", configuration, "net10.0", "halcyon.dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: build the solution first.");
    }
}

internal sealed record CommandResult(int ExitCode, string Output, string Error);
