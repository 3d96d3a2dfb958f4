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

    [Fact]
    public async Task Info_RecordingOfSeveralFiles_IsOpenedByItsHeaderAndOnlyByIt()
    {
        await File.WriteAllTextAsync(folder.At("night.vhdr"), """
            Brain Vision Data Exchange Header File Version 1.0
            [Common Infos]
            DataFile=night.eeg
            NumberOfChannels=2
            SamplingInterval=4000
            [Binary Infos]
            BinaryFormat=IEEE_FLOAT_32
            [Channel Infos]
            Ch1=Cz,,1,uV
            Ch2=Pz,,1,uV
            """, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(folder.At("night.eeg"), new byte[2 * 4 * 500], TestContext.Current.CancellationToken);

        var header = await HalcyonCommand.RunAsync(folder.Path, "info", "night.vhdr");
        Assert.Equal((0, ""), (header.ExitCode, header.Error));
        Assert.Contains("BrainVision", header.Output, StringComparison.Ordinal);
        Assert.Contains("2 s", header.Output, StringComparison.Ordinal);

        var samples = await HalcyonCommand.RunAsync(folder.Path, "info", "night.eeg");
        Assert.Equal((1, ""), (samples.ExitCode, samples.Output));
        Assert.Contains("night.vhdr", samples.Error, StringComparison.Ordinal);
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
