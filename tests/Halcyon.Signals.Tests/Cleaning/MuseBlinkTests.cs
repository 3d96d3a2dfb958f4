using System.IO.Compression;
using System.Text.Json;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Cleaning;

/// <summary>Blinks of the Muse headband recordings of Kelvin9811/EEG-Blink-dataset: fifty trials of 510 samples, one blink in each.</summary>
public sealed class MuseBlinkTests(ITestOutputHelper output)
{
    private const double SamplingRateHz = 256;
    private const int TrialLength = 510;
    private const int Trials = 50;

    /// <remarks>
    /// Where in a trial the blink lies is not written down: a trial is found when one blink or more begins or peaks in it,
    /// and every further one counts as wrong. Lids were held shut for about a second, so there is an opening in each too.
    /// All five files say "long" in name and label; files of the set whose label contradicts their name are not here.
    /// </remarks>
    [Fact]
    public void Find_OneBlinkInEveryTrial_FindsMostAndFewOthers()
    {
        var folder = SharedRecordings.Path(Path.Combine("artifact", "muse-blinks-kelvin"));
        var (trials, found, all) = (0, 0, 0);
        output.WriteLine("file                   trials found  blinks  recall precision");
        foreach (var path in Directory.GetFiles(folder, "*.json.gz").Order(StringComparer.Ordinal))
        {
            var report = RecordingAnalysis.Run(Open(path), new AnalysisOptions { Sections = AnalysisSections.Quality }, null, TestContext.Current.CancellationToken);
            var blinks = report.Quality!.Artifacts!.Where(a => a.Kind == "blink").ToList();
            var hit = blinks.Select(b => (int)((b.OnsetSeconds + b.DurationSeconds / 2) * SamplingRateHz / TrialLength)).Distinct().Count();
            output.WriteLine($"{Path.GetFileName(path),-22} {Trials,6} {hit,5} {blinks.Count,7} {(double)hit / Trials,7:0.00} {(double)hit / Math.Max(1, blinks.Count),9:0.00}");
            (trials, found, all) = (trials + Trials, found + hit, all + blinks.Count);
        }

        output.WriteLine($"all                    {trials,6} {found,5} {all,7} {(double)found / trials,7:0.00} {(double)found / all,9:0.00}");
        Assert.InRange((double)found / trials, 0.85, 1);
        Assert.InRange((double)found / all, 0.93, 1);
    }

    private static MemoryRecording Open(string path)
    {
        using var json = JsonDocument.Parse(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        var rows = json.RootElement.GetProperty("data");
        string[] labels = ["TP9", "AF7", "AF8", "TP10"];
        var samples = labels.Select(_ => new double[rows.GetArrayLength()]).ToArray();
        var t = 0;
        foreach (var row in rows.EnumerateArray())
        {
            for (var c = 0; c < 4; c++)
                samples[c][t] = row[c].GetDouble();
            t++;
        }

        return MemoryRecording.Eeg(SamplingRateHz, labels, samples);
    }
}
