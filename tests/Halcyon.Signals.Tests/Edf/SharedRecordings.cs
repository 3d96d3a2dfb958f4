using System.Text.Json;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

/// <summary>The public recordings beside the checkout, which are not part of the tree; tests that need them are skipped without.</summary>
internal static class SharedRecordings
{
    public static string? Folder { get; } = Find();

    public static string Path(string name)
    {
        Assert.SkipWhen(Folder is null, "The shared recordings (../shared/data/eeg) are not beside this checkout.");
        return System.IO.Path.Combine(Folder!, name);
    }

    /// <summary>Names of the EDF and BDF files that an independent decoding describes, by whether they are to be refused.</summary>
    public static IEnumerable<string> Described(bool malformed)
    {
        if (Folder is null)
            return [];
        using var expected = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(Folder, "expected.json")));
        return [.. expected.RootElement.EnumerateObject()
            .Select(file => file.Name)
            .Where(name => name.EndsWith(".edf", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".bdf", StringComparison.OrdinalIgnoreCase))
            .Where(name => name.Contains("mangled", StringComparison.Ordinal) == malformed)
            .Where(name => File.Exists(System.IO.Path.Combine(Folder, name)))];
    }

    /// <summary>Names of the described recordings of all other formats.</summary>
    public static IEnumerable<string> OtherFormats()
    {
        if (Folder is null)
            return [];
        using var expected = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(Folder, "expected.json")));
        return [.. expected.RootElement.EnumerateObject()
            .Where(file => file.Value.ValueKind == JsonValueKind.Object)
            .Select(file => file.Name)
            .Where(name => !name.EndsWith(".edf", StringComparison.OrdinalIgnoreCase) && !name.EndsWith(".bdf", StringComparison.OrdinalIgnoreCase))
            .Where(name => File.Exists(System.IO.Path.Combine(Folder, name)))];
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data", "eeg");
            if (File.Exists(System.IO.Path.Combine(candidate, "expected.json")))
                return candidate;
        }
        return null;
    }
}
