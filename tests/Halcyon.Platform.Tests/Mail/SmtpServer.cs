using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Platform.Tests.Mail;

public sealed record ReceivedMail(
    bool Secure, string? User, string Sender, string[] Recipients, string Raw, string MessageId, string Subject, string Text);

/// <summary>npm's `smtp-server`, written by others from the same RFCs, as a process of its own.</summary>
internal sealed class SmtpServer : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly Lazy<Task<string?>> Installed = new(InstallAsync);

    private readonly Process _process;

    private SmtpServer(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<SmtpServer> StartAsync(object settings)
    {
        var folder = await Installed.Value;
        Assert.SkipWhen(folder is null, "npm cannot install smtp-server here, so sending to a real mail server is not tested.");
        var process = Process.Start(Program("node", ["server.mjs", JsonSerializer.Serialize(settings)], folder))!;
        var line = await process.StandardOutput.ReadLineAsync(Cancel);
        Assert.NotNull(line);
        return new SmtpServer(process, JsonSerializer.Deserialize<JsonElement>(line).GetProperty("port").GetInt32());
    }

    public async Task<ReceivedMail> NextAsync()
    {
        var line = await _process.StandardOutput.ReadLineAsync(Cancel);
        Assert.NotNull(line);
        return JsonSerializer.Deserialize<ReceivedMail>(line, Json)!;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Installs from the lock file in a copy, once, so that the tree stays clean. Null when that is not possible here.</summary>
    private static async Task<string?> InstallAsync()
    {
        var folder = TemporaryFolder.Create();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Mail", "Smtp")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));

        try
        {
            using var process = Process.Start(Program("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"], folder))!;
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0 ? folder : null;
        }
        catch (Win32Exception)
        {
            // There is no npm on this machine.
            return null;
        }
    }

    private static ProcessStartInfo Program(string name, string[] arguments, string folder) => new(name, arguments)
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
    };
}
