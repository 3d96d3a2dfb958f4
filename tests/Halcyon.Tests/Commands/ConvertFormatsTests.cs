using System.Globalization;
using Halcyon.Signals.Bids;
using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;
using Xunit;

namespace Halcyon.Tests.Commands;

/// <summary>`halcyon convert` to every format that is written, and from the text that it writes itself.</summary>
public sealed class ConvertFormatsTests : IDisposable
{
    private readonly RecordingFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out.edf", "EDF+C")]
    [InlineData("out.bdf", "BDF+C")]
    [InlineData("out.vhdr", "BrainVision")]
    [InlineData("out.csv", "CSV")]
    public async Task Convert_ByOutputName_WritesThatFormatAndNothingElse(string to, string format)
    {
        var before = _folder.Files.ToList();
        var result = await RunAsync("convert", RecordingFolder.Demo, to, "--to", "10");
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        string[] made = to == "out.vhdr" ? ["out.eeg", "out.vhdr", "out.vmrk"] : [to];
        Assert.Equal(before.Concat(made).Order(StringComparer.Ordinal), _folder.Files);
        using var source = RecordingFile.Open(_folder.At(RecordingFolder.Demo));
        using var written = RecordingFile.Open(_folder.At(to));
        Assert.Equal((format, 10.0), (written.Info.Format, written.Info.DurationSeconds));
        var (expected, actual) = (new double[2560], new double[2560]);
        source.ReadSamples(4, 0, expected);
        written.ReadSamples(4, 0, actual);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 5.1e-7);
        var info = await RunAsync("info", to);
        Assert.Contains(format, info.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Convert_ToAFolder_MakesADataSetThatConvertsBack()
    {
        Assert.Equal(0, (await RunAsync("convert", RecordingFolder.Demo, "study/", "--subject", "A1", "--task", "rest", "--line-frequency", "50")).ExitCode);
        Assert.Equal(0, (await RunAsync("convert", RecordingFolder.Demo, "study", "--subject", "A2", "--from", "10", "--to", "20")).ExitCode);
        var again = await RunAsync("convert", RecordingFolder.Demo, "study/", "--subject", "A2");
        Assert.Equal(1, again.ExitCode);
        Assert.Contains("in the data set already", again.Error, StringComparison.Ordinal);
        Assert.Equal(["sub-A1_task-rest", "sub-A2_task-rest"], BidsDataset.Open(_folder.At("study")).Recordings.Select(recording => recording.Name.ToString()));
        Assert.Contains("\"PowerLineFrequency\": 50", await File.ReadAllTextAsync(_folder.At("study/sub-A1/eeg/sub-A1_task-rest_eeg.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var many = await RunAsync("convert", "study", "back.edf");
        Assert.Equal(1, many.ExitCode);
        Assert.Contains("holds 2 recordings; name one of them: sub-A1/eeg/sub-A1_task-rest_eeg.edf", many.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("convert", "study/sub-A2/eeg/sub-A2_task-rest_eeg.edf", "back.bdf")).ExitCode);
        using var back = RecordingFile.Open(_folder.At("back.bdf"));
        Assert.Equal(10, back.Info.DurationSeconds);
        Assert.DoesNotContain(_folder.Files, file => file.Contains("partial", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Convert_OntoAFileOfTheRecording_IsRefusedEvenWithForce()
    {
        Assert.Equal(0, (await RunAsync("convert", RecordingFolder.Demo, "raw.vhdr", "--to", "10")).ExitCode);
        File.Copy(_folder.At("raw.vhdr"), _folder.At("a.vhdr"));
        Assert.Equal(0, (await RunAsync("convert", RecordingFolder.Demo, "b/", "--to", "10")).ExitCode);
        Assert.Equal(0, (await RunAsync("convert", "raw.vhdr", "v/")).ExitCode);
        string[][] refused =
        [
            ["b/sub-01/eeg/sub-01_task-rest_eeg.edf", "b/"], ["a.vhdr", "raw.vhdr"], ["raw.vhdr", "link/raw.vhdr"], [RecordingFolder.Demo, "link/" + RecordingFolder.Demo],
            ["v/sub-01/eeg/sub-01_task-rest_eeg." + (File.Exists(_folder.At("v/sub-01/eeg/sub-01_task-rest_eeg.vhdr")) ? "vhdr" : "edf"), "v/"], ["b/", "link/b"],
        ];
        var before = _folder.Files.ToDictionary(file => file, file => File.ReadAllBytes(_folder.At(file)));
        foreach (var arguments in refused)
        {
            Directory.CreateSymbolicLink(_folder.At("link"), _folder.Path);
            var result = await RunAsync(["convert", .. arguments, "--to", "1", "--force"]);
            Directory.Delete(_folder.At("link"));
            Assert.Equal(1, result.ExitCode);
            Assert.Contains("is a file of the recording itself", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
            Assert.Equal(before.Keys.Order(StringComparer.Ordinal), _folder.Files);
        }
        Assert.All(before, file => Assert.Equal(file.Value, File.ReadAllBytes(_folder.At(file.Key))));
    }

    [Fact]
    public async Task Convert_Deidentified_SaysHowManyAnnotationsItLeftOutAndNotWhich()
    {
        WriteNamed();
        var result = await RunAsync("convert", "named.edf", "clean.edf", "--deidentify", "--keep-text", "custom event");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("1 of 3 annotations hold words or numbers that could name a person and are left out (number 2).", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Haagse", result.Error, StringComparison.Ordinal);
        using var clean = RecordingFile.Open(_folder.At("clean.edf"));
        Assert.Equal(["T1", "Custom event"], clean.Info.Annotations.Select(note => note.Text));
        Assert.Null(clean.Info.StartTime);
        Assert.DoesNotContain("Haagse", await File.ReadAllTextAsync(_folder.At("clean.edf"), System.Text.Encoding.Latin1, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("convert", "named.edf", "shifted.vhdr", "--deidentify", "--shift-days", "-400")).ExitCode);
        using var shifted = RecordingFile.Open(_folder.At("shifted.vhdr"));
        Assert.Equal(new DateTime(2020, 5, 17, 8, 30, 0).AddDays(-400), shifted.Info.StartTime);

        Assert.Equal(0, (await RunAsync("convert", "named.edf", "Haagse/", "--deidentify", "--subject", "01")).ExitCode);
        foreach (var file in Directory.EnumerateFiles(_folder.At("Haagse"), "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("Haagse", await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        var scans = await File.ReadAllLinesAsync(_folder.At("Haagse/sub-01/sub-01_scans.tsv"), TestContext.Current.CancellationToken);
        Assert.InRange(int.Parse(scans[1].Split('\t')[1].AsSpan(0, 4), CultureInfo.InvariantCulture), 1901, 1924);
    }

    [Theory]
    [InlineData("out.vhdr")]
    [InlineData("set/")]
    public async Task Convert_RefusedHalfway_LeavesNothing(string to)
    {
        var before = _folder.Files.ToList();
        var result = await RunAsync("convert", RecordingFolder.Demo, to, "--channels", "Nowhere");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Equal(before, _folder.Files);
        Assert.False(Directory.Exists(_folder.At("set")));
    }

    [Theory]
    [InlineData("set/", "--subject", "not ok")]
    [InlineData("out.edf", "--shift-days", "3")]
    [InlineData("set/", "--line-frequency", "55")]
    public async Task Convert_WrongUsage_IsTwo(params string[] rest) =>
        Assert.Equal(2, (await RunAsync(["convert", RecordingFolder.Demo, .. rest])).ExitCode);

    private void WriteNamed()
    {
        using var stream = File.Create(_folder.At("named.edf"));
        var writer = new EdfWriter(stream, new EdfFileDescription
        {
            StartTime = new DateTime(2020, 5, 17, 8, 30, 0),
            Patient = "0234567 F 02-MAY-1951 Haagse_Harry",
            RecordSeconds = 1,
            RecordCount = 4,
            Channels = [new() { Label = "EEG Cz", Unit = "uV", SamplesPerRecord = 100, PhysicalMinimum = -100, PhysicalMaximum = 100 }],
            Annotations = [new(0, 0, "T1"), new(1, 0, "Haagse asked for water"), new(2, 0, "Custom event")],
        });
        for (var second = 0; second < 4; second++)
            writer.WriteRecord(second, new double[100]);
        writer.Complete();
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => HalcyonCommand.RunAsync(_folder.Path, arguments);
}
