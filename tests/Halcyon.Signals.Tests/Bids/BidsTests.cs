using System.Text.Json;
using Halcyon.Signals.Bids;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Deidentification;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Halcyon.Signals.Tests.Edf;
using Xunit;

namespace Halcyon.Signals.Tests.Bids;

/// <summary>Names and required fields are those of the BIDS specification, version 1.9, modality EEG.</summary>
public sealed class BidsTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "halcyon-bids-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(ConversionFormat.Edf, "edf")]
    [InlineData(ConversionFormat.BrainVision, "vhdr")]
    public void Write_NewDataSet_HoldsEveryRequiredFileAndField(ConversionFormat format, string ending)
    {
        Write(new BidsName { Subject = "01", Session = "a", Task = "rest", Run = "1" }, format);
        const string stem = "sub-01/ses-a/eeg/sub-01_ses-a_task-rest_run-1_";
        string[] expected =
        [
            "README", "dataset_description.json", "participants.tsv", "sub-01/ses-a/sub-01_ses-a_scans.tsv",
            stem + "channels.tsv", stem + "eeg." + ending, stem + "eeg.json", stem + "events.json", stem + "events.tsv",
            .. ending == "vhdr" ? (string[])[stem + "eeg.eeg", stem + "eeg.vmrk"] : [],
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), Files());
        using var description = Json("dataset_description.json");
        Assert.Equal("EEG recordings", description.RootElement.GetProperty("Name").GetString());
        Assert.Equal("1.9.0", description.RootElement.GetProperty("BIDSVersion").GetString());
        using var eeg = Json(stem + "eeg.json");
        Assert.Equal("rest", eeg.RootElement.GetProperty("TaskName").GetString());
        Assert.Equal("n/a", eeg.RootElement.GetProperty("EEGReference").GetString());
        Assert.Equal(256, eeg.RootElement.GetProperty("SamplingFrequency").GetDouble());
        Assert.Equal("n/a", eeg.RootElement.GetProperty("PowerLineFrequency").GetString());
        Assert.Equal("n/a", eeg.RootElement.GetProperty("SoftwareFilters").GetString());
        Assert.Equal(19, eeg.RootElement.GetProperty("EEGChannelCount").GetInt32());
        var channels = Lines(stem + "channels.tsv");
        Assert.Equal("name\ttype\tunits\tsampling_frequency", channels[0]);
        Assert.Equal("EEG Fp1-Ref\tEEG\tµV\t256", channels[1]);
        Assert.Equal("participant_id", Lines("participants.tsv")[0]);
        Assert.Equal("sub-01", Lines("participants.tsv")[1]);
        Assert.Equal("onset\tduration\ttrial_type", Lines(stem + "events.tsv")[0]);
        Assert.StartsWith($"eeg/sub-01_ses-a_task-rest_run-1_eeg.{ending}\t20", Lines("sub-01/ses-a/sub-01_ses-a_scans.tsv")[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Write_SecondParticipant_JoinsTheDataSetAndTouchesNothingElse()
    {
        Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf);
        File.WriteAllText(At("participants.tsv"), "participant_id\tage\nsub-01\t34\n");
        File.WriteAllText(At("README"), "Mine.\n");
        Write(new BidsName { Subject = "02", Task = "rest" }, ConversionFormat.Edf);
        Write(new BidsName { Subject = "01", Task = "rest", Run = "2" }, ConversionFormat.Edf);
        Assert.Equal(["participant_id\tage", "sub-01\t34", "sub-02\tn/a"], Lines("participants.tsv"));
        Assert.Equal("Mine.\n", File.ReadAllText(At("README")));
        Assert.Equal(3, Lines("sub-01/sub-01_scans.tsv").Length);
        Assert.Equal(["sub-01_task-rest", "sub-01_task-rest_run-2", "sub-02_task-rest"], BidsDataset.Open(_folder).Recordings.Select(recording => recording.Name.ToString()).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(_folder)!, Path.GetFileName(_folder) + ".*.partial"));
    }

    [Fact]
    public void Write_RecordingThereAlready_IsRefusedAndReplacedWhenAsked()
    {
        var name = new BidsName { Subject = "01", Task = "rest" };
        Write(name, ConversionFormat.Edf);
        Assert.Throws<ConversionRefusedException>(() => Write(name, ConversionFormat.BrainVision));
        Write(name, ConversionFormat.BrainVision, overwrite: true);
        Assert.DoesNotContain(Files(), file => file.EndsWith(".edf", StringComparison.Ordinal));
        Assert.Equal(2, Lines("sub-01/sub-01_scans.tsv").Length);
    }

    [Fact]
    public void Write_Replacing_LeavesOtherRunsAndTheOwnersFiles()
    {
        var name = new BidsName { Subject = "01", Task = "rest" };
        Write(name, ConversionFormat.BrainVision);
        Write(name with { Run = "1" }, ConversionFormat.Edf);
        Write(name with { Run = "2" }, ConversionFormat.Edf);
        File.WriteAllText(At("sub-01/eeg/sub-01_task-rest_electrodes.tsv"), "mine");
        var before = Files().ToList();
        Write(name, ConversionFormat.Edf, overwrite: true);
        string[] replaced = ["sub-01/eeg/sub-01_task-rest_eeg.vhdr", "sub-01/eeg/sub-01_task-rest_eeg.vmrk", "sub-01/eeg/sub-01_task-rest_eeg.eeg"];
        Assert.Equal(before.Except(replaced).Append("sub-01/eeg/sub-01_task-rest_eeg.edf").Order(StringComparer.Ordinal), Files());
        Assert.Equal(4, Lines("sub-01/sub-01_scans.tsv").Length);
    }

    [Fact]
    public void Write_OneFileOfTheNameInTheWay_PutsNothingInPlace()
    {
        Write(new BidsName { Subject = "02", Task = "rest" }, ConversionFormat.Edf);
        Directory.CreateDirectory(At("sub-01/eeg"));
        File.WriteAllText(At("sub-01/eeg/sub-01_task-rest_channels.tsv"), "mine");
        var before = Files().ToList();
        Assert.Throws<ConversionRefusedException>(() => Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf));
        Assert.Equal(before, Files());
        Assert.Equal("mine", File.ReadAllText(At("sub-01/eeg/sub-01_task-rest_channels.tsv")));
        Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf, overwrite: true);
        Assert.Equal(2, Lines("sub-01/sub-01_scans.tsv").Length);
    }

    [Fact]
    public void Write_FolderOfSomethingElse_IsRefused()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(At("thesis.tex"), "mine");
        Assert.Throws<ConversionRefusedException>(() => Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf));
        Assert.Equal(["thesis.tex"], Files());
    }

    [Fact]
    public void Write_Deidentified_DatesLieBefore1925()
    {
        Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf, deidentification: new DeidentificationOptions());
        var time = Lines("sub-01/sub-01_scans.tsv")[1].Split('\t')[1];
        Assert.InRange(int.Parse(time[..4], System.Globalization.CultureInfo.InvariantCulture), 1901, 1924);
        using var reader = BidsDataset.Open(_folder).Recordings[0].Open();
        Assert.Null(reader.Info.StartTime);
    }

    [Fact]
    public void Open_WhatWasWritten_GivesTheRecordingWithItsTables()
    {
        Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.BrainVision);
        var table = Lines("sub-01/eeg/sub-01_task-rest_channels.tsv");
        table[0] += "\tstatus";
        for (var i = 1; i < table.Length; i++)
            table[i] = (i == 2 ? table[i].Replace("\tEEG\t", "\tEOG\t", StringComparison.Ordinal) : table[i]) + (i == 5 ? "\tbad" : "\tgood");
        File.WriteAllLines(At("sub-01/eeg/sub-01_task-rest_channels.tsv"), table);
        var recording = Assert.Single(BidsDataset.Open(_folder).Recordings);
        using var demo = Demo();
        using var reader = recording.Open();
        Assert.Equal(demo.Info.Annotations.Select(note => note.Text), reader.Info.Annotations.Select(note => note.Text));
        Assert.Equal(ChannelKind.Eog, reader.Info.Channels[1].Kind);
        Assert.True(recording.ReadChannels()[4].IsBad);
        Assert.Contains(reader.Info.Warnings, warning => warning.EndsWith($"marks as bad: {demo.Info.Channels[4].Label}.", StringComparison.Ordinal));
        var (expected, actual) = (new double[1000], new double[1000]);
        demo.ReadSamples(7, 500, expected);
        reader.ReadSamples(7, 500, actual);
        Assert.Equal(expected, actual.Select(value => Math.Round(value, 9)), new Within(1e-9));
        Assert.NotNull(BidsRecording.OfFile(recording.Path));
    }

    [Theory]
    [InlineData("fixtures/mne-bids/tiny_bids", "sub-01_ses-eeg_task-rest", 69, 5000)]
    [InlineData("fixtures/eeglab/test_data/BIDS_test", "sub-S1_ses-01_task-Experiment_run-01", 16, 256)]
    public void Open_SharedDataSet_GivesItsRecording(string folder, string name, int channels, double rateHz)
    {
        var recording = Assert.Single(BidsDataset.Open(SharedRecordings.Path(folder)).Recordings);
        Assert.Equal(name, recording.Name.ToString());
        using var reader = recording.Open();
        Assert.Equal(rateHz, reader.Info.Channels[0].SamplingRateHz, 1e-6);
        Assert.Equal(channels, reader.Info.Channels.Count);
    }

    [Fact]
    public void Open_TableInAFolderAbove_AppliesWhereNothingNearerDoes()
    {
        Write(new BidsName { Subject = "01", Task = "rest" }, ConversionFormat.Edf);
        File.Delete(At("sub-01/eeg/sub-01_task-rest_events.tsv"));
        File.WriteAllText(At("task-rest_events.tsv"), "onset\tduration\tvalue\n1.5\tn/a\t7\n");
        File.WriteAllText(At("task-other_events.tsv"), "onset\tduration\tvalue\n9\t1\t9\n");
        using var reader = BidsDataset.Open(_folder).Recordings[0].Open();
        Assert.Equal([new Annotation(1.5, 0, "7")], reader.Info.Annotations);
    }

    [Theory]
    [InlineData("sub-01_task-rest_eeg.edf", "sub-01_task-rest")]
    [InlineData("sub-01_ses-2_task-rest_acq-hi_run-03_eeg.vhdr", "sub-01_ses-2_task-rest_acq-hi_run-03")]
    [InlineData("sub-01_eeg.edf", null)]
    [InlineData("night.edf", null)]
    [InlineData("sub-0 1_task-rest_eeg.edf", null)]
    public void Parse_FileName_GivesTheNameOrNothing(string file, string? name) => Assert.Equal(name, BidsName.Parse(file)?.ToString());

    private void Write(BidsName name, ConversionFormat format, bool overwrite = false, DeidentificationOptions? deidentification = null)
    {
        using var demo = Demo();
        BidsExport.Write(
            demo, _folder, new BidsExportOptions { Name = name, Overwrite = overwrite, Conversion = new ConversionOptions { Format = format, Deidentification = deidentification } },
            null, CancellationToken.None);
    }

    private static IRecordingReader Demo()
    {
        var stream = new MemoryStream();
        DemoRecording.Write(stream);
        return RecordingFile.Open(stream, DemoRecording.FileName);
    }

    private string At(string name) => Path.Combine(_folder, name);

    private string[] Lines(string name) => File.ReadAllLines(At(name));

    private JsonDocument Json(string name) => JsonDocument.Parse(File.ReadAllText(At(name)));

    private IEnumerable<string> Files() =>
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(_folder, file)).Order(StringComparer.Ordinal);

    private sealed class Within(double tolerance) : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) <= tolerance;

        public int GetHashCode(double value) => 0;
    }
}
