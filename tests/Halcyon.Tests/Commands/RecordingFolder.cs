using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Synthetic;

namespace Halcyon.Tests.Commands;

/// <summary>A folder of generated recordings, good and bad, that is deleted afterwards.</summary>
public sealed class RecordingFolder : IDisposable
{
    public const string Demo = "demo.edf";
    public const string Truncated = "truncated.edf";
    public const string NotEeg = "breathing.edf";
    public const string Text = "notes.edf";
    public const string Missing = "missing.edf";

    public RecordingFolder()
    {
        Path = Directory.CreateTempSubdirectory("halcyon-cli-").FullName;
        using (var demo = File.Create(At(Demo)))
            DemoRecording.Write(demo);
        // The header and half of a record.
        File.WriteAllBytes(At(Truncated), File.ReadAllBytes(At(Demo))[..8000]);
        File.WriteAllText(At(Text), "These are notes about a recording and not a recording.");
        Write(NotEeg, "Resp chest", channels: 1, samplesPerRecord: 32, seconds: 60);
    }

    public string Path { get; }

    public IEnumerable<string> Files => Directory.EnumerateFiles(Path, "*", SearchOption.AllDirectories).Select(f => System.IO.Path.GetRelativePath(Path, f)).Order(StringComparer.Ordinal);

    public string At(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>A recording of noise that repeats every second.</summary>
    public void Write(string name, string label, int channels, int samplesPerRecord, int seconds)
    {
        using var stream = File.Create(At(name));
        var writer = new EdfWriter(stream, new EdfFileDescription
        {
            RecordSeconds = 1,
            RecordCount = seconds,
            Channels = [.. Enumerable.Range(1, channels).Select(c => new EdfChannelDescription
            {
                Label = channels == 1 ? label : $"{label}{c}",
                Unit = "uV",
                SamplesPerRecord = samplesPerRecord,
                PhysicalMinimum = -3276.8,
                PhysicalMaximum = 3276.7,
            })],
        });
        var random = new Random(3);
        var record = new double[writer.SamplesPerRecord];
        for (var i = 0; i < record.Length; i++)
            record[i] = 40 * (random.NextDouble() - 0.5);
        for (var second = 0; second < seconds; second++)
            writer.WriteRecord(second, record);
        writer.Complete();
    }

    /// <summary>Annotations without a signal, as hypnograms are kept.</summary>
    public void WriteNotes(string name, int notes)
    {
        using var stream = File.Create(At(name));
        var writer = new EdfWriter(stream, new EdfFileDescription
        {
            RecordSeconds = 0,
            RecordCount = 1,
            Channels = [],
            Annotations = [.. Enumerable.Range(0, notes).Select(n => new Annotation(30 * n, 30, "Sleep stage W"))],
        });
        writer.WriteRecord(0, []);
        writer.Complete();
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
