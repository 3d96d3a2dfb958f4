using System.Text.Json;
using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;
using Xunit;

namespace Halcyon.Signals.Tests.Edf;

/// <summary>What we write, read by MNE-Python, where it is installed.</summary>
public sealed class EdfWriterMneTests
{
    // MNE hands out volts; annotations and the start time are as it reads them.
    private const string Script = """
        import mne
        mne.set_log_level("ERROR")
        path = sys.argv[1]
        raw = (mne.io.read_raw_bdf if path.endswith("bdf") else mne.io.read_raw_edf)(path, preload=True, stim_channel=None)
        notes = mne.read_annotations(path)
        print(json.dumps({
            "labels": raw.ch_names, "rate": raw.info["sfreq"], "start": raw.info["meas_date"].isoformat(),
            "microvolts": (raw.get_data() * 1e6).tolist(),
            "annotations": [[float(o), float(d), str(t)] for o, d, t in zip(notes.onset, notes.duration, notes.description)]}))
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Write_ReadByMne_IsTheSameRecording(bool bdf)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var path = Path.Combine(folder.FullName, bdf ? "made.bdf" : "made.edf");
            Write(path, bdf);
            var mne = PythonOracle.Ask(Script, path);
            using var reader = RecordingFile.Open(path);
            Assert.Equal(mne.GetProperty("labels").EnumerateArray().Select(label => label.GetString()!), reader.Info.Channels.Select(channel => channel.Label));
            Assert.Equal(mne.GetProperty("rate").GetDouble(), reader.Info.Channels[0].SamplingRateHz);
            // MNE 1.3 takes the whole seconds of the header and leaves the first record's fraction out.
            Assert.Equal(mne.GetProperty("start").GetDateTimeOffset().DateTime, reader.Info.StartTime!.Value.AddMilliseconds(-250));
            // It orders notes of one time by duration, and subtracts the first onset without rounding.
            Assert.Equal(
                mne.GetProperty("annotations").EnumerateArray().Select(note => new Annotation(Math.Round(note[0].GetDouble(), 9), note[1].GetDouble(), note[2].GetString()!)),
                reader.Info.Annotations.OrderBy(note => note.OnsetSeconds).ThenBy(note => note.DurationSeconds));
            foreach (var channel in reader.Info.Channels)
                CompareSamples(mne.GetProperty("microvolts")[channel.Index], reader, channel);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void CompareSamples(JsonElement expected, IRecordingReader reader, ChannelInfo channel)
    {
        var samples = new double[channel.SampleCount];
        reader.ReadSamples(channel.Index, 0, samples);
        Assert.Equal(expected.GetArrayLength(), samples.Length);
        var i = 0;
        // MNE scales in volts and multiplies back: a few roundings of at most 3276.8 µV.
        foreach (var value in expected.EnumerateArray())
            Assert.Equal(value.GetDouble(), samples[i++], 1e-9);
    }

    private static void Write(string path, bool bdf)
    {
        var demo = DemoRecording.Generate();
        using var stream = File.Create(path);
        var writer = new EdfWriter(stream, new EdfFileDescription
        {
            IsBdf = bdf,
            StartTime = new DateTime(2023, 11, 5, 4, 3, 2).AddMilliseconds(250),
            RecordSeconds = 0.5,
            RecordCount = 8,
            Annotations = [new Annotation(0.1, 0, "start"), new Annotation(1.75, 1.5, "Schläfrig 睡眠"), new Annotation(1.75, 0.25, "overlaps")],
            Channels = [.. demo.Truth.Electrodes.Take(3).Select(name => new EdfChannelDescription
            {
                Label = name, Unit = "uV", SamplesPerRecord = 128, PhysicalMinimum = -3276.8, PhysicalMaximum = 3276.7,
            })],
        });
        var record = new double[writer.SamplesPerRecord];
        for (var number = 0; number < 8; number++)
        {
            for (var channel = 0; channel < 3; channel++)
                demo.Samples[channel].AsSpan(number * 128, 128).CopyTo(record.AsSpan(channel * 128));
            writer.WriteRecord(number * 0.5, record);
        }
        writer.Complete();
    }
}
