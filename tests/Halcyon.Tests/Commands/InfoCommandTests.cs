using System.Text.Json;
using Xunit;

namespace Halcyon.Tests.Commands;

public sealed class InfoCommandTests(RecordingFolder folder) : IClassFixture<RecordingFolder>
{
    [Fact]
    public async Task Info_Demo_ShowsItOnStandardOutput()
    {
        var result = await HalcyonCommand.RunAsync(folder.Path, "info", RecordingFolder.Demo);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("EDF+C", result.Output, StringComparison.Ordinal);
        Assert.Contains("120 s (0:02:00)", result.Output, StringComparison.Ordinal);
        Assert.Contains("EEG Fp1-Ref", result.Output, StringComparison.Ordinal);
        Assert.Contains("jaw clenched", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Info_Json_IsOneDocument()
    {
        var result = await HalcyonCommand.RunAsync(folder.Path, "info", RecordingFolder.Demo, "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(19, document.RootElement.GetProperty("channels").GetArrayLength());
        Assert.Equal(120, document.RootElement.GetProperty("duration_seconds").GetDouble());
        Assert.Equal(0, document.RootElement.GetProperty("warnings").GetArrayLength());
    }

    [Theory]
    [InlineData(RecordingFolder.Truncated)]
    [InlineData(RecordingFolder.Text)]
    [InlineData(RecordingFolder.Missing)]
    [InlineData(".")]
    public async Task Info_FileThatCannotBeUsed_IsRefusedInOneLine(string file)
    {
        var result = await HalcyonCommand.RunAsync(folder.Path, "info", file);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(file + ": ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("info")]
    [InlineData("info", "--jsn", RecordingFolder.Demo)]
    [InlineData("infos", RecordingFolder.Demo)]
    public async Task Info_WrongUsage_IsTwo(params string[] arguments)
    {
        var result = await HalcyonCommand.RunAsync(folder.Path, arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEqual("", result.Error);
    }
}
