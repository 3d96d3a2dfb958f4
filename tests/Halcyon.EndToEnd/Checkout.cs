using System.Reflection;

namespace Halcyon.EndToEnd;

/// <summary>Where the built program and the web app's tools are, seen from the running test.</summary>
internal static class Checkout
{
    public static string Root { get; } = FindRoot();

    /// <summary>The program of the same configuration as this test.</summary>
    public static string HalcyonAssembly { get; } = FindHalcyon();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Halcyon.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Halcyon.slnx was not found above the test's folder.");
    }

    private static string FindHalcyon()
    {
        var configuration = typeof(Checkout).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        var path = Path.Combine(Root, "src", "Halcyon", "bin", configuration, "net10.0", "halcyon.dll");
        return File.Exists(path) ? path : throw new InvalidOperationException($"{path} is missing: build the solution first.");
    }
}
