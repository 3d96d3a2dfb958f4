using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Tests.Commands;

public sealed class ConvertCommandTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Convert_CutAndChosen_WritesWhatWasAsked()
    {
        var result = await RunAsync("convert", RecordingFolder.Demo, "out.bdf", "--channels", "C3,O1", "--from", "10", "--to", "40", "--resample", "128");

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.Contains("Wrote out.bdf: 2 channels, 30 s.", result.Error, StringComparison.Ordinal);
        using var written = RecordingFile.Open(_folder.At("out.bdf"));
        Assert.Equal(["C3", "O1"], written.Info.Channels.Select(c => c.Name));
        Assert.All(written.Info.Channels, c => Assert.Equal(128, c.SamplingRateHz));
        Assert.Equal(30, written.Info.DurationSeconds);
    }

    [Fact]
    public async Task Convert_FractionsWithAPoint_MeanTheSameInEveryLanguage()
    {
        var result = await RunAsync("convert", RecordingFolder.Demo, "out.bdf", "--channels", "C3", "--from", "0.5", "--to", "2.5", "--band", "0.5-40");

        Assert.Equal(0, result.ExitCode);
        using var written = RecordingFile.Open(_folder.At("out.bdf"));
        Assert.Equal(2, written.Info.DurationSeconds);
    }

    [Fact]
    public async Task Convert_OutExists_IsRefusedWithoutForce()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await File.WriteAllTextAsync(_folder.At("out.csv"), "mine", cancellation);
        var refused = await RunAsync("convert", RecordingFolder.Demo, "out.csv", "--channels", "C3");

        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("--force", refused.Error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(_folder.At("out.csv"), cancellation));

        var forced = await RunAsync("convert", RecordingFolder.Demo, "out.csv", "--channels", "C3", "--force");
        Assert.Equal(0, forced.ExitCode);
        Assert.Equal(1 + 120 * 256, (await File.ReadAllLinesAsync(_folder.At("out.csv"), cancellation)).Length);
    }

    [Theory]
    [InlineData(RecordingFolder.Demo, RecordingFolder.Demo)]
    [InlineData(RecordingFolder.Truncated, "out.edf")]
    [InlineData(RecordingFolder.Missing, "out.edf")]
    [InlineData(RecordingFolder.Demo, "nowhere/out.edf")]
    public async Task Convert_Refused_LeavesNothing(string from, string to)
    {
        var before = _folder.Files.ToList();
        var result = await RunAsync("convert", from, to);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Equal(before, _folder.Files);
    }

    [Theory]
    [InlineData("out.txt")]
    [InlineData("out.edf", "--band", "40-1")]
    [InlineData("out.edf", "--from", "20", "--to", "10")]
    [InlineData("out.edf", "--resample", "-5")]
    [InlineData("out.edf", "--resample", "abc")]
    [InlineData("out.edf", "--from", "abc", "--to", "10")]
    [InlineData("out.edf", "--deidentify", "--shift-days", "1.5")]
    public async Task Convert_WrongUsage_IsTwo(params string[] rest)
    {
        var result = await RunAsync(["convert", RecordingFolder.Demo, .. rest]);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.DoesNotContain("System.", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => HalcyonCommand.RunAsync(_folder.Path, arguments);
}
