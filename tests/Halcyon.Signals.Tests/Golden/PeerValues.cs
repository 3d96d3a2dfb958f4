using System.Runtime.InteropServices;

namespace Halcyon.Signals.Tests.Golden;

/// <summary>What MNE-Python or SciPy makes of signals that a test made; the test is skipped where they are not installed.</summary>
internal static class PeerValues
{
    /// <param name="script">Finds the signals as float64 files sys.argv[1], [2]…; prints a JSON object of lists of numbers.</param>
    public static Dictionary<string, double[]> Of(string script, params double[][] signals)
    {
        var folder = Directory.CreateTempSubdirectory("halcyon-peers-");
        try
        {
            string[] paths = [.. signals.Select((_, i) => Path.Combine(folder.FullName, $"{i}.f8"))];
            foreach (var (path, signal) in paths.Zip(signals))
                File.WriteAllBytes(path, MemoryMarshal.AsBytes<double>(signal).ToArray());
            return PythonOracle.Ask(script, paths).EnumerateObject().ToDictionary(p => p.Name, p => p.Value.Numbers());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
