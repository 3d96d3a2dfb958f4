using System.Diagnostics;
using Xunit;

namespace Halcyon.EndToEnd;

/// <summary>The web app's own tests (Vitest), so that one command runs everything.</summary>
public sealed class WebAppTests
{
    [Fact]
    public async Task Vitest_Passes()
    {
        var web = Path.Combine(Checkout.Root, "web");
        var vitest = Path.Combine(web, "node_modules", "vitest", "vitest.mjs");
        Assert.True(File.Exists(vitest), "The web app's packages are not installed: build the solution first.");
        var start = new ProcessStartInfo("node", [vitest, "run", "--reporter=dot", "--no-color"])
        {
            WorkingDirectory = web,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        using var node = Process.Start(start)!;
        var errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(node.ExitCode == 0, $"{output}\n{await errors}");
        Assert.Matches(@"Tests\s+[1-9][0-9]* passed", output);
    }
}
