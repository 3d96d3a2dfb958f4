using Halcyon.Signals.Analysis;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Recordings;
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
        using var reader = Recording(missingAt: 3);
        var samples = new double[5];
        reader.ReadSamples(1, 1, samples);
        Assert.Equal([false, false, true, false, false], samples.Select(double.IsNaN));
        Assert.True(double.IsPositiveInfinity(reader.Info.Channels[1].PhysicalMaximum));
    }

    [Theory]
    [InlineData(AnalysisSections.All)]
    [InlineData(AnalysisSections.Spectrum)]
    public void Analysis_NaN_IsRefusedWithChannelAndPlace(AnalysisSections sections)
    {
        using var reader = Recording(missingAt: 5000);
        var refusal = Assert.Throws<RecordingFormatException>(() => RecordingAnalysis.Run(
            reader, new AnalysisOptions { Sections = sections }, null, TestContext.Current.CancellationToken));
        Assert.Contains("\"Pz\" holds no number at sample 5000 (20 s", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Analysis_FloatingPointWithoutLimits_JudgesNothingAsSaturated()
    {
        using var reader = Recording(missingAt: -1);
        var report = RecordingAnalysis.Run(reader, new AnalysisOptions(), null, TestContext.Current.CancellationToken);
        Assert.All(report.Quality!.Channels, channel => Assert.Empty(channel.Reasons));
    }

    [Fact]
    public void Convert_NaN_IsRefusedAndWorksWithoutTheChannel()
    {
        using var reader = Recording(missingAt: 5000);
        void Convert(IReadOnlyList<string> channels) => RecordingConverter.Convert(
            reader, new ConversionOptions { Format = ConversionFormat.Edf, Channels = channels }, new MemoryStream(), null, TestContext.Current.CancellationToken);
        var refusal = Assert.Throws<ConversionRefusedException>(() => Convert([]));
        Assert.Contains("\"Pz\"", refusal.Message, StringComparison.Ordinal);
        Convert(["Cz", "Fz"]);
    }

    private static IRecordingReader Recording(int missingAt)
    {
        var random = new Random(7);
        var stored = Enumerable.Range(0, 3).Select(_ => Enumerable.Range(0, Count).Select(i => (20 * Math.Sin(2 * Math.PI * 10 * i / 250)) + (10 * random.NextDouble())).ToArray()).ToArray();
        if (missingAt >= 0)
            stored[1][missingAt] = double.NaN;
        return new RawBrainVision { Format = "IEEE_FLOAT_32", Channels = ["Cz,,1,uV", "Pz,,1,uV", "Fz,,1,uV"], Stored = stored, Markers = [] }.Open();
    }
}
