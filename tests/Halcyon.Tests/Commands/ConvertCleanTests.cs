using System.Text.Json;
using Halcyon.Signals.Bids;
using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Tests.Commands;

public sealed class ConvertCleanTests : IDisposable
{
    private const string Moved = "moved.edf";
    private const string Recipe = "recipe.json";

    private readonly RecordingFolder _folder = new();
    private readonly CleanedSignals _cleaned;

    /// <summary>A minute with a dead electrode and two seconds of muscle, and a recipe made from it.</summary>
    public ConvertCleanTests()
    {
        using (var file = File.Create(_folder.At(Moved)))
            SyntheticEdf.Write(
                new SyntheticDesign { DurationSeconds = 60, Seed = 9, Events = [SyntheticEvent.Flat("T8", 0, 60), SyntheticEvent.Muscle(30, 2, 150)] }, file);
        using var reader = RecordingFile.Open(_folder.At(Moved));
        var cleaner = new EegCleaner(EegSignals.Read(reader));
        cleaner.Filter(1, null);
        cleaner.Notch(50);
        cleaner.FindBadChannels(new BadChannelOptions());
        cleaner.RejectSegments(["muscle"]);
        cleaner.ReferenceToAverage();
        cleaner.Resample(128);
        _cleaned = cleaner.Result;
        using var recipe = File.Create(_folder.At(Recipe));
        cleaner.Recipe.Save(recipe);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out.edf", 0.1)]
    [InlineData("out.bdf", 0.001)]
    [InlineData("out.vhdr", 0.001)]
    public async Task Convert_Clean_WritesWhatTheRecipeMakesAndSaysSo(string to, double toleranceMicrovolts)
    {
        var result = await RunAsync("convert", Moved, to, "--clean", Recipe);

        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        using var written = RecordingFile.Open(_folder.At(to));
        Assert.Equal(_cleaned.Signals.Channels.Select(c => $"EEG {c.Name}-AVG"), written.Info.Channels.Select(c => c.Label));
        foreach (var channel in _cleaned.Signals.Channels)
        {
            Assert.Equal(128, written.Info.Channels[channel.Index].SamplingRateHz);
            var samples = new double[_cleaned.Signals.SampleCount];
            written.ReadSamples(channel.Index, 0, samples);
            for (var i = 0; i < samples.Length; i++)
                Assert.Equal(_cleaned.Signals[channel.Index][i], samples[i], toleranceMicrovolts);
        }

        var rejected = Assert.Single(_cleaned.Rejected);
        var note = Assert.Single(written.Info.Annotations, a => a.Text.EndsWith("BAD_muscle", StringComparison.Ordinal));
        Assert.Equal(rejected.First / 128.0, note.OnsetSeconds, 1e-6);
        Assert.Equal(rejected.Count / 128.0, note.DurationSeconds, 1e-6);
        using var sidecar = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("out.cleaning.json"), TestContext.Current.CancellationToken));
        var steps = sidecar.RootElement.GetProperty("steps").EnumerateArray().Select(s => s.GetString()!).ToList();
        Assert.Equal(["filter 1-all Hz", "notch 50 Hz", "average reference of 18 channels", "resampled to 128 Hz"], [steps[0], steps[1], steps[4], steps[5]]);
        Assert.Contains("T8", steps[2], StringComparison.Ordinal);
        Assert.Equal(Moved, sidecar.RootElement.GetProperty("source").GetString());
    }

    [Fact]
    public async Task Convert_CleanToEdf_NotesFiltersInTheHeaderAndCutsAfterwards()
    {
        Assert.Equal(0, (await RunAsync("convert", Moved, "out.edf", "--clean", Recipe, "--channels", "O1", "--from", "10", "--to", "20")).ExitCode);
        using var written = RecordingFile.Open(_folder.At("out.edf"));
        var channel = Assert.Single(written.Info.Channels);
        Assert.Equal("HP:1Hz N:50Hz", channel.Prefilter);
        var samples = new double[1280];
        written.ReadSamples(0, 0, samples);
        var expected = _cleaned.Signals[_cleaned.Signals.Channels.Single(c => c.Name == "O1").Index].Slice(1280, 1280);
        for (var i = 0; i < samples.Length; i++)
            Assert.Equal(expected[i], samples[i], 0.1);
    }

    [Fact]
    public async Task Convert_CleanIntoADataSet_IsADerivativeThatSaysWhatWasDone()
    {
        Assert.Equal(0, (await RunAsync("convert", Moved, "study/", "--clean", Recipe)).ExitCode);
        var cancellation = TestContext.Current.CancellationToken;
        using var description = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("study/dataset_description.json"), cancellation));
        Assert.Equal("derivative", description.RootElement.GetProperty("DatasetType").GetString());
        using var eeg = JsonDocument.Parse(await File.ReadAllBytesAsync(_folder.At("study/sub-01/eeg/sub-01_task-rest_eeg.json"), cancellation));
        Assert.Equal("average reference of 18 channels", eeg.RootElement.GetProperty("EEGReference").GetString());
        Assert.Equal(6, eeg.RootElement.GetProperty("SoftwareFilters").GetProperty("Cleaning").GetProperty("Steps").GetArrayLength());
        Assert.DoesNotContain(_folder.Files, f => f.EndsWith(".cleaning.json", StringComparison.Ordinal));
        Assert.Single(BidsDataset.Open(_folder.At("study")).Recordings);
    }

    [Fact]
    public async Task Convert_CleanAndDeidentify_NamesNoFileAndNoChannel()
    {
        Assert.Equal(0, (await RunAsync("convert", Moved, "out.edf", "--clean", Recipe, "--deidentify")).ExitCode);
        var note = await File.ReadAllTextAsync(_folder.At("out.cleaning.json"), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("moved", note, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("T8", note, StringComparison.Ordinal);
        Assert.DoesNotContain("sha256", note, StringComparison.Ordinal);
        Assert.Contains("average_reference", note, StringComparison.Ordinal);
        using var written = RecordingFile.Open(_folder.At("out.edf"));
        Assert.Contains(written.Info.Annotations, a => a.Text == "BAD_muscle");
    }

    [Theory]
    [InlineData(RecordingFolder.Demo, Recipe, "another recording")]
    [InlineData(Moved, "nowhere.json", "nowhere.json cannot be read")]
    [InlineData(Moved, RecordingFolder.Text, "damaged")]
    [InlineData(RecordingFolder.NotEeg, Recipe, "no EEG channel")]
    public async Task Convert_CleanThatCannotBe_IsRefusedInALineAndLeavesNothing(string from, string recipe, string reason)
    {
        var before = _folder.Files.ToList();
        var result = await RunAsync("convert", from, "out.edf", "--clean", recipe);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains(reason, Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(before, _folder.Files);
    }

    [Fact]
    public async Task Convert_CleanWhereTheNoteWouldReplaceTheRecipe_IsRefused()
    {
        File.Move(_folder.At(Recipe), _folder.At("out.cleaning.json"));
        var before = await File.ReadAllBytesAsync(_folder.At("out.cleaning.json"), TestContext.Current.CancellationToken);
        foreach (var force in (string[][])[[], ["--force"]])
            Assert.Equal(1, (await RunAsync(["convert", Moved, "out.edf", "--clean", "out.cleaning.json", .. force])).ExitCode);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.At("out.cleaning.json"), TestContext.Current.CancellationToken));
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => HalcyonCommand.RunAsync(_folder.Path, arguments);
}
