using System.Text.Json;
using System.Text.Json.Nodes;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Deidentification;

/// <summary>Reviews what is said of channels and of the site, and counts what it leaves out.</summary>
internal sealed class FreeTexts
{
    private const string NameColumn = "name";
    private const string NotAvailable = "n/a";
    private static readonly string[] Coordinates = ["x", "y", "z"];
    private static readonly string[] SystemFields = ["EEGCoordinateSystem", "EEGCoordinateUnits"];

    public int Cleared { get; private set; }

    public ChannelInfo Channel(ChannelInfo channel) => channel with
    {
        Label = TextReview.IsSignalLabel(channel.Label) ? channel.Label : $"Channel {channel.Index + 1}",
        Unit = Kept(channel.Unit, TextReview.IsUnit),
        // What a sensor is told by is free text in every format.
        Transducer = Kept(channel.Transducer, _ => false),
        Prefilter = Kept(channel.Prefilter, TextReview.IsPrefilter),
        Status = channel.Status is { } status ? status with { Description = Kept(status.Description, TextReview.IsPlainEvent) } : null,
    };

    public RecordingSite? Site(RecordingSite? site) => site is null ? null : site with
    {
        Reference = Kept(site.Reference, text => TextReview.IsSignalLabel(text) || TextReview.IsPlainEvent(text)),
        SoftwareFilters = Kept(site.SoftwareFilters, _ => false),
        Electrodes = site.Electrodes is { } electrodes ? Electrodes(electrodes) : null,
    };

    /// <summary>Names and coordinates; materials, makers and whatever else was noted go.</summary>
    private ElectrodePlaces? Electrodes(ElectrodePlaces places)
    {
        int[] kept = [.. ((string[])[NameColumn, .. Coordinates]).Select(column => places.Columns.ToList().IndexOf(column)).Where(at => at >= 0)];
        Cleared += places.Columns.Count - kept.Length;
        if (kept.Length < 1 + Coordinates.Length)
            return null;
        List<string[]> rows = [.. places.Rows.Select(row => (string[])[.. kept.Select(at => row[at])]).Where(IsPlace)];
        Cleared += places.Rows.Count - rows.Count;
        return new ElectrodePlaces(places.Space, [NameColumn, .. Coordinates], rows, System(places.CoordinateSystem));
    }

    private static bool IsPlace(string[] row) =>
        TextReview.IsSignalLabel(row[0])
        && row.Skip(1).All(text => text == NotAvailable || double.TryParse(text, global::System.Globalization.NumberStyles.Float, global::System.Globalization.CultureInfo.InvariantCulture, out _));

    private string System(string description)
    {
        if (description.Length == 0)
            return "";
        var told = JsonNode.Parse(description)!.AsObject();
        var kept = new JsonObject(SystemFields
            .Where(field => told[field] is JsonValue value && value.GetValueKind() == JsonValueKind.String && TextReview.IsCoordinateWord(value.GetValue<string>()))
            .Select(field => KeyValuePair.Create(field, told[field]?.DeepClone())));
        Cleared += told.Count - kept.Count;
        return kept.ToJsonString();
    }

    private string Kept(string text, Func<string, bool> isHarmless)
    {
        if (text.Length == 0 || isHarmless(text))
            return text;
        Cleared++;
        return "";
    }
}
