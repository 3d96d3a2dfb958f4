using System.Text.Json;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Tests.Commands;

public sealed class CleanCommandTests : IDisposable
{
    private const string Made = "made.edf";

    private readonly RecordingFolder _folder = new();

    /// <summary>A minute with blinks, mains and an electrode that loses its contact.</summary>
    public CleanCommandTests()
    {
        using var file = File.Create(_folder.At(Made));
        SyntheticEdf.Write(
            new SyntheticDesign
            {
                DurationSeconds = 60,
                Seed = 9,
                LineAmplitudeMicrovolts = 4,
                Events = [SyntheticEvent.Flat("T8", 0, 60), .. SyntheticDesign.Times(3, 2, 58, 4).Select(at => SyntheticEvent.Blink(at))],
            },
            file);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Clean_FaultsThatAreKnown_SaysThemAndWritesWhatConvertFollows()
    {
        var result = await RunAsync("clean", Made, "--out", "made.json");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("T8-Ref looks bad: seconds without a signal 100 %, limit", result.Output, StringComparison.Ordinal);
        Assert.Contains("Mains is to be seen and taken out: 50 Hz.", result.Output, StringComparison.Ordinal);
        Assert.Contains("T8-Ref is estimated from the channels around.", result.Output, StringComparison.Ordinal);
        Assert.Contains("Measured against the mean of 19 channels.", result.Output, StringComparison.Ordinal);
        Assert.Contains("The file itself stays as it is.", result.Output, StringComparison.Ordinal);
        Assert.Contains("convert made.edf OUT --clean made.json", result.Error, StringComparison.Ordinal);
        Assert.Equal(["bad_channels", "filter", "notch", "interpolation", "average_reference"], Kinds("made.json"));

        Assert.Equal(0, (await RunAsync("convert", Made, "out.edf", "--clean", "made.json")).ExitCode);
        using var written = RecordingFile.Open(_folder.At("out.edf"));
        Assert.Equal(19, written.Info.Channels.Count(c => c.Label.EndsWith("-AVG", StringComparison.Ordinal)));
        Assert.All(written.Info.Channels, c => Assert.Equal("HP:0.5Hz N:50Hz", c.Prefilter));
    }

    [Fact]
    public async Task Clean_AllThatCanBeAsked_IsInTheRecipeInOrder()
    {
        var result = await RunAsync("clean", Made, "--out", "made.json", "--ica", "--asr", "--wavelet", "0.4", "--kalman", "0.4", "--reference", "Cz", "--high-pass", "1", "--line-frequency", "60");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("blink", result.Output, StringComparison.Ordinal);
        Assert.Contains("Mains is taken out as you say: 60 Hz", result.Output, StringComparison.Ordinal);
        Assert.Equal(["bad_channels", "filter", "notch", "components", "subspace", "wavelet", "kalman", "interpolation", "reference"], Kinds("made.json"));
    }

    [Fact]
    public async Task Clean_Json_IsOneLineForEachFileWithReasonsAndMeasures()
    {
        var result = await RunAsync("clean", Made, RecordingFolder.Demo, "--json", "--out", "recipes");
        Assert.Equal(0, result.ExitCode);
        var lines = result.Output.TrimEnd().Split('\n');
        Assert.Equal(2, lines.Length);
        using var json = JsonDocument.Parse(lines[0]);
        var root = json.RootElement;
        Assert.Equal(("halcyon.proposal/1", "made.edf"), (root.GetProperty("schema").GetString(), root.GetProperty("file_name").GetString()));
        Assert.Equal(Path.Combine("recipes", "made.recipe.json"), root.GetProperty("recipe").GetString());
        var bad = Assert.Single(root.GetProperty("bad_channels").EnumerateArray());
        Assert.Equal(("flat", 100.0), (bad.GetProperty("reasons")[0].GetProperty("kind").GetString(), bad.GetProperty("reasons")[0].GetProperty("value").GetDouble()));
        Assert.Equal([50.0], root.GetProperty("notch_hz").EnumerateArray().Select(hertz => hertz.GetDouble()));
        Assert.True(File.Exists(_folder.At("recipes/demo.recipe.json")));
    }

    [Fact]
    public async Task Clean_WithoutOut_OnlySaysAndLeavesNothing()
    {
        var before = _folder.Files.ToList();
        var result = await RunAsync("clean", Made);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(before, _folder.Files);
    }

    [Fact]
    public async Task Clean_RecipeThatExists_IsReplacedOnlyWithForce()
    {
        await File.WriteAllTextAsync(_folder.At("made.json"), "mine", TestContext.Current.CancellationToken);
        var refused = await RunAsync("clean", Made, "--out", "made.json");
        Assert.Equal((1, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("exists already", Assert.Single(refused.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(_folder.At("made.json"), TestContext.Current.CancellationToken));
        Assert.Equal(0, (await RunAsync("clean", Made, "--out", "made.json", "--force")).ExitCode);
        Assert.NotEmpty(Kinds("made.json"));
    }

    [Fact]
    public async Task Clean_OneBadFile_DoesNotStopTheRest()
    {
        var result = await RunAsync("clean", RecordingFolder.Text, RecordingFolder.NotEeg, Made, "nowhere.edf", "--out", "recipes/");
        Assert.Equal(1, result.ExitCode);
        var lines = result.Error.TrimEnd().Split('\n');
        Assert.Equal(4, lines.Length);
        Assert.StartsWith("notes.edf: ", lines[0], StringComparison.Ordinal);
        Assert.Contains("no EEG channel", lines[1], StringComparison.Ordinal);
        Assert.EndsWith("There is no such file.", lines[3], StringComparison.Ordinal);
        Assert.Equal([Path.Combine("recipes", "made.recipe.json")], _folder.Files.Where(f => f.EndsWith(".json", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("--wavelet", "0")]
    [InlineData("--kalman", "much")]
    [InlineData("--high-pass", "0.1")]
    [InlineData("--line-frequency", "55")]
    [InlineData("--reference", ",")]
    [InlineData("--jobs", "0")]
    public async Task Clean_OptionThatCannotBe_IsWrongUsage(string option, string value)
    {
        var result = await RunAsync("clean", Made, option, value);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith(option + " takes ", Assert.Single(result.Error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--out names one recipe", "made.edf", "demo.edf", "--out", "one.json")]
    [InlineData("the same name", "made.edf", "other/made.bdf", "--out", "recipes")]
    public async Task Clean_OneNameForTwo_IsWrongUsage(string sentence, params string[] arguments)
    {
        var result = await RunAsync(["clean", .. arguments]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clean_RealRecording_GivesARecipeThatConvertFollows()
    {
        var real = Shared("data", "eeg", "bci", "eegmmidb-S001", "S001R04.edf");
        Assert.SkipUnless(File.Exists(real), "The shared recordings are not here.");
        var result = await RunAsync("clean", real, "--out", "real.json", "--wavelet", "1");
        Assert.Equal(0, result.ExitCode);
        // American mains, seen by nobody but the cap.
        Assert.Contains("taken out: 60 Hz.", result.Output, StringComparison.Ordinal);
        Assert.Contains("S001R04.edf  64 EEG channels, 125 s", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("convert", real, "real.edf", "--clean", "real.json", "--from", "10", "--to", "20")).ExitCode);
    }

    private IEnumerable<string> Kinds(string recipe)
    {
        using (var stream = File.OpenRead(_folder.At(recipe)))
            Assert.NotEmpty(CleaningRecipe.Load(stream).Steps);
        using var json = JsonDocument.Parse(File.ReadAllBytes(_folder.At(recipe)));
        return [.. json.RootElement.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("kind").GetString()!)];
    }

    /// <summary>Beside the checkout, wherever the tests run from.</summary>
    private static string Shared(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Halcyon.slnx")))
            folder = folder.Parent;
        return Path.Combine([folder?.Parent?.FullName ?? "", "shared", .. parts]);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => HalcyonCommand.RunAsync(_folder.Path, arguments);
}
