using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Halcyon.Testing;

/// <summary>Programs for Node.js that tests run beside Halcyon, installed by their lock file outside the tree.</summary>
public static class NodeFolder
{
    /// <summary>Copies the folder and installs what it needs; once for each content, shared by all test processes of this account.</summary>
    /// <param name="source">Below the folder of the tests' program.</param>
    /// <returns>The installed folder, or null where npm cannot install it.</returns>
    public static async Task<string?> InstallAsync(string source, CancellationToken cancellationToken)
    {
        var files = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, source)).Order(StringComparer.Ordinal).ToList();
        var installed = Path.Combine(TemporaryFolder.Shared(), "node-" + await HashAsync(files, cancellationToken));
        if (Directory.Exists(installed))
            return installed;

        var folder = Directory.CreateDirectory($"{installed}-{Guid.NewGuid():N}").FullName;
        files.ForEach(file => File.Copy(file, Path.Combine(folder, Path.GetFileName(file))));
        try
        {
            var (exitCode, _) = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, input: "", cancellationToken);
            if (exitCode != 0)
                return null;
            Directory.Move(folder, installed);
            return installed;
        }
        catch (Win32Exception)
        {
            // There is no npm on this machine.
            return null;
        }
        catch (IOException) when (Directory.Exists(installed))
        {
            // Another test process was quicker.
            return installed;
        }
        finally
        {
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <returns>Standard output, or what went wrong when the exit code is not 0.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program, string[] arguments, string folder, string input, CancellationToken cancellationToken)
    {
        using var process = Start(program, arguments, folder);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (process.ExitCode, process.ExitCode == 0 ? await output : await errors);
    }

    public static Process Start(string program, string[] arguments, string folder) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private static async Task<string> HashAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(await File.ReadAllBytesAsync(file, cancellationToken));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
