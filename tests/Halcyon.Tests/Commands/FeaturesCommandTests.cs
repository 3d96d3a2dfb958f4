using Xunit;

namespace Halcyon.Tests.Commands;

public sealed class FeaturesCommandTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Features_DemoRecording_WritesATableAndPrintsTheSame()
    {
        var written = await HalcyonCommand.RunAsync(_folder.Path, "features", RecordingFolder.Demo, "--epoch-seconds", "30.0", "--out", "table.csv", "--channels", "O1,O2");
        Assert.Equal((0, ""), (written.ExitCode, written.Output));
        Assert.Contains("Wrote table.csv: 4 epochs, 2 channels.", written.Error, StringComparison.Ordinal);
        var table = await File.ReadAllTextAsync(_folder.At("table.csv"), TestContext.Current.CancellationToken);
        Assert.Equal(5, table.TrimEnd().Split('\n').Length);
        Assert.Contains(".alpha_power_uv2", table, StringComparison.Ordinal);

        var printed = await HalcyonCommand.RunAsync(_folder.Path, "features", RecordingFolder.Demo, "--channels", "O1,O2");
        Assert.Equal((0, table), (printed.ExitCode, printed.Output));
    }

    [Fact]
    public async Task Features_DataSetOfOneRecording_IsRead()
    {
        Assert.Equal(0, (await HalcyonCommand.RunAsync(_folder.Path, "convert", RecordingFolder.Demo, "study/", "--to", "60")).ExitCode);
        var file = await HalcyonCommand.RunAsync(_folder.Path, "features", "study/sub-01/eeg/sub-01_task-rest_eeg.edf", "--channels", "O1");
        var folder = await HalcyonCommand.RunAsync(_folder.Path, "features", "study/", "--channels", "O1");
        Assert.Equal((0, file.Output), (folder.ExitCode, folder.Output));
        Assert.Equal(3, folder.Output.TrimEnd().Split('\n').Length);
    }

    [Theory]
    [InlineData(RecordingFolder.Truncated)]
    [InlineData(RecordingFolder.Text)]
    [InlineData(RecordingFolder.Missing)]
    [InlineData(RecordingFolder.Demo, "--channels", "Q9")]
    [InlineData(RecordingFolder.Demo, "--epoch-seconds", "7000")]
    [InlineData(RecordingFolder.NotEeg, "--epoch-seconds", "600")]
    [InlineData(RecordingFolder.Demo, "--out", RecordingFolder.Demo)]
    [InlineData(RecordingFolder.Demo, "--out", "nowhere/table.csv")]
    public async Task Features_Refused_SaysWhyInOneLineAndLeavesNothing(string file, params string[] options)
    {
        var before = _folder.Files.ToList();
        var result = await HalcyonCommand.RunAsync(_folder.Path, ["features", file, .. options]);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Equal(before, _folder.Files);
    }

    /// <summary>The other name gets the table; the recording stays whole under its own.</summary>
    [Fact]
    public async Task Features_OutIsAnotherNameOfTheRecording_LeavesTheRecordingWhole()
    {
        var before = await File.ReadAllBytesAsync(_folder.At(RecordingFolder.Demo), TestContext.Current.CancellationToken);
        using var link = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("ln", [RecordingFolder.Demo, "twin.edf"]) { WorkingDirectory = _folder.Path })!;
        await link.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, link.ExitCode);
        Assert.Equal(0, (await HalcyonCommand.RunAsync(_folder.Path, "features", RecordingFolder.Demo, "--out", "twin.edf", "--force", "--channels", "O1")).ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.At(RecordingFolder.Demo), TestContext.Current.CancellationToken));
        Assert.StartsWith("epoch,", await File.ReadAllTextAsync(_folder.At("twin.edf"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Features_OutIsAFileOfTheRecording_IsRefusedEvenWithForce()
    {
        Assert.Equal(0, (await HalcyonCommand.RunAsync(_folder.Path, "convert", RecordingFolder.Demo, "raw.vhdr", "--to", "60")).ExitCode);
        File.CreateSymbolicLink(_folder.At("other.csv"), RecordingFolder.Demo);
        var before = _folder.Files.ToDictionary(file => file, file => File.ReadAllBytes(_folder.At(file)));
        foreach (var (from, to) in ((string, string)[])[(RecordingFolder.Demo, RecordingFolder.Demo), (RecordingFolder.Demo, "other.csv"), ("raw.vhdr", "./raw.eeg"), ("raw.vhdr", "raw.vmrk")])
        {
            var result = await HalcyonCommand.RunAsync(_folder.Path, "features", from, "--out", to, "--force", "--channels", "O1");
            Assert.Equal((1, ""), (result.ExitCode, result.Output));
            Assert.Contains("is a file of the recording itself", result.Error, StringComparison.Ordinal);
        }
        Assert.Equal(before.Keys.Order(StringComparer.Ordinal), _folder.Files);
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(_folder.At(file.Key))));
    }

    [Fact]
    public async Task Features_NoEpochFits_SaysSoAndWritesNoTable()
    {
        var before = _folder.Files.ToList();
        var result = await HalcyonCommand.RunAsync(_folder.Path, "features", RecordingFolder.Demo, "--epoch-seconds", "600", "--out", "table.csv", "--channels", "O1");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("No whole epoch of 600 s fits", result.Error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files);
    }

    [Theory]
    [InlineData("--epoch-seconds", "0.5")]
    [InlineData("--epoch-seconds", "NaN")]
    [InlineData("--epoch-seconds", "abc")]
    [InlineData("--channels", ",")]
    [InlineData("--jobs", "0")]
    public async Task Features_WrongUsage_IsTwo(params string[] options)
    {
        var result = await HalcyonCommand.RunAsync(_folder.Path, ["features", RecordingFolder.Demo, .. options]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.DoesNotContain("System.", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }
}
