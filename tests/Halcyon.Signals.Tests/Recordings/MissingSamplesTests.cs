using Halcyon.Signals.Analysis;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Halcyon.Signals.Tests.BrainVision;
using Xunit;

namespace Halcyon.Signals.Tests.Recordings;

/// <summary>NaN in a file of floating-point samples is handed out as it is, and never becomes a number on the way.</summary>
public sealed class MissingSamplesTests
{
    private const int Count = 250 * 70;

    [Fact]
    public void ReadSamples_NaN_IsHandedOut()
    {
        using var reader = Recording(3);
        var samples = new double[5];
        reader.ReadSamples(1, 1, samples);
        Assert.Equal([false, false, true, false, false], samples.Select(double.IsNaN));
        Assert.True(double.IsPositiveInfinity(reader.Info.Channels[1].PhysicalMaximum));
    }

    [Theory]
    [InlineData(AnalysisSections.All)]
    [InlineData(AnalysisSections.Quality)]
    [InlineData(AnalysisSections.Spectrum)]
    public void Analysis_NaN_IsAGapForAllAndNamedByChannelAndSecond(AnalysisSections sections)
    {
        // Two losses within a second of each other are one stretch.
        using var reader = Recording(5000, 5100, 10000);
        var report = RecordingAnalysis.Run(reader, new AnalysisOptions { Sections = sections }, null, TestContext.Current.CancellationToken);
        Assert.Equal([new MissingStretch("Pz", 20, 0.404), new MissingStretch("Pz", 40, 0.004)], report.Missing);
        if (report.Quality is { } quality)
        {
            Assert.Equal(["good", "good", "good"], quality.Channels.Select(c => c.Status));
            Assert.Equal((Count - 102) / 250.0, quality.JudgedSeconds!.Value, 1e-3);
        }

        // The same as a recording with gaps in these places, to the last bit.
        using var whole = Recording();
        var samples = Enumerable.Range(0, 3).Select(_ => new double[Count]).ToArray();
        for (var c = 0; c < 3; c++)
            whole.ReadSamples(c, 0, samples[c]);
        double[][] kept = [.. samples.Select(s => (double[])[.. s[..5000], .. s[5101..10000], .. s[10001..]])];
        using var gaps = new MemoryRecording(
            [.. reader.Info.Channels.Select(c => c with { SampleCount = kept[0].Length })], kept,
            [new ContinuousSegment(0, 20, 0), new ContinuousSegment(5101 / 250.0, 4899 / 250.0, 20), new ContinuousSegment(10001 / 250.0, (Count - 10001) / 250.0, 9899 / 250.0)]);
        var expected = RecordingAnalysis.Run(gaps, new AnalysisOptions { Sections = sections }, null, TestContext.Current.CancellationToken);
        Assert.Empty(expected.Missing);
        if (report.Spectrum is { } spectrum)
            foreach (var (label, density) in spectrum.DensityMicrovoltsSquaredPerHz)
                Assert.Equal(expected.Spectrum!.DensityMicrovoltsSquaredPerHz[label], density);
        else
            Assert.Null(expected.Spectrum);
    }

    [Fact]
    public void Analysis_ChannelThatIsMostlyMissing_IsBadAndTakesNoOtherWithIt()
    {
        using var reader = Recording([.. Enumerable.Range(3000, 12000)]);
        var report = RecordingAnalysis.Run(reader, new AnalysisOptions(), null, TestContext.Current.CancellationToken);
        var pz = report.Quality!.Channels[1];
        Assert.Equal(("Pz", "bad", "missing"), (pz.Label, pz.Status, Assert.Single(pz.Reasons)));
        Assert.Equal(Math.Round(12000.0 / Count, 4), pz.Metrics["missing_fraction"]);
        Assert.Equal(Count / 250.0, report.Quality.JudgedSeconds!.Value, 1e-3);
        Assert.Equal(["Cz", "Fz"], report.Spectrum!.DensityMicrovoltsSquaredPerHz.Keys.Order());
        Assert.Equal([new MissingStretch("Pz", 12, 48)], report.Missing);
        // A third of the channels is lost.
        Assert.Equal("F", report.Quality.Grade);
    }

    [Fact]
    public void Analysis_NothingButNaN_HasNoSectionAndSaysWhatIsMissing()
    {
        var channels = Enumerable.Range(0, 2).Select(i => MemoryRecording.Channel(i, $"F{i + 3}", $"F{i + 3}", ChannelKind.Eeg, 250, Count)).ToList();
        using var recording = new MemoryRecording(channels, [.. channels.Select(_ => Enumerable.Repeat(double.NaN, Count).ToArray())]);
        var report = RecordingAnalysis.Run(recording, new AnalysisOptions(), null, TestContext.Current.CancellationToken);
        Assert.Null(report.Quality);
        Assert.Null(report.Spectrum);
        Assert.Equal([new MissingStretch("F3", 0, 70), new MissingStretch("F4", 0, 70)], report.Missing);
    }

    [Fact]
    public void Analysis_FloatingPointWithoutLimits_JudgesNothingAsSaturated()
    {
        using var reader = Recording();
        var report = RecordingAnalysis.Run(reader, new AnalysisOptions(), null, TestContext.Current.CancellationToken);
        Assert.All(report.Quality!.Channels, channel => Assert.Empty(channel.Reasons));
    }

    [Fact]
    public void Convert_NaN_IsRefusedAndWorksWithoutTheChannel()
    {
        using var reader = Recording(5000);
        void Convert(IReadOnlyList<string> channels) => RecordingConverter.Convert(
            reader, new ConversionOptions { Format = ConversionFormat.Edf, Channels = channels }, new MemoryStream(), null, TestContext.Current.CancellationToken);
        var refusal = Assert.Throws<ConversionRefusedException>(() => Convert([]));
        Assert.Contains("\"Pz\"", refusal.Message, StringComparison.Ordinal);
        Convert(["Cz", "Fz"]);
    }

    private static IRecordingReader Recording(params int[] missingAt)
    {
        var random = new Random(7);
        var stored = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Count).Select(i => (20 * Math.Sin(2 * Math.PI * 10 * i / 250)) + (10 * random.NextDouble())).ToArray()).ToArray();
        foreach (var at in missingAt)
            stored[1][at] = double.NaN;
        return new RawBrainVision { Format = "IEEE_FLOAT_32", Channels = ["Cz,,1,uV", "Pz,,1,uV", "Fz,,1,uV"], Stored = stored, Markers = [] }.Open();
    }
}
