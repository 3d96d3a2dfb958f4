using System.Text.Json;
using Xunit;

namespace Halcyon.Tests.Commands;

public sealed class TextCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("halcyon-text-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Text_File_IsATableWithTheRiskAndWhatRaisedIt()
    {
        await WriteAsync("day.txt", "A lovely quiet day.\n\nI want to kill myself tonight.\n");

        var result = await HalcyonCommand.RunAsync(_folder.FullName, "text", "day.txt");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("critical", result.Output, StringComparison.Ordinal);
        Assert.Contains("kill myself (act.kill)", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', result.Output);
    }

    [Fact]
    public async Task Text_Json_IsOneDocumentForEachLine()
    {
        await WriteAsync("day.txt", "A lovely quiet day.\nI want to kill myself tonight.\n");

        var result = await HalcyonCommand.RunAsync(_folder.FullName, "text", "day.txt", "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        using var first = JsonDocument.Parse(lines[0]);
        using var second = JsonDocument.Parse(lines[1]);
        Assert.Equal(12, first.RootElement.GetProperty("emotions").EnumerateObject().Count());
        Assert.Equal("low", first.RootElement.GetProperty("crisis").GetProperty("level").GetString());
        var crisis = second.RootElement.GetProperty("crisis");
        Assert.Equal(("critical", "show_crisis_resources"), (crisis.GetProperty("level").GetString(), crisis.GetProperty("recommended_response").GetString()));
        var span = Assert.Single(crisis.GetProperty("spans").EnumerateArray().ToArray());
        Assert.Equal((10, 11, "kill myself"), (span.GetProperty("start").GetInt32(), span.GetProperty("length").GetInt32(), span.GetProperty("text").GetString()));
    }

    [Theory]
    [InlineData("missing.txt")]
    [InlineData(".")]
    [InlineData("bytes.bin")]
    public async Task Text_FileThatCannotBeUsed_IsRefusedInOneLine(string file)
    {
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "bytes.bin"), [0x68, 0xFF, 0xFE, 0x00, 0xC3], TestContext.Current.CancellationToken);

        var result = await HalcyonCommand.RunAsync(_folder.FullName, "text", file);

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(file + ": ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Text_WrongUsage_IsTwo()
    {
        var result = await HalcyonCommand.RunAsync(_folder.FullName, "text", "--jsn");

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEqual("", result.Error);
    }

    private Task WriteAsync(string name, string content) => File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), content, TestContext.Current.CancellationToken);
}
