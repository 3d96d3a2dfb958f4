using System.Text;
using System.Text.Json;
using Xunit;

namespace Halcyon.Tests.Commands;

public sealed class AnalyzeCommandTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Analyze_Demo_PrintsASummary()
    {
        var result = await RunAsync("analyze", RecordingFolder.Demo);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("18 of 19 EEG channels good", result.Output, StringComparison.Ordinal);
        Assert.Contains("of their time usable (without artifacts; blinks do not count)", result.Output, StringComparison.Ordinal);
        Assert.Contains("19 EEG judged, 18 good, 1 bad: T8 (", result.Output, StringComparison.Ordinal);
        Assert.Contains("strong at 50 Hz: 19 of 19 channels, median ", result.Output, StringComparison.Ordinal);
        Assert.Contains("\n    Fp1 ", result.Output, StringComparison.Ordinal);
        Assert.Contains("Not for diagnosis", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "no grade: 6 s of EEG is too short to judge, a grade takes 60 s\n", "8 EEG not judged: too short, a verdict takes 10 s", "not looked for: too short, that takes 10 s")]
    [InlineData(30, "no grade: 30 s of EEG is too short to judge, a grade takes 60 s; ", "8 EEG judged, ", "none found")]
    public async Task Analyze_Short_SaysSoAndGivesNoGrade(int seconds, string quality, string channels, string artifacts)
    {
        _folder.Write("short.edf", "EEG ", channels: 8, samplesPerRecord: 100, seconds);
        var result = await RunAsync("analyze", "short.edf");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains("  Quality    " + quality, result.Output, StringComparison.Ordinal);
        Assert.Contains(channels, result.Output, StringComparison.Ordinal);
        Assert.Contains("  Artifacts  " + artifacts, result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("grade A", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_SampledAtAHundredHertz_SaysThatMainsCannotBeJudged()
    {
        _folder.Write("slow.edf", "EEG Fpz-Cz", channels: 1, samplesPerRecord: 100, seconds: 60);
        var result = await RunAsync("analyze", "slow.edf", "--only", "quality");

        Assert.Contains("  Mains      cannot be judged at 50 or 60 Hz: EEG sampled at 100 Hz does not reach beyond it\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("1 EEG judged, ", result.Output, StringComparison.Ordinal);
        Assert.Contains("; not compared with neighbours, which takes 8 electrodes of one reference\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("  Spectrum   not asked for\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_NotesOnly_SaysThatItHoldsNothingElse()
    {
        _folder.WriteNotes("hypnogram.edf", notes: 3);
        var result = await RunAsync("analyze", "hypnogram.edf");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal("hypnogram.edf  EDF+C, notes only: 3 annotations, no signals to analyse\n", result.Output);
    }

    [Fact]
    public async Task Analyze_ReportCannotBeWritten_NamesTheReportNotTheRecording()
    {
        _folder.Write("short.edf", "EEG ", channels: 8, samplesPerRecord: 100, seconds: 30);
        // Also for root, who may write everywhere, a folder stands in the way.
        var report = Path.Combine("reports", "short.report.html");
        Directory.CreateDirectory(Path.Combine(_folder.Path, report));
        var result = await RunAsync("analyze", "short.edf", "--out", "reports");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal($"short.edf: {report} cannot be written there; check that the folder exists and may be written to.\n", result.Error);
        Assert.DoesNotContain(_folder.Files, file => file.Contains("partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Analyze_NotEeg_SaysThatItDoesNotApply()
    {
        var result = await RunAsync("analyze", RecordingFolder.NotEeg);

        Assert.Contains("  Quality    does not apply: no EEG channels\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_Json_IsOneDocumentAndMatchesItsFile()
    {
        var result = await RunAsync("analyze", RecordingFolder.Demo, "--json", "--out", "reports/today");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        var root = document.RootElement;
        Assert.Equal("halcyon.report/1", root.GetProperty("schema").GetString());
        Assert.Equal("none", root.GetProperty("spectrum").GetProperty("reference").GetString());
        Assert.Equal(JsonValueKind.Null, root.GetProperty("sleep").ValueKind);
        Assert.Equal(
            ["demo.report.html", "demo.report.json", "demo.report.pdf"],
            Directory.EnumerateFiles(_folder.At("reports/today")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.Equal(result.Output.TrimEnd('\n'), await File.ReadAllTextAsync(_folder.At("reports/today/demo.report.json"), TestContext.Current.CancellationToken));
        Assert.StartsWith("<!DOCTYPE html>", await File.ReadAllTextAsync(_folder.At("reports/today/demo.report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var pdf = await File.ReadAllBytesAsync(_folder.At("reports/today/demo.report.pdf"), TestContext.Current.CancellationToken);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5));
    }

    [Fact]
    public async Task Analyze_NotEeg_InventsNothing()
    {
        var result = await RunAsync("analyze", RecordingFolder.NotEeg, "--json");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using var document = JsonDocument.Parse(result.Output);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("quality").ValueKind);
        Assert.Equal(JsonValueKind.Null, document.RootElement.GetProperty("spectrum").ValueKind);
    }

    [Fact]
    public async Task Analyze_SampleThatIsNoNumber_IsLeftOutAndNamed()
    {
        Assert.Equal(0, (await HalcyonCommand.RunAsync(_folder.Path, "convert", RecordingFolder.Demo, "raw.vhdr", "--band", "1-40", "--channels", "Fp1,C3,O1")).ExitCode);
        using (var samples = File.OpenWrite(_folder.At("raw.eeg")))
        {
            // The second channel's, 50 s in.
            samples.Position = ((50 * 256 * 3) + 1) * sizeof(float);
            samples.Write(BitConverter.GetBytes(float.NaN));
        }

        var result = await HalcyonCommand.RunAsync(_folder.Path, "analyze", "raw.vhdr", "--out", "reports");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Missing    C3 50-50.004 s: nothing measured, left out", result.Output, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("reports/raw.report.json"), TestContext.Current.CancellationToken));
        Assert.Equal(50, Assert.Single(report.RootElement.GetProperty("missing").EnumerateArray()).GetProperty("onset_seconds").GetDouble());
        Assert.Contains("Nothing was measured in these stretches", await File.ReadAllTextAsync(_folder.At("reports/raw.report.html"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Analyze_DataSetOfOneRecording_NamesItsReportAfterTheRecording()
    {
        Assert.Equal(0, (await HalcyonCommand.RunAsync(_folder.Path, "convert", RecordingFolder.Demo, "study/", "--to", "90")).ExitCode);
        var result = await HalcyonCommand.RunAsync(_folder.Path, "analyze", "study/", "--out", "reports");
        Assert.Equal(0, result.ExitCode);
        Assert.True(File.Exists(_folder.At("reports/sub-01_task-rest_eeg.report.json")));
    }

    [Fact]
    public async Task Analyze_SeveralWithOneBad_DoesTheOthersInOrder()
    {
        var result = await RunAsync(
            "analyze", RecordingFolder.NotEeg, RecordingFolder.Truncated, RecordingFolder.Demo, "--json", "--out", "reports");

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(RecordingFolder.Truncated + ": ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        var files = result.Output.TrimEnd('\n').Split('\n').Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("recording").GetProperty("file_name").GetString();
        });
        Assert.Equal([RecordingFolder.NotEeg, RecordingFolder.Demo], files);
        Assert.Equal(6, Directory.GetFiles(_folder.At("reports")).Length);
    }

    [Fact]
    public async Task Analyze_ReferenceThatIsNotThere_IsRefused()
    {
        var result = await RunAsync("analyze", RecordingFolder.Demo, "--reference", "A1,A2");

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("\"A1\"", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("analyze")]
    [InlineData("analyze", RecordingFolder.Demo, "--only", "dreams")]
    [InlineData("analyze", RecordingFolder.Demo, "--line-frequency", "55")]
    [InlineData("analyze", RecordingFolder.Demo, "--jobs", "0")]
    [InlineData("analyze", RecordingFolder.Demo, "--jobs", "abc")]
    [InlineData("analyze", RecordingFolder.Demo, "./" + RecordingFolder.Demo, "--out", "reports")]
    public async Task Analyze_WrongUsage_IsTwoAndDoesNothing(params string[] arguments)
    {
        var before = _folder.Files.ToList();
        var result = await RunAsync(arguments);

        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.NotEqual("", result.Error);
        Assert.Equal(before, _folder.Files);
    }

    [Fact]
    public async Task Analyze_Interrupted_LeavesOnlyWholeReports()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill -INT here.");
        // An hour and a half of 32 channels: far from done when the interrupt comes.
        _folder.Write("long.edf", "EEG ", channels: 32, samplesPerRecord: 256, seconds: 5400);
        using var command = HalcyonCommand.Start(
            _folder.Path, "analyze", RecordingFolder.Demo, "long.edf", "--jobs", "1", "--json", "--out", "reports");

        // The first file's report is printed when the second is being read.
        Assert.NotNull(await command.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        await command.InterruptAsync();
        var result = await command.EndAsync();

        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Equal("long.edf: Stopped; nothing was written.", result.Error.TrimEnd());
        Assert.Equal(
            ["demo.report.html", "demo.report.json", "demo.report.pdf"],
            Directory.EnumerateFiles(_folder.At("reports")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => HalcyonCommand.RunAsync(_folder.Path, arguments);
}
