using System.Diagnostics;
using Halcyon.Platform.Hosting;
using Halcyon.Testing;
using Xunit;

namespace Halcyon.Accounts.Tests.ExternalSignIn;

/// <summary>The npm package `oidc-provider` as a process of its own, and a Halcyon that people sign in to through it.</summary>
internal sealed class RealProvider : IAsyncDisposable
{
    private readonly string _folder;
    private readonly string _redirectUri;
    private Process _process;

    private RealProvider(string folder, string redirectUri, Process process, Uri issuer)
    {
        (_folder, _redirectUri, _process, Issuer) = (folder, redirectUri, process, issuer);
    }

    public Uri Issuer { get; }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <param name="client">basic, post or public.</param>
    public static async Task<(RealProvider Provider, HalcyonApp App)> StartAsync(
        string client = "basic", Func<HalcyonOptions, HalcyonOptions>? change = null)
    {
        var folder = await NodeFolder.InstallAsync(Path.Combine("ExternalSignIn", "Provider"), Stop);
        Assert.SkipWhen(folder is null, "npm cannot install oidc-provider here, so signing in through a real provider is not tested.");
        var address = $"http://127.0.0.1:{FreePort.Find()}";
        var redirectUri = address + "/v1/auth/oidc/callback";
        var (process, issuer) = await LaunchAsync(folder, redirectUri, FreePort.Find());
        var provider = new RealProvider(folder, redirectUri, process, issuer);
        var options = new OpenIdConnectOptions(
            issuer.ToString().TrimEnd('/'), client, client == "public" ? null : $"secret of {client} & more+%", "Example Provider");
        var app = await HalcyonApp.StartAsync(given => (change ?? (same => same))(given with { Urls = address, OpenIdConnect = options }), Calls.WaitForTheProvider);
        return (provider, app);
    }

    /// <summary>The same provider after a change of all its keys.</summary>
    public async Task RestartWithNewKeysAsync()
    {
        await StopAsync();
        (_process, _) = await LaunchAsync(_folder, _redirectUri, Issuer.Port);
    }

    public async Task StopAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        _process = Process.GetCurrentProcess();
    }

    public async ValueTask DisposeAsync()
    {
        if (_process.Id != Environment.ProcessId)
            await StopAsync();
    }

    private static async Task<(Process Process, Uri Issuer)> LaunchAsync(string folder, string redirectUri, int port)
    {
        var process = NodeFolder.Start("node", ["provider.mjs", redirectUri, $"{port}"], folder);
        // Both are read to the end: a full pipe would stop the provider.
        _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return (process, new Uri(line["ready ".Length..]));
            }
        }

        throw new InvalidOperationException("The provider did not start.");
    }
}
