using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Cleaning.Recipes;
using Halcyon.Signals.Conversion;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Bids;

/// <summary>The texts that describe a recording in a BIDS data set, from the file that was written.</summary>
internal static class BidsMetadata
{
    private const string BrainVision = "BrainVision";
    private const string BidsVersion = "1.9.0";

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="isCleaned">What begins with a cleaned recording is no raw data set.</param>
    public static string DatasetDescription(string name, bool isCleaned) => Json(new JsonObject
    {
        ["Name"] = name,
        ["BIDSVersion"] = BidsVersion,
        ["DatasetType"] = isCleaned ? "derivative" : "raw",
        ["GeneratedBy"] = new JsonArray(new JsonObject { ["Name"] = "Halcyon" }),
    });

    /// <summary>"_eeg.json"; what is not known is "n/a", never guessed.</summary>
    /// <param name="info">Of the file that was written, with what the source tells of its channels and site.</param>
    /// <param name="cleaned">The source where it was cleaned, else null.</param>
    public static string Eeg(RecordingInfo info, BidsExportOptions options, CleanedRecordingReader? cleaned)
    {
        var site = info.Site;
        int Count(ChannelKind kind) => info.Channels.Count(channel => channel.Kind == kind);
        var triggers = info.Channels.Count(channel => TypeOf(channel) == "TRIG");
        return Json(new JsonObject
        {
            ["TaskName"] = options.Name.Task,
            ["EEGReference"] = options.Reference ?? ReferenceOf(options.Conversion.Reference) ?? cleaned?.Reference ?? (site?.Reference is { Length: > 0 } told ? told : BidsTable.NotAvailable),
            ["SamplingFrequency"] = info.Channels.Where(channel => channel.Kind == ChannelKind.Eeg).Concat(info.Channels).First().SamplingRateHz,
            ["PowerLineFrequency"] = (options.PowerLineFrequencyHz ?? site?.LineFrequencyHz) is { } hertz ? JsonValue.Create(hertz) : BidsTable.NotAvailable,
            ["SoftwareFilters"] = Filters(options.Conversion, cleaned, site),
            ["EEGChannelCount"] = Count(ChannelKind.Eeg),
            ["EOGChannelCount"] = Count(ChannelKind.Eog),
            ["ECGChannelCount"] = Count(ChannelKind.Ecg),
            ["EMGChannelCount"] = Count(ChannelKind.Emg),
            ["TriggerChannelCount"] = triggers,
            ["MiscChannelCount"] = Count(ChannelKind.Resp) + Count(ChannelKind.Other) - triggers,
            ["RecordingDuration"] = Math.Round(info.DurationSeconds, 6),
            ["RecordingType"] = info.Segments.Count > 1 ? "discontinuous" : "continuous",
        });
    }

    public static string Channels(RecordingInfo info)
    {
        var columns = new List<(string Name, Func<ChannelInfo, string> Of)>
        {
            ("name", channel => channel.Label),
            ("type", TypeOf),
            ("units", channel => channel.Unit == VoltageUnits.Microvolt ? "µV" : channel.Unit),
        };
        if (info.Channels.Any(channel => channel.IsUnitAssumed))
            columns.Add(("description", channel => channel.IsUnitAssumed ? AssumedUnits.Note : ""));
        columns.Add(("sampling_frequency", channel => Number(channel.SamplingRateHz)));
        if (info.Channels.Any(channel => channel.Status is not null))
        {
            columns.Add(("status", channel => channel.Status switch { { IsBad: true } => "bad", { IsBad: false } => "good", _ => BidsTable.NotAvailable }));
            columns.Add(("status_description", channel => channel.Status?.Description ?? ""));
        }

        return BidsTable.Write([.. columns.Select(column => column.Name)], info.Channels.Select(channel => (string[])[.. columns.Select(column => column.Of(channel))]));
    }

    public static string Events(RecordingInfo info) => BidsTable.Write(
        ["onset", "duration", "trial_type"],
        info.Annotations.Where(note => !IsSegment(note, info)).Select(note => (string[])[Number(note.OnsetSeconds), Number(note.DurationSeconds), Text(note, info)]));

    public static string EventsDescription() => Json(new JsonObject
    {
        ["onset"] = new JsonObject { ["Description"] = "Seconds from the first sample.", ["Units"] = "s" },
        ["duration"] = new JsonObject { ["Description"] = "Seconds; 0 for a moment.", ["Units"] = "s" },
        ["trial_type"] = new JsonObject { ["Description"] = "The annotation's text." },
    });

    /// <summary>Time as BIDS writes it, or "n/a".</summary>
    public static string AcquisitionTime(DateTime? start) =>
        start?.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture) ?? BidsTable.NotAvailable;

    public static string Readme(string name) =>
        $"{name}\n\nEEG recordings in the Brain Imaging Data Structure. Say here how they were recorded, from whom, and how they may be used.\n";

    /// <summary>Channel types as BIDS names them.</summary>
    public static string TypeOf(ChannelInfo channel) => channel.Kind switch
    {
        ChannelKind.Eeg => "EEG",
        ChannelKind.Eog => "EOG",
        ChannelKind.Emg => "EMG",
        ChannelKind.Ecg => "ECG",
        ChannelKind.Resp => "RESP",
        _ => ((string[])["TRIG", "STATUS", "STI", "EVENT", "MARK"]).Any(word => channel.Label.StartsWith(word, StringComparison.OrdinalIgnoreCase)) ? "TRIG" : "MISC",
    };

    public static ChannelKind? KindOf(string? type) => type?.ToUpperInvariant() switch
    {
        "EEG" or "SEEG" or "ECOG" or "DBS" => ChannelKind.Eeg,
        "EOG" or "HEOG" or "VEOG" => ChannelKind.Eog,
        "EMG" => ChannelKind.Emg,
        "ECG" => ChannelKind.Ecg,
        "RESP" => ChannelKind.Resp,
        null => null,
        _ => ChannelKind.Other,
    };

    private static string? ReferenceOf(AnalysisReference reference) => reference.Kind switch
    {
        ReferenceKind.Average => "average of all EEG channels",
        ReferenceKind.Channels => string.Join(", ", reference.Labels),
        _ => null,
    };

    private static JsonNode Filters(ConversionOptions options, CleanedRecordingReader? cleaned, RecordingSite? site)
    {
        // What was filtered before stays filtered; of two filters of one name the later is added under its own.
        var filters = site?.SoftwareFilters is { Length: > 0 } before ? JsonNode.Parse(before)!.AsObject() : [];
        void Add(string name, JsonObject filter)
        {
            var free = name;
            for (var n = 2; filters.ContainsKey(free); n++)
                free = $"{name}{n}";
            filters[free] = filter;
        }

        if (cleaned is not null)
            Add("Cleaning", new JsonObject { ["Steps"] = new JsonArray([.. CleaningNote.Steps(cleaned, options.Deidentification is not null).Select(step => (JsonNode)step)]) });
        if (options.BandLowHz is { } low)
            Add("HighpassFilter", new JsonObject { ["CutoffFrequency"] = low });
        if (options.BandHighHz is { } high)
            Add("LowpassFilter", new JsonObject { ["CutoffFrequency"] = high });
        if (options.NotchHz is { } notch)
            Add("NotchFilter", new JsonObject { ["CutoffFrequency"] = notch });
        return filters.Count > 0 ? filters : JsonValue.Create(BidsTable.NotAvailable);
    }

    /// <summary>BrainVision marks where the recording begins.</summary>
    private static bool IsSegment(Annotation note, RecordingInfo info) =>
        info.Format == BrainVision && note.Text.StartsWith("New Segment", StringComparison.Ordinal);

    /// <summary>BrainVision puts "Comment/" in front of what it has no type for.</summary>
    private static string Text(Annotation note, RecordingInfo info) =>
        info.Format == BrainVision && note.Text.StartsWith("Comment/", StringComparison.Ordinal) ? note.Text["Comment/".Length..] : note.Text;

    private static string Number(double value) => value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Json(JsonObject content) => content.ToJsonString(Readable) + "\n";
}
