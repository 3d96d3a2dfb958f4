using Halcyon.Signals.Bids;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Deidentification;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Bids;

/// <summary>What a data set says beside the samples goes with them into another one, and nothing is said that nobody gave.</summary>
public sealed class BidsSiteTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "halcyon-bids-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(ConversionFormat.Edf)]
    [InlineData(ConversionFormat.BrainVision)]
    public void Write_OfADataSet_KeepsWorthPlacesAndMains(ConversionFormat format)
    {
        Furnish();
        var copy = Path.Combine(_folder, "copy");
        var name = new BidsName { Subject = "02", Session = "a", Task = "rest" };
        ConversionResult Copy(DeidentificationOptions? deidentification = null, bool overwrite = false)
        {
            using var source = BidsDataset.Open(_folder).Recordings[0].Open();
            return BidsExport.Write(
                source, copy, new BidsExportOptions { Name = name, Overwrite = overwrite, Conversion = new ConversionOptions { Format = format, Deidentification = deidentification } },
                null, CancellationToken.None);
        }

        Copy();
        using (var again = BidsDataset.Open(copy).Recordings[0].Open())
        {
            Assert.Equal(new ChannelStatus(true, "slipped off, says Anna"), again.Info.Channels[2].Status);
            Assert.Equal(new ChannelStatus(false, ""), again.Info.Channels[0].Status);
            Assert.Null(again.Info.Channels[3].Status);
            Assert.Equal(ChannelKind.Eog, again.Info.Channels[1].Kind);
            var site = again.Info.Site!;
            Assert.Equal((60, "left mastoid"), (site.LineFrequencyHz, site.Reference));
            Assert.Contains("\"Notch\"", site.SoftwareFilters, StringComparison.Ordinal);
            Assert.Equal("CapTrak", site.Electrodes!.Space);
            Assert.Equal(["Fp1", "-0.1", "0.9", "0.2", "Anna's cap"], site.Electrodes.Rows[0]);
            Assert.Contains("EEGCoordinateUnits", site.Electrodes.CoordinateSystem, StringComparison.Ordinal);
            Assert.Contains(again.Files, file => file.EndsWith("electrodes.tsv", StringComparison.Ordinal));
        }

        // The session's places stay, and it is said that they are others.
        File.AppendAllText(At("sub-01/eeg/sub-01_space-CapTrak_electrodes.tsv"), "Cz\t0\t0\t1\tn/a\n");
        Assert.Contains(Copy(overwrite: true).Notes, note => note.Contains("already with other places", StringComparison.Ordinal));

        Directory.Delete(copy, recursive: true);
        var report = Copy(new DeidentificationOptions()).Deidentification!;
        Assert.True(report.ClearedTexts >= 4);
        Assert.All(Directory.EnumerateFiles(copy, "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain("Anna", File.ReadAllText(file, System.Text.Encoding.Latin1), StringComparison.Ordinal));
        using var cleared = BidsDataset.Open(copy).Recordings[0].Open();
        Assert.Equal(new ChannelStatus(true, ""), cleared.Info.Channels[2].Status);
        Assert.Equal((60.0, ""), (cleared.Info.Site!.LineFrequencyHz, cleared.Info.Site.SoftwareFilters));
        Assert.Equal(["name", "x", "y", "z"], cleared.Info.Site.Electrodes!.Columns);
    }

    [Fact]
    public void Open_NameTwiceInTheChannelTable_SaysWhichRowCounts()
    {
        Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf);
        var table = At("sub-01/eeg/sub-01_task-rest_channels.tsv");
        var label = Lines("sub-01/eeg/sub-01_task-rest_channels.tsv")[1].Split('\t')[0];
        File.AppendAllText(table, $"{label}\tEOG\tµV\t256\n");
        using var reader = BidsDataset.Open(_folder).Recordings[0].Open();
        Assert.Equal(ChannelKind.Eeg, reader.Info.Channels[0].Kind);
        Assert.Equal($"The channel table has more than one row for {label}; the first row of each counts.", Assert.Single(reader.Info.Warnings));
    }

    [Fact]
    public void Open_DescriptionThatIsNoJson_IsSaidAndTheRecordingIsRead()
    {
        Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf);
        File.WriteAllText(At("sub-01/eeg/sub-01_task-rest_eeg.json"), "{\"PowerLineFrequency\": 50, \"PowerLineFrequency\": 60}");
        using var reader = BidsDataset.Open(_folder).Recordings[0].Open();
        Assert.Null(reader.Info.Site);
        Assert.Equal("sub-01_task-rest_eeg.json cannot be read as a JSON object; what it tells is left out.", Assert.Single(reader.Info.Warnings));
    }

    [Fact]
    public void Write_NumbersWithoutAUnit_ClaimsNone()
    {
        var csv = string.Concat(Enumerable.Range(0, 2560).Select(i => FormattableString.Invariant($"{i / 256.0:0.######},{i % 7},{i % 5}\n")));
        using var source = RecordingFile.Open(new MemoryStream(System.Text.Encoding.UTF8.GetBytes("time_seconds,Fp1,pressure\n" + csv)), "table.csv");
        BidsExport.Write(
            source, _folder, new BidsExportOptions { Name = new BidsName { Subject = "01", Task = "rest" }, Conversion = new ConversionOptions { Format = ConversionFormat.BrainVision } },
            null, CancellationToken.None);
        var table = Lines("sub-01/eeg/sub-01_task-rest_channels.tsv");
        Assert.Equal("Fp1\tEEG\tµV\tNo unit was given; µV is assumed.\t256", table[1]);
        Assert.Equal("pressure\tMISC\tn/a\tn/a\t256", table[2]);
        using var written = RecordingFile.Open(At("sub-01/eeg/sub-01_task-rest_eeg.vhdr"));
        Assert.Equal(("ARU", ChannelKind.Other), (written.Info.Channels[1].Unit, written.Info.Channels[1].Kind));
        Assert.Contains("Fp1: No unit was given; µV is assumed.", File.ReadAllText(At("sub-01/eeg/sub-01_task-rest_eeg.vhdr")), StringComparison.Ordinal);
    }

    /// <summary>A data set as a laboratory would leave it, with words that name somebody.</summary>
    private void Furnish()
    {
        Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf);
        var table = Lines("sub-01/eeg/sub-01_task-rest_channels.tsv");
        table[0] += "\tstatus\tstatus_description";
        for (var i = 1; i < table.Length; i++)
            table[i] = (i == 2 ? table[i].Replace("\tEEG\t", "\tEOG\t", StringComparison.Ordinal) : table[i]) + (i == 3 ? "\tbad\tslipped off, says Anna" : i == 4 ? "\tn/a\tn/a" : "\tgood\tn/a");
        File.WriteAllLines(At("sub-01/eeg/sub-01_task-rest_channels.tsv"), table);
        File.WriteAllText(At("sub-01/eeg/sub-01_task-rest_eeg.json"), """{"TaskName":"rest","PowerLineFrequency":"n/a","SoftwareFilters":{"Notch":{"By":"Anna"}}}""");
        File.WriteAllText(At("task-rest_eeg.json"), """{"PowerLineFrequency":60,"EEGReference":"left mastoid"}""");
        File.WriteAllText(At("sub-01/eeg/sub-01_space-CapTrak_electrodes.tsv"), "name\tx\ty\tz\tmaterial\nFp1\t-0.1\t0.9\t0.2\tAnna's cap\n");
        File.WriteAllText(At("sub-01/eeg/sub-01_space-CapTrak_coordsystem.json"), """{"EEGCoordinateSystem":"CapTrak","EEGCoordinateUnits":"m","IntendedFor":"Anna.nii"}""");
    }

    private void Write(BidsName name, ConversionFormat format)
    {
        var stream = new MemoryStream();
        DemoRecording.Write(stream);
        using var demo = RecordingFile.Open(stream, DemoRecording.FileName);
        BidsExport.Write(
            demo, _folder, new BidsExportOptions { Name = name, Conversion = new ConversionOptions { Format = format } }, null, CancellationToken.None);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string[] Lines(string name) => File.ReadAllLines(At(name));
}
