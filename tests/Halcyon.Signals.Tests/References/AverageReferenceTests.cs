using Halcyon.Signals.Analysis;
using Halcyon.Signals.Cleaning;
using Halcyon.Signals.Cleaning.BadChannels;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;
using Xunit;

namespace Halcyon.Signals.Tests.References;

/// <summary>Channels between two electrodes, or against different ears, have no common reference to be exchanged.</summary>
public sealed class AverageReferenceTests
{
    private static readonly string[] Mixed = ["EEG Fpz-Cz", "C3", "C4", "T3-T5"];

    [Fact]
    public void Analyse_DerivationsAlone_RefusesTheAverageAndSaysWhy()
    {
        using var recording = Recording("EEG Fpz-Cz", "EEG Pz-Oz");
        var refused = Assert.Throws<AnalysisRefusedException>(() => Analyse(recording, AnalysisReference.Average));
        Assert.Contains("EEG Fpz-Cz, EEG Pz-Oz are measured between two electrodes", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Analyse_DerivationBesideElectrodes_IsMeasuredAsRecorded()
    {
        using var recording = Recording(Mixed);
        var (asRecorded, average) = (Analyse(recording, AnalysisReference.None), Analyse(recording, AnalysisReference.Average));
        Assert.Equal(asRecorded["EEG Fpz-Cz"], average["EEG Fpz-Cz"]);
        Assert.NotEqual(asRecorded["C3"], average["C3"]);
        // Two electrodes less their mean are mirror images; a third part in the mean would tell them apart.
        Assert.Equal(average["C3"].Alpha!.Value, average["C4"].Alpha!.Value, 1e-9);
    }

    [Fact]
    public void Convert_DerivationBesideElectrodes_KeepsItsLabelAndSaysSo()
    {
        using var recording = Recording(Mixed);
        var plan = ConversionPlan.Make(recording.Info, new ConversionOptions { Format = ConversionFormat.Edf, Reference = AnalysisReference.Average });
        Assert.Equal(["C3", "C4"], plan.Reference.Select(c => c.Label));
        Assert.Equal([false, true, true, false], recording.Info.Channels.Select(plan.IsReferenced));
        Assert.Contains("EEG Fpz-Cz, T3-T5", Assert.Single(plan.Notes), StringComparison.Ordinal);
        using var none = Recording("EEG Fpz-Cz", "T3-T5");
        Assert.Throws<ConversionRefusedException>(() => ConversionPlan.Make(none.Info, new ConversionOptions { Format = ConversionFormat.Edf, Reference = AnalysisReference.Average }));
    }

    [Fact]
    public void Clean_DerivationBesideElectrodes_StaysAsItIs()
    {
        var cleaner = new EegCleaner(Signals4([[10], [4], [8], [7]]));
        Assert.Equal(["C3", "C4"], cleaner.ReferenceToAverage().Channels);
        var cleaned = cleaner.Result.Signals;
        Assert.Equal([10.0, -2, 2, 7], cleaned.Channels.Select(c => cleaned[c.Index][0]));
        var derivations = new EegCleaner(new EegSignals([Channel(0, "Fpz-Cz"), Channel(1, "Pz-Oz")], 100, [[10.0], [4.0]]));
        Assert.Contains("between two electrodes", Assert.Throws<ArgumentException>(derivations.ReferenceToAverage).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Derive_Derivation_KeepsItsLabel()
    {
        var derived = Montages.Derive(Montage.Average, [Channel(0, "EEG Fpz-Cz"), Channel(1, "C3"), Channel(2, "C4")]);
        Assert.Equal(["EEG Fpz-Cz", "C3-avg", "C4-avg"], derived.Select(d => d.Label));
        Assert.Equal([1, 2], derived[1].Reference!.Members);
        Assert.Null(derived[0].Reference);
    }

    [Fact]
    public void Derive_OldAndNewNameOfOnePlace_KeepTheirLabels() =>
        Assert.Equal(["T3-avg", "T7-avg", "C4-avg"], Montages.Derive(Montage.Average, [Channel(0, "T3"), Channel(1, "T7"), Channel(2, "C4")]).Select(d => d.Label));

    [Fact]
    public void NamedReference_DerivationBesideElectrodes_IsTakenFromTheElectrodesOnly()
    {
        using var recording = Recording(Mixed);
        var plain = Analyse(recording, AnalysisReference.None);
        var named = Analyse(recording, AnalysisReference.Parse("C3")!);
        Assert.Equal(plain["EEG Fpz-Cz"], named["EEG Fpz-Cz"]);
        Assert.NotEqual(plain["C4"], named["C4"]);
        var report = RecordingAnalysis.Run(recording, new AnalysisOptions { Reference = AnalysisReference.Parse("C3")! }, null, TestContext.Current.CancellationToken);
        Assert.Equal(["EEG Fpz-Cz", "T3-T5"], report.Spectrum!.NotReferenced);

        using var output = new MemoryStream();
        var result = RecordingConverter.Convert(
            recording, new ConversionOptions { Format = ConversionFormat.Edf, Reference = AnalysisReference.Parse("C3")! }, output, null, CancellationToken.None);
        Assert.Equal("EEG Fpz-Cz, T3-T5 are measured between two electrodes or against different ears; the reference is not taken away there.", Assert.Single(result.Notes));
        output.Position = 0;
        using var written = RecordingFile.Open(output, "a.edf");
        Assert.Equal(["EEG Fpz-Cz", "C3", "EEG C4-C3", "T3-T5"], written.Info.Channels.Select(c => c.Label));
    }

    [Theory]
    [InlineData("C3,C4,Fpz-Cz", "Fpz-Cz", "Fpz-Cz is measured between two electrodes and cannot be a reference.")]
    [InlineData("Pz-Oz,Fpz-Cz,C4", "C4", null)]
    [InlineData("Pz-Oz,Fpz-Cz,ECG", "ECG", "would make nonsense of them")]
    public void NamedReference_ThatMakesNonsense_IsRefused(string labels, string reference, string? reason)
    {
        var made = labels.Split(',').Select((label, i) => Channel(i, label) with { Kind = label == "ECG" ? ChannelKind.Ecg : ChannelKind.Eeg }).ToList();
        using var recording = new MemoryRecording(made, [.. made.Select((_, i) => Signals.Noise(3000, 10, i))]);
        var conversion = new ConversionOptions { Format = ConversionFormat.Csv, Reference = AnalysisReference.Parse(reference)! };
        var refusal = Record.Exception(() => RecordingConverter.Convert(recording, conversion, Stream.Null, null, CancellationToken.None));
        if (reason is null)
            Assert.Null(refusal);
        else
            Assert.Contains(reason, Assert.IsType<ConversionRefusedException>(refusal).Message, StringComparison.Ordinal);
        if (reference == "Fpz-Cz")
            Assert.Throws<AnalysisRefusedException>(() => Analyse(recording, AnalysisReference.Parse(reference)!));
    }

    [Theory]
    [InlineData("C3-A2,C4-A2,O1-A2", "C3-A2,C4-A2,O1-A2")]
    [InlineData("C3-A2,C4-A1", "")]
    [InlineData("C3-A2,Cz,Pz", "Cz,Pz")]
    [InlineData("EEG C3-LE,EEG C4-LE", "EEG C3-LE,EEG C4-LE")]
    [InlineData("C3-Ref,C4-Ref,C3-C4", "C3-Ref,C4-Ref")]
    public void Scalp_EarReferences_AreInCommonOnlyWhereAllAreTheSame(string labels, string expected) =>
        Assert.Equal(expected, string.Join(',', ScalpChannels.Of(labels.Split(',').Select((label, i) => Channel(i, label))).Select(c => c.Label)));

    [Theory]
    [InlineData(20)]
    [InlineData(21)]
    [InlineData(30)]
    public void SlowForeheadChannels_AreAnalysedAndCleanedWithoutBlinks(double samplingRateHz)
    {
        double[][] samples = [.. Enumerable.Range(0, 4).Select(i => Signals.PinkNoise((int)(60 * samplingRateHz), 20, seed: i))];
        string[] labels = ["Fp1", "Fp2", "C3", "C4"];
        using var recording = MemoryRecording.Eeg(samplingRateHz, labels, samples);
        Assert.NotNull(RecordingAnalysis.Run(recording, new AnalysisOptions(), null, TestContext.Current.CancellationToken).Quality);
        var cleaner = new EegCleaner(new EegSignals(recording.Info.Channels, samplingRateHz, samples));
        cleaner.FindBadChannels(new BadChannelOptions(), TestContext.Current.CancellationToken);
        Assert.NotNull(cleaner.RejectSegments(["blink", "movement"], TestContext.Current.CancellationToken));
    }

    private static EegSignals Signals4(double[][] samples) => new([.. Mixed.Select((label, i) => Channel(i, label))], 100, samples);

    private static MemoryRecording Recording(params string[] labels) =>
        new([.. labels.Select((label, i) => Channel(i, label))], [.. labels.Select((_, i) => Signals.PinkNoise(3000, 20, seed: 5 + i))]);

    private static ChannelInfo Channel(int index, string label) =>
        MemoryRecording.Channel(index, label, Halcyon.Signals.Channels.ElectrodeNames.FromLabel(label), ChannelKind.Eeg, 100, 3000);

    private static Dictionary<string, Halcyon.Signals.Reports.BandPowers> Analyse(MemoryRecording recording, AnalysisReference reference) =>
        new(RecordingAnalysis.Run(recording, new AnalysisOptions { Reference = reference }, null, TestContext.Current.CancellationToken).Spectrum!.BandPowerMicrovoltsSquared);
}
