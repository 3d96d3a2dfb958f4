using System.Runtime.CompilerServices;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Readme;

/// <summary>The README's code is the code that is compiled and run here.</summary>
public sealed class ReadmeTests
{
    [Fact]
    public void Readme_CodeBlocks_AreTheCompiledExamples()
    {
        var compiled = Blocks(File.ReadAllLines(Beside("ReadmeExamples.cs")), line => line.Trim() == "// <example>", line => line.Trim() == "// </example>");
        var shown = Blocks(File.ReadAllLines(Path.Combine(Beside(".."), "..", "..", "src", "Halcyon.Signals", "README.md")), line => line == "```csharp", line => line == "```");
        Assert.Equal(10, compiled.Count);
        Assert.Equal(compiled.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Examples_OnAGeneratedRecording_DoWhatTheySay()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, "made.edf");
            ReadmeExamples.Generate(path);
            Assert.Contains(ReadmeExamples.Open(path), value => value != 0);
            var report = ReadmeExamples.Report(path);
            Assert.Equal(10, report.Spectrum!.AlphaPeakHz["EEG O1-Ref"], 0.3);
            ReadmeExamples.Convert(path, Path.Combine(folder.FullName, "calm.edf"));
            using var calm = RecordingFile.Open(Path.Combine(folder.FullName, "calm.edf"));
            Assert.Equal(60, calm.Info.DurationSeconds);
            using var csv = new MemoryStream();
            Assert.Equal(6, ReadmeExamples.Features(path, csv).EpochCount);
            using var recipe = new MemoryStream();
            var (raw, cleaner, again) = ReadmeExamples.Clean(path, recipe);
            Assert.Equal(5, cleaner.Recipe.Steps.Count);
            Assert.True(recipe.Length > 0);
            Assert.Equal("interpolated: EEG T8-Ref", cleaner.Recipe.Steps[3].Summary);
            Assert.Empty(again.BadChannels);
            for (var channel = 0; channel < raw.Channels.Count; channel++)
                Assert.True(again.Signals[channel].SequenceEqual(cleaner.Result.Signals[channel]));
            // A blink is 117 µV at Fp1, in the middle of 14 others.
            Assert.True(again.Signals[0][(2 * 256)..(58 * 256)].ToArray().Max() < 80);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Examples_OnTones_KeepWhatLiesInTheBand()
    {
        var filtered = ReadmeExamples.Filter(Signals.Sine(10, 20, 8, 256).Zip(Signals.Sine(100, 20, 8, 256), (a, b) => a + b).ToArray());
        // 20² / 2 of the tone in the band; the other is gone.
        Assert.Equal(200, ReadmeExamples.Spectrum(filtered), 2.0);
    }

    [Fact]
    public void Examples_OnGeneratedResponses_FindThem()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            EpochSet[] runs = [.. Enumerable.Range(1, 2).Select(run =>
            {
                var path = Path.Combine(folder.FullName, $"run{run}.edf");
                using (var file = File.Create(path))
                    SyntheticEdf.Write(Responses(run), file);
                var epochs = ReadmeExamples.Epochs(path);
                return new EpochSet(epochs.Channels, epochs.SamplingRateHz, epochs.FirstOffset, epochs.SampleCount, [.. epochs.Epochs.Select(epoch => epoch with { Run = $"run {run}" })]);
            })];
            var score = ReadmeExamples.Decode(EpochSet.Concat(runs));
            Assert.Equal(2, score.Folds.Count);
            Assert.True(score.AreaUnderCurve > 0.7, $"{score.AreaUnderCurve}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static SyntheticDesign Responses(int seed) => new()
    {
        DurationSeconds = 120,
        SamplingRateHz = 128,
        Seed = seed,
        Electrodes = ["Pz", "Cz", "Fz", "Oz"],
        Events = [.. SyntheticDesign.Times(seed, 2, 118, 1.5).Select((onset, i) => i % 4 == 0
            ? SyntheticEvent.Evoked(onset, "target", 0.3, 12, "Pz")
            : SyntheticEvent.Evoked(onset, "other", 0.3, 1, "Pz"))],
    };

    /// <summary>The lines between a beginning and an end, without what they are all indented by.</summary>
    private static List<string> Blocks(string[] lines, Func<string, bool> begins, Func<string, bool> ends)
    {
        var blocks = new List<string>();
        for (var i = 0; i < lines.Length; i++)
        {
            if (!begins(lines[i]))
                continue;
            var block = lines.Skip(i + 1).TakeWhile(line => !ends(line)).ToArray();
            var indent = block.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
            blocks.Add(string.Join('\n', block.Select(line => line.Length > indent ? line[indent..] : line.TrimStart())));
            i += block.Length + 1;
        }
        return blocks;
    }

    private static string Beside(string name, [CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, name));
}
