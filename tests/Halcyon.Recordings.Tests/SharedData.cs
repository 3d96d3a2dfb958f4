namespace Halcyon.Recordings.Tests;

/// <summary>Public recordings kept beside the checkout, never in it; tests that need them skip without them.</summary>
internal static class SharedData
{
    public static string? Folder(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "Halcyon.slnx")))
                continue;
            var found = Path.GetFullPath(Path.Combine([folder.FullName, "..", "shared", .. parts]));
            return Directory.Exists(found) ? found : null;
        }

        return null;
    }
}
