using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Halcyon.Signals.Tests;

/// <summary>Runs a Python script that prints JSON, where Python and its modules are installed.</summary>
internal static class PythonOracle
{
    private const string Python = "/usr/bin/python3";

    public static JsonDocument Run(string script, params string[] arguments)
    {
        Assert.SkipUnless(File.Exists(Python), "Python is not installed.");
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["OMP_NUM_THREADS"] = start.Environment["OPENBLAS_NUM_THREADS"] = "1";
        foreach (var argument in (string[])["-c", script, .. arguments])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var complaint = errors.GetAwaiter().GetResult();
        Assert.SkipWhen(complaint.Contains("No module named", StringComparison.Ordinal), "A Python module that the comparison needs is not installed.");
        Assert.True(process.ExitCode == 0, complaint);
        return JsonDocument.Parse(output);
    }

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(value => value.GetDouble())];
}
