using Halcyon.Signals.Channels;
using Xunit;

namespace Halcyon.Signals.Tests.Channels;

public sealed class ElectrodeNamesTests
{
    [Theory]
    [InlineData("Fp1", "Fp1")]
    [InlineData("FP1", "Fp1")]
    [InlineData("fpz", "Fpz")]
    [InlineData("EEG Fp1-Ref", "Fp1")]
    [InlineData("EEG T3-LE", "T7")]
    [InlineData("EEG C3-A2", "C3")]
    [InlineData("F4-M1", "F4")]
    [InlineData("Fc5.", "FC5")]
    [InlineData("Cz..", "Cz")]
    [InlineData("T4", "T8")]
    [InlineData("T5", "P7")]
    [InlineData("T6", "P8")]
    [InlineData(" EEG  O2 ", "O2")]
    [InlineData("POL T9", "T9")]
    [InlineData("O9", "I1")]
    [InlineData("AFZ", "AFz")]
    [InlineData("A1", "A1")]
    [InlineData("M1", "M1")]
    [InlineData("EEG A2-Ref", "A2")]
    public void FromLabel_SingleElectrode_GivesCanonicalName(string label, string expected) =>
        Assert.Equal(expected, ElectrodeNames.FromLabel(label));

    [Theory]
    [InlineData("EEG Fpz-Cz")]
    [InlineData("C3-P3")]
    [InlineData("EEG Pz-Oz")]
    [InlineData("A1-A2")]
    [InlineData("EEG M1-M2")]
    [InlineData("EOG horizontal")]
    [InlineData("EEG")]
    [InlineData("")]
    [InlineData("-Ref")]
    [InlineData("T1")]
    [InlineData("POL $A1")]
    [InlineData("Status")]
    [InlineData("Channel 1")]
    [InlineData("C33")]
    public void FromLabel_AnythingElse_GivesNull(string label) => Assert.Null(ElectrodeNames.FromLabel(label));

    [Theory]
    [InlineData("EEG Fpz-Cz", true)]
    [InlineData("A1-A2", true)]
    [InlineData("T3-T5", true)]
    [InlineData("EEG C3-A2", false)]
    [InlineData("Cz-Ref", false)]
    [InlineData("Cz", false)]
    [InlineData("B17", false)]
    [InlineData("EOG-left", false)]
    [InlineData("", false)]
    public void IsDerivation_TwoElectrodes_OnlyThen(string label, bool expected) =>
        Assert.Equal(expected, ElectrodeNames.IsDerivation(label));

    [Fact]
    public void FromLabels_BankNumberedAmplifier_GivesNoNameToC3()
    {
        string[] labels = ["A1", "A5", "A16", "B1", "B7", "C3", "C4", "EXG1"];
        Assert.All(ElectrodeNames.FromLabels(labels), Assert.Null);
    }

    [Fact]
    public void FromLabels_TenTwentySet_NamesEveryElectrode()
    {
        string[] labels = ["Fp1", "C3", "C4", "A1", "A2", "F3", "E1"];
        Assert.Equal((string?[])["Fp1", "C3", "C4", "A1", "A2", "F3", null], (IEnumerable<string?>)ElectrodeNames.FromLabels(labels));
    }
}
