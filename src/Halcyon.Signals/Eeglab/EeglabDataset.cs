using System.Globalization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Eeglab;

/// <param name="Sample">Stored sample index from 0, may lie between samples.</param>
/// <param name="SampleCount">Its length, 0 for a point.</param>
internal sealed record EeglabEvent(double Sample, double SampleCount, string Text)
{
    /// <summary>Samples are missing in front of this place.</summary>
    public bool IsBoundary => string.Equals(Text, "boundary", StringComparison.OrdinalIgnoreCase);
}

/// <summary>The fields of an EEGLAB dataset, in a structure "EEG" or as variables of the file.</summary>
/// <remarks>EEGLAB's description of the EEG structure, https://eeglab.org/tutorials/ConceptsGuide/Data_Structures.html.</remarks>
internal sealed class EeglabDataset
{
    private const int MostChannels = 65_536;

    private readonly Func<string, MatArray?> _field;
    private readonly string _fileName;

    private EeglabDataset(Func<string, MatArray?> field, string fileName)
    {
        (_field, _fileName) = (field, fileName);
        SamplingRateHz = Number("srate", rate => rate is >= 1e-5 and <= 1e9, "a sampling rate in Hz");
        PointsPerTrial = (long)Number("pnts", IsCount(1L << 48), "a number of samples");
        TrialCount = (long)Number("trials", IsCount(1L << 31), "a number of epochs", fallback: 1);
        ChannelCount = (int)Number("nbchan", IsCount(MostChannels), "a number of channels");
        if (PointsPerTrial > (1L << 48) / TrialCount)
            throw Refuse("pnts", $"{PointsPerTrial} in {TrialCount} epochs", "a number of samples that a file can hold");
    }

    public double SamplingRateHz { get; }
    public int ChannelCount { get; }

    /// <summary>Samples of each channel in one epoch, or in the whole of a continuous recording.</summary>
    public long PointsPerTrial { get; }

    /// <summary>1 for a continuous recording.</summary>
    public long TrialCount { get; }

    /// <summary>Of an epoch's first sample, from the event it belongs to.</summary>
    public double EpochStartSeconds => _field("xmin")?.Number() is { } start && double.IsFinite(start) ? start : 0;

    public string Subject => _field("subject")?.Text() ?? "";
    public string SetName => _field("setname")?.Text() ?? "";

    /// <summary>The samples, or the name of the file that holds them.</summary>
    public MatArray Data => _field("data") ?? throw new RecordingFormatException($"{_fileName} has no field data, where the samples belong; save the dataset again in EEGLAB.", field: "data");

    /// <exception cref="RecordingFormatException">There is no dataset in the file.</exception>
    public static EeglabDataset Find(MatFile file, string fileName)
    {
        if (file.Find("EEG")?.Struct() is not { } eeg)
            return file.Find("srate") is not null && file.Find("nbchan") is not null
                ? new EeglabDataset(file.Find, fileName)
                : throw new RecordingFormatException(
                    $"{fileName} is a MATLAB file without an EEGLAB dataset (no variable EEG; it holds {Listed(file.Names)}); open the .set that EEGLAB saved.", field: "EEG");
        return eeg.Count == 1
            ? new EeglabDataset(name => name == "EEGDATA" ? file.Find(name) : eeg[0, name], fileName)
            : throw new RecordingFormatException($"{fileName} holds {eeg.Count} datasets; save the one that is wanted to a file of its own in EEGLAB.", field: "EEG");
    }

    /// <summary>Very old datasets keep the samples in a variable beside the structure.</summary>
    public MatArray? SeparateData => _field("EEGDATA");

    /// <summary>Label and type of each channel; null when the dataset names none or another number of them.</summary>
    public IReadOnlyList<(string Label, string Type)>? Channels()
    {
        if (_field("chanlocs")?.Struct() is not { } places || places.Count != ChannelCount)
            return null;
        var channels = new (string, string)[ChannelCount];
        for (var i = 0; i < channels.Length; i++)
        {
            if (places[i, "labels"] is not { } label || TextOf(label) is not { Length: > 0 } text)
                return null;
            channels[i] = (text, places[i, "type"]?.Text() ?? "");
        }
        return channels;
    }

    public List<EeglabEvent> Events(List<string> warnings)
    {
        var events = new List<EeglabEvent>();
        if (_field("event")?.Struct() is not { } entries)
            return events;
        var unreadable = 0;
        for (var i = 0; i < entries.Count; i++)
        {
            if (entries[i, "latency"] is { } latencies && latencies.Count > 1 && entries.Count == 1)
                unreadable += AddColumns(entries, latencies, events);
            else if (Event(entries[i, "latency"]?.Number(), entries[i, "duration"]?.Number(), TextOf(entries[i, "type"])) is { } found)
                events.Add(found);
            else
                unreadable++;
        }
        if (unreadable > 0)
            warnings.Add($"{unreadable} of {events.Count + unreadable} events have no latency that can be read and are left out.");
        return events;
    }

    /// <summary>Some programs write one structure of columns where EEGLAB writes one structure for each event.</summary>
    private static int AddColumns(MatStruct entries, MatArray latencies, List<EeglabEvent> events)
    {
        var (durations, types) = (entries[0, "duration"], entries[0, "type"]);
        var texts = types?.Cells();
        var unreadable = 0;
        for (var i = 0; i < latencies.Count; i++)
        {
            var text = texts is not null ? (i < texts.Count ? TextOf(texts[i]) : "") : NumberText(types?.Number(i));
            if (Event(latencies.Number(i), durations?.Number(i), text) is { } found)
                events.Add(found);
            else
                unreadable++;
        }
        return unreadable;
    }

    private static EeglabEvent? Event(double? latency, double? duration, string text) =>
        latency is { } place && Math.Abs(place) < 1L << 48
            ? new EeglabEvent(place - 1, duration is > 0 and < 1L << 48 ? duration.Value : 0, text)
            : null;

    private static string TextOf(MatArray? value) => value?.Text() ?? (value?.Cells() is [var only] ? TextOf(only, depth: 1) : NumberText(value?.Number()));

    private static string TextOf(MatArray value, int depth) => value.Text() ?? NumberText(value.Number(depth - 1));

    private static string NumberText(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static string Listed(IEnumerable<string> names) =>
        names.Take(4).Select(RecordingSource.Shown).ToArray() is { Length: > 0 } some ? string.Join(", ", some) : "nothing";

    private static Func<double, bool> IsCount(double most) => value => value >= 1 && value <= most && value == Math.Floor(value);

    private double Number(string field, Func<double, bool> isValid, string wanted, double? fallback = null)
    {
        var array = _field(field);
        if (array?.Number() is not { } value)
            return fallback ?? throw Refuse(field, "missing", wanted);
        return isValid(value) ? value : throw Refuse(field, NumberText(value), wanted);
    }

    private RecordingFormatException Refuse(string field, string found, string wanted) =>
        new($"The field {field} of {_fileName} is {found} where {wanted} belongs; save the dataset again in EEGLAB.", field: field);
}
