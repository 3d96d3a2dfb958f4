using System.Globalization;
using Halcyon.Signals.Decoding;
using Halcyon.Signals.Epochs;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Decoding;

/// <summary>Two public XDF recordings of an imagery switch with three states, one left out at a time; the figures are printed.</summary>
public sealed class SwitchTests(ITestOutputHelper output)
{
    [Fact]
    public void TangentSpaceLogistic_OneRecordingLeftOut_IsReported()
    {
        EpochSet[] sets = [.. Paths().Select(Read)];
        var trials = EpochSet.Concat(sets);
        var score = CrossValidation.LeaveOneRunOut(trials, training => TangentSpaceLogistic.Fit(training));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"XDF switch, 3 states: {score.Accuracy:0.000} of {score.Count} (95 % {score.AccuracyInterval.Low:0.000}–{score.AccuracyInterval.High:0.000}), chance {score.ChanceLevel:0.000}, balanced {score.BalancedAccuracy:0.000} of 0.333"));
        // Markers by state, counted in the files by an independent reader.
        Assert.Equal([42, 30, 40], score.Confusion.Select(row => row.Sum()));
        Assert.Empty(trials.Dropped);
    }

    private static EpochSet Read(string path)
    {
        using var reader = RecordingFile.Open(path);
        ChannelInfo[] channels = [.. reader.Info.Channels.Where(channel => channel.Kind == ChannelKind.Eeg)];
        var signal = ContinuousSignal.Read(reader, channels).Filtered(ButterworthDesign.BandPass(4, 8, 30, channels[0].SamplingRateHz));
        var events = EpochEvents.FromAnnotations(reader.Info, signal.SamplingRateHz, note => note.Text.StartsWith("switch,", StringComparison.Ordinal) ? note.Text : null);
        return EpochExtractor.Extract(signal, events, EpochOptions.ForDuration(2, 256) with { Run = Path.GetFileName(path) });
    }

    private static IEnumerable<string> Paths()
    {
        var folder = SharedRecordings.Path("bci/bci-essentials-xdf");
        Assert.SkipUnless(Directory.Exists(folder), "The switch recordings are not beside this checkout.");
        return Directory.EnumerateFiles(folder, "*.xdf", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
    }
}
