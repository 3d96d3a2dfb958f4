using System.Runtime.InteropServices;
using System.Text.Json;

namespace Halcyon.Platform.Database.Embedded;

/// <summary>Finds the PostgreSQL binaries that came with the build and lays out a working copy of them.</summary>
/// <remarks>
/// A copy, because the originals may sit where the account that runs PostgreSQL cannot read (a checkout under /root), may be
/// replaced by a new build while the server runs, and lack the symbolic links that npm does not carry.
/// </remarks>
internal static class PostgresBinaries
{
    private const string LocationFile = "postgres-location.txt";
    private const string ReadyFile = "ready";

    /// <summary>Copies the binaries below <paramref name="parentDirectory"/> unless this version is already there.</summary>
    /// <returns>The folder that holds `bin`, `lib` and `share`.</returns>
    public static string Install(string parentDirectory)
    {
        var package = FindPackage();
        var target = Path.Combine(parentDirectory, ReadVersion(package));
        if (File.Exists(Path.Combine(target, ReadyFile)))
            return target;

        var unfinished = Path.Combine(parentDirectory, $".{Guid.NewGuid():N}");
        CopyTree(Path.Combine(package, "native"), unfinished);
        RestoreSymbolicLinks(unfinished);
        File.WriteAllText(Path.Combine(unfinished, ReadyFile), string.Empty);
        Publish(unfinished, target);
        return target;
    }

    public static string Executable(string installation, string name) =>
        Path.Combine(installation, "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);

    private static string FindPackage()
    {
        var platform = PlatformName();
        var published = Path.Combine(AppContext.BaseDirectory, "postgres");
        var location = Path.Combine(AppContext.BaseDirectory, LocationFile);
        string[] roots = File.Exists(location) ? [published, File.ReadAllText(location).Trim()] : [published];
        return roots.Select(root => Path.Combine(root, platform)).FirstOrDefault(Directory.Exists)
            ?? throw new EmbeddedPostgresException(
                $"The PostgreSQL binaries for {platform} are not with this build. Build again with npm available, or set HALCYON_DATABASE to a PostgreSQL server.");
    }

    private static string PlatformName()
    {
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        return $"{system}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}";
    }

    private static string ReadVersion(string package)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(package, "package.json")));
        return document.RootElement.GetProperty("version").GetString()!;
    }

    private static void CopyTree(string source, string target)
    {
        UnixFolder.Create(target, UnixFolder.Traversable);
        foreach (var directory in Directory.EnumerateDirectories(source, "*", SearchOption.AllDirectories))
            UnixFolder.Create(Path.Combine(target, Path.GetRelativePath(source, directory)), UnixFolder.Traversable);

        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            // Static libraries are for compiling against PostgreSQL only.
            if (file.EndsWith(".a", StringComparison.Ordinal))
                continue;

            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            File.Copy(file, copy);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(copy, Path.GetFileName(Path.GetDirectoryName(copy)) == "bin" ? UnixFolder.Traversable : UnixFolder.ReadableFile);
        }
    }

    /// <summary>npm packages cannot hold symbolic links; this one lists those it lost. Paths are relative to the package.</summary>
    private static void RestoreSymbolicLinks(string installation)
    {
        var list = Path.Combine(installation, "pg-symlinks.json");
        if (!File.Exists(list))
            return;

        using var document = JsonDocument.Parse(File.ReadAllBytes(list));
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            var source = InsideInstallation(installation, entry.GetProperty("source").GetString()!);
            var link = InsideInstallation(installation, entry.GetProperty("target").GetString()!);
            if (!File.Exists(link))
                File.CreateSymbolicLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, source));
        }
    }

    private static string InsideInstallation(string installation, string packagePath)
    {
        const string Prefix = "native/";
        var full = Path.GetFullPath(Path.Combine(installation, packagePath.StartsWith(Prefix, StringComparison.Ordinal) ? packagePath[Prefix.Length..] : packagePath));
        return full.StartsWith(installation + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw new EmbeddedPostgresException($"The PostgreSQL package names a link outside itself: {packagePath}.");
    }

    private static void Publish(string unfinished, string target)
    {
        try
        {
            Directory.Move(unfinished, target);
        }
        catch (IOException) when (File.Exists(Path.Combine(target, ReadyFile)))
        {
            // Another process finished the same copy first.
            Directory.Delete(unfinished, recursive: true);
        }
    }
}
