using System.Diagnostics;
using System.Text.RegularExpressions;
using Halcyon.Testing;

namespace Halcyon.EndToEnd;

/// <summary>The built program, started as a user starts it: its own database, a data folder of its own, a free port.</summary>
public sealed partial class HalcyonProcess : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan StopLimit = TimeSpan.FromMinutes(2);
    private readonly Process _process;
    private readonly List<string> _output = [];
    private readonly TaskCompletionSource<string> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HalcyonProcess(Process process, string dataDirectory)
    {
        _process = process;
        DataDirectory = dataDirectory;
    }

    public string DataDirectory { get; }

    public string Address { get; private set; } = "";

    /// <summary>Everything printed so far, for the message of a failed test.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    /// <summary>As the administrator of the first start is told.</summary>
    public string AdministratorPassword => PrintedPassword().Match(Output).Groups["password"].Value;

    /// <param name="port">Any that is free when not given. Chosen here, not by the server: the links in its letters begin with its address.</param>
    public static async Task<HalcyonProcess> StartAsync(
        CancellationToken cancellationToken, int? port = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var dataDirectory = Directory.CreateTempSubdirectory("hal-e2e-").FullName;
        var start = new ProcessStartInfo("dotnet", [Checkout.HalcyonAssembly, "serve", "--data", dataDirectory, "--urls", $"http://127.0.0.1:{port ?? FreePort.Find()}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment.Remove("HALCYON_DATABASE");
        // A hundred people share this address here, and one looks at every screen within a minute. The limits have tests of their own.
        start.Environment["HALCYON_RATE_LIMITS"] = "off";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
            start.Environment[name] = value;
        var process = new Process { StartInfo = start };
        var halcyon = new HalcyonProcess(process, dataDirectory);
        process.OutputDataReceived += (_, line) => halcyon.Read(line.Data);
        process.ErrorDataReceived += (_, line) => halcyon.Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            halcyon.Address = await halcyon._address.Task.WaitAsync(StartLimit, cancellationToken);
        }
        catch (TimeoutException timeout)
        {
            var printed = halcyon.Output;
            await halcyon.DisposeAsync();
            throw new InvalidOperationException($"Halcyon printed no address within {StartLimit}. It printed:\n{printed}", timeout);
        }

        return halcyon;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await kill.WaitForExitAsync();
            await _process.WaitForExitAsync().WaitAsync(StopLimit);
        }

        _process.Dispose();
        Directory.Delete(DataDirectory, recursive: true);
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_output)
        {
            _output.Add(line);
        }

        var match = PrintedAddress().Match(line);
        if (match.Success)
        {
            _address.TrySetResult(match.Groups["address"].Value);
        }
    }

    [GeneratedRegex(@"(?<address>http://(127\.0\.0\.1|localhost):[1-9][0-9]*)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrintedAddress();

    [GeneratedRegex("^Password, shown only now: (?<password>\\S+)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PrintedPassword();
}
