using System.Text;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Tests.Fuzz;
using Xunit;

namespace Halcyon.Signals.Tests.BrainVision;

/// <summary>What would give wrong values is refused by one sentence: what, where, what to do.</summary>
public sealed class BrainVisionRefusalTests
{
    [Theory]
    [InlineData("NumberOfChannels=3", "NumberOfChannels=4", "line 8 says 4 channels")]
    [InlineData("NumberOfChannels=3", "NumberOfChannels=many", "line 8: NumberOfChannels is \"many\"")]
    [InlineData("NumberOfChannels=3", "", "no NumberOfChannels in its section [Common Infos]")]
    [InlineData("SamplingInterval=4000", "SamplingInterval=0", "line 9: SamplingInterval is \"0\"")]
    [InlineData("SamplingInterval=4000", "SamplingInterval=NaN", "line 9: SamplingInterval is \"NaN\"")]
    [InlineData("DataOrientation=MULTIPLEXED", "DataOrientation=DIAGONAL", "line 7: DataOrientation is \"DIAGONAL\"")]
    [InlineData("DataFormat=BINARY", "DataFormat=BINARY\r\nDataType=FREQUENCYDOMAIN", "line 7: DataType is \"FREQUENCYDOMAIN\"")]
    [InlineData("BinaryFormat=INT_16", "BinaryFormat=INT_12", "BinaryFormat is \"INT_12\"")]
    [InlineData("BinaryFormat=INT_16", "", "no BinaryFormat in its section [Binary Infos]")]
    [InlineData("Ch2=Cz,,0.5,µV", "Ch2=Cz,,0,µV", "Ch2 is \"Cz,,0,µV\"")]
    [InlineData("Ch2=Cz,,0.5,µV", "Ch2=Cz,,half,µV", "Ch2 is \"Cz,,half,µV\"")]
    [InlineData("Ch2=Cz", "Ch1=Cz", "no Ch2 in its section [Channel Infos]")]
    [InlineData("DataFile=made.eeg", "", "no DataFile in its section [Common Infos]")]
    [InlineData("DataFile=made.eeg", "DataFile=other.dat", "belong in \"other.dat\", which is not beside it")]
    [InlineData("Version 1.0", "Version 3.0", "line 1 is")]
    public void Open_UnusableHeader_IsRefusedWithPlaceAndRemedy(string original, string changed, string expected)
    {
        var files = new RawBrainVision().Files();
        var header = Encoding.UTF8.GetString(files.Content);
        Assert.Contains(original, header, StringComparison.Ordinal);
        AssertRefused(files with { Content = Encoding.UTF8.GetBytes(header.Replace(original, changed, StringComparison.Ordinal)) }, expected);
    }

    [Fact]
    public void Open_VectorizedFileCutShort_IsRefused()
    {
        var files = new RawBrainVision { Multiplexed = false, Common = "DataPoints=40" }.Files();
        files.Beside[0] = (files.Beside[0].Name, files.Beside[0].Content[..^6]);
        AssertRefused(files, "\"made.eeg\" has 234 bytes, which is not 40 samples of 3 channels");
    }

    [Theory]
    [InlineData("0 100 200", "0 abc 200", "line 2 (byte 21) holds \"abc\"")]
    [InlineData("0 100 200", "0 100", "line 2 holds 2 values where 3 belong")]
    [InlineData("0 100 200", "0 1e999 200", "line 2 (byte 21) holds \"1e999\"")]
    public void Open_TextThatIsNoSamples_IsRefusedWithLineAndByte(string original, string changed, string expected)
    {
        var files = new RawBrainVision { Ascii = true }.Files();
        var text = Encoding.ASCII.GetString(files.Beside[0].Content).Replace("\r\n" + original + "\r\n", "\r\n" + changed + "\r\n", StringComparison.Ordinal);
        files.Beside[0] = (files.Beside[0].Name, Encoding.ASCII.GetBytes(text));
        AssertRefused(files, expected);
    }

    [Fact]
    public void OpenStream_Header_SaysThatTheOtherFilesAreNeeded()
    {
        using var stream = new MemoryStream(new RawBrainVision().Header());
        var refusal = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(stream, "made.vhdr").Dispose());
        Assert.Contains("several files", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("\"made.eeg\"", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("halcyon convert made.vhdr made.edf", refusal.Message, StringComparison.Ordinal);
        Assert.False(stream.CanRead);
    }

    [Theory]
    [InlineData("made.eeg")]
    [InlineData("made.vmrk")]
    public void OpenFile_CompanionInsteadOfTheHeader_SaysWhichFileToOpen(string name)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var files = new RawBrainVision().Files();
            foreach (var (companion, content) in files.Beside)
                File.WriteAllBytes(Path.Combine(folder.FullName, companion), content);
            var refusal = Assert.Throws<RecordingFormatException>(() => RecordingFile.Open(Path.Combine(folder.FullName, name)).Dispose());
            Assert.Contains("made.vhdr", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void OpenFile_CompanionInAnotherCase_IsFound()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var files = new RawBrainVision().Files();
            File.WriteAllBytes(Path.Combine(folder.FullName, "MADE.VHDR"), files.Content);
            foreach (var (companion, content) in files.Beside)
                File.WriteAllBytes(Path.Combine(folder.FullName, companion.ToUpperInvariant()), content);
            using var reader = RecordingFile.Open(Path.Combine(folder.FullName, "MADE.VHDR"));
            Assert.Equal(3, reader.Info.Annotations.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertRefused(FuzzSeed files, string expected)
    {
        var refusal = Assert.Throws<RecordingFormatException>(() => files.Open(new FuzzLedger(), mapped: true).Dispose());
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.Matches("(export the recording again|copy it|correct ).*\\.$", refusal.Message);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
