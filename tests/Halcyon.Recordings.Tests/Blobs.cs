using Halcyon.Testing;

namespace Halcyon.Recordings.Tests;

/// <summary>What lies in the blob folder of an installation, finished or not.</summary>
internal static class Blobs
{
    public static IReadOnlyList<string> Of(HalcyonApp app)
    {
        var folder = Path.Combine(app.DataDirectory, "blobs");
        return Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)] : [];
    }
}
