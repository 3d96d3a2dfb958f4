using Halcyon.Testing;

namespace Halcyon.Recordings.Tests;

/// <summary>A second Halcyon on the database and data folder of the first, as on another machine.</summary>
internal static class Worker
{
    public static Task<HalcyonApp> StartBesideAsync(HalcyonApp first) => HalcyonApp.StartAsync(options => options with
    {
        Database = first.ConnectionString,
        DataDirectory = first.DataDirectory,
        Roles = new HashSet<string>(["api", "worker", "scheduler"], StringComparer.Ordinal),
    });
}
