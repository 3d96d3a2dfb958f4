using Halcyon.Signals.Reports;
using Xunit;

namespace Halcyon.Signals.Tests.Reports;

public sealed class ShownNamesTests
{
    [Fact]
    public void Of_LabelsWithElectrodes_AreTheElectrodesAndStayApart() =>
        Assert.Equal(["FC5", "C3", "C3 (2)", "EOG horizontal"], ShownNames.Of([Channel("Fc5.", "FC5"), Channel("C3..", "C3"), Channel("EEG C3-Ref", "C3"), Channel("EOG horizontal", null)]));

    [Fact]
    public void Apply_Report_RenamesVerdictsSpectraAndArtifactsAlike()
    {
        var verdict = new ChannelQuality("C3.. (2)", "bad", ["flat"], new Dictionary<string, double>());
        var report = new RecordingReport
        {
            Recording = new RecordingSection
            {
                FileName = "a.edf",
                Format = "EDF",
                StartTime = null,
                DurationSeconds = 60,
                Channels = [Channel("C3..", "C3"), Channel("C3..", "C3")],
                Annotations = [],
            },
            Quality = new QualitySection
            {
                Grade = "F",
                UsableFraction = 1,
                LineFrequencyHz = 50,
                Channels = [verdict],
                Mains = [new MainsReading(50, "weak", null, 2, 2, 4, 1, 2, "C3..")],
                Artifacts = [new ArtifactSegment("flat", 0, 60, ["C3.. (2)"])],
            },
            Spectrum = new SpectrumSection
            {
                WindowSeconds = 4,
                Overlap = 0.5,
                FrequenciesHz = [0],
                DensityMicrovoltsSquaredPerHz = new Dictionary<string, double[]> { ["C3.."] = [1], ["C3.. (2)"] = [2] },
                BandPowerMicrovoltsSquared = new Dictionary<string, BandPowers>(),
                AlphaPeakHz = new Dictionary<string, double> { ["C3.. (2)"] = 10 },
            },
        };

        var shown = ShownNames.Apply(report);

        Assert.Equal(["C3", "C3 (2)"], shown.Recording.Channels.Select(c => c.Label));
        Assert.Equal("C3 (2)", Assert.Single(shown.Quality!.Channels).Label);
        Assert.Equal(["C3 (2)"], Assert.Single(shown.Quality.Artifacts!).Channels);
        Assert.Equal("C3", shown.Quality.Mains[0].HighestChannel);
        Assert.Equal(2, shown.Spectrum!.DensityMicrovoltsSquaredPerHz["C3 (2)"][0]);
        Assert.Equal(["C3 (2)"], shown.Spectrum.AlphaPeakHz.Keys);
        // The report itself keeps what the file says.
        Assert.Equal(["C3..", "C3.."], report.Recording.Channels.Select(c => c.Label));
    }

    private static ReportChannel Channel(string label, string? name) => new(label, name, "eeg", "uV", 256);
}
