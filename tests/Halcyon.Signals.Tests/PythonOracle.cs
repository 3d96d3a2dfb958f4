using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Halcyon.Signals.Tests;

/// <summary>What NumPy, SciPy, scikit-learn or MNE-Python says; the test is skipped where they are not installed.</summary>
internal static class PythonOracle
{
    /// <param name="script">Prints one JSON value; json, sys and numpy as np are imported already.</param>
    /// <param name="arguments">sys.argv[1], [2]…</param>
    public static JsonElement Ask(string script, params string[] arguments)
    {
        using var document = JsonDocument.Parse(Run(["-W", "ignore", "-c", "import json, sys\nimport numpy as np\n" + script, .. arguments]));
        return document.RootElement.Clone();
    }

    /// <summary>What Python prints; a failure other than a missing module fails the test.</summary>
    public static string Run(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var complaint = errors.GetAwaiter().GetResult();
        Assert.SkipWhen(complaint.Contains("No module named", StringComparison.Ordinal), "A Python module that the comparison needs is not installed.");
        Assert.True(process.ExitCode == 0, complaint);
        return output;
    }

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];

    public static double[][] Rows(this JsonElement array) => [.. array.EnumerateArray().Select(Numbers)];

    private static Process Start(string[] arguments)
    {
        // The system's own first: its packages hold the modules, which another Python in the path lacks.
        var python = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";
        var start = new ProcessStartInfo(python, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Tests run side by side already.
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("Python is not installed.");
            throw;
        }
    }
}
