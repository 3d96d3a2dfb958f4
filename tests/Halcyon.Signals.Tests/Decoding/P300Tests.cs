using System.Globalization;
using System.IO.Compression;
using Halcyon.Signals.Decoding;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

/// <summary>Single-trial P300 of one person with a four-channel headband on two days; the figures are printed.</summary>
public sealed class P300Tests(ITestOutputHelper output)
{
    private const double RateHz = 256;

    [Fact]
    public void XdawnLda_OneRunOrSessionLeftOut_IsAboveChance()
    {
        var epochs = Trials();
        var options = new XdawnLdaOptions { Target = "2" };
        var byRun = CrossValidation.LeaveOneRunOut(epochs, training => XdawnLda.Fit(training, options));
        var bySession = CrossValidation.LeaveOneSessionOut(epochs, training => XdawnLda.Fit(training, options));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"kept {epochs.Count}, dropped {epochs.Dropped.Count}"));
        Report("one run left out", byRun);
        Report("one session left out", bySession);
        Assert.Equal((8, 2), (byRun.Folds.Count, bySession.Folds.Count));
        Assert.True(byRun.AreaUnderCurve > 0.6, $"{byRun.AreaUnderCurve}");
    }

    private void Report(string split, DecodingScore score) => output.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"P300, {split}: AUC {score.AreaUnderCurve:0.000} (95 % {score.AreaInterval!.Value.Low:0.000}–{score.AreaInterval.Value.High:0.000}) of {score.Confusion[1].Sum()} targets and {score.Confusion[0].Sum()} others"));

    private static EpochSet Trials()
    {
        var folder = SharedRecordings.Path("bci/muse-lsl/visual/P300/subject1");
        Assert.SkipUnless(Directory.Exists(folder), "The P300 runs are not beside this checkout.");
        var band = ButterworthDesign.BandPass(2, 1, 20, RateHz);
        var sets = new List<EpochSet>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.csv.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (samples, markers) = Read(path);
            var signal = new ContinuousSignal(Path.GetFileName(path), ["TP9", "AF7", "AF8", "TP10"], RateHz, samples).Filtered(band);
            sets.Add(EpochExtractor.Extract(signal, EpochEvents.FromTriggerChannel(markers), new EpochOptions
            {
                FromSeconds = 0,
                ToSeconds = 0.8,
                Run = Path.GetFileName(path),
                Session = Path.GetFileName(Path.GetDirectoryName(path))!,
            }));
        }
        return EpochRejection.Fixed(EpochSet.Concat(sets), 150);
    }

    private static (double[][] Samples, double[] Markers) Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        reader.ReadLine();
        var columns = Enumerable.Range(0, 5).Select(_ => new List<double>()).ToArray();
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(',');
            for (var c = 0; c < 4; c++)
                columns[c].Add(double.Parse(fields[c + 1], CultureInfo.InvariantCulture));
            columns[4].Add(double.Parse(fields[^1], CultureInfo.InvariantCulture));
        }
        return ([.. columns.Take(4).Select(column => column.ToArray())], [.. columns[4]]);
    }
}
