using System.Diagnostics;
using System.Text.Json;
using Xunit;

namespace Halcyon.Signals.Tests.Golden;

/// <summary>What SciPy or MNE-Python says, asked where they are installed.</summary>
internal static class Oracle
{
    private const string Python = "/usr/bin/python3";

    /// <param name="script">Prints one JSON value; may import json, numpy as np.</param>
    public static JsonElement Ask(string script)
    {
        Assert.SkipUnless(File.Exists(Python), "Python is not installed.");
        var start = new ProcessStartInfo(Python) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["OMP_NUM_THREADS"] = "1";
        foreach (var argument in (string[])["-W", "ignore", "-c", "import json\nimport numpy as np\n" + script])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        var complaint = errors.GetAwaiter().GetResult();
        Assert.SkipWhen(complaint.Contains("No module named", StringComparison.Ordinal), "NumPy, SciPy or MNE-Python is not installed.");
        Assert.True(process.ExitCode == 0, complaint);
        using var document = JsonDocument.Parse(output);
        return document.RootElement.Clone();
    }

    public static double[] Numbers(this JsonElement element) => [.. element.EnumerateArray().Select(v => v.GetDouble())];

    public static double[][] Rows(this JsonElement element) => [.. element.EnumerateArray().Select(Numbers)];
}
