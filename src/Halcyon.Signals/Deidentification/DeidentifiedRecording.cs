using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Deidentification;

/// <summary>A recording as it may leave the house: the samples as they are, and what is said of them without the person.</summary>
/// <remarks>
/// Patient, hospital, staff and file name go; an amplifier that is known by name stays. The date is shifted, the time of
/// day stays. Annotations stay where they can only be events (<see cref="DeidentificationOptions.KeptTexts"/> adds to
/// that) and are left out otherwise; channel labels that are no electrode or signal become numbers. Samples are not changed: whoever shares them should know that EEG itself is personal.
/// </remarks>
public sealed class DeidentifiedRecording : IRecordingReader
{
    // Below what EDF's two digits of a year can be, and what BIDS asks of shifted dates.
    private const int EarliestYear = 1901;
    private const int LatestYear = 1924;
    private const int EquipmentWord = 4;

    private readonly IRecordingReader _reader;

    /// <param name="reader">Stays the caller's.</param>
    public DeidentifiedRecording(IRecordingReader reader, DeidentificationOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        _reader = reader;
        var info = reader.Info;
        int[] dropped = [.. Enumerable.Range(0, info.Annotations.Count).Where(i => !Stays(info.Annotations[i].Text, options))];
        var equipment = Equipment(info.RecordingIdentification);
        Report = new DeidentificationReport(
            info.Annotations.Count, dropped,
            [.. info.Channels.Where(channel => !TextReview.IsSignalLabel(channel.Label)).Select(channel => channel.Index)],
            equipment.Length > 0);
        var leaves = dropped.ToHashSet();
        var review = new FreeTexts();
        ChannelInfo[] channels = [.. info.Channels.Select(review.Channel)];
        var site = review.Site(info.Site);
        var start = Shift(info.StartTime, options);
        Report = Report with { ClearedTexts = review.Cleared, LostDate = options.ShiftDays is not null && info.StartTime is not null && start is null };
        Info = info with
        {
            FileName = "recording" + Path.GetExtension(info.FileName),
            StartTime = start,
            Patient = "",
            RecordingIdentification = equipment,
            Channels = channels,
            Site = site,
            Annotations = [.. info.Annotations.Where((_, i) => !leaves.Contains(i))],
        };
    }

    public RecordingInfo Info { get; }

    public IReadOnlyList<string> Files => _reader.Files;

    public DeidentificationReport Report { get; }

    public void ReadSamples(int channelIndex, long firstSample, Span<double> destination) =>
        _reader.ReadSamples(channelIndex, firstSample, destination);

    public void ReadSamples(ReadOnlySpan<ChannelRead> reads) => _reader.ReadSamples(reads);

    /// <summary>Disposes the recording underneath.</summary>
    public void Dispose() => _reader.Dispose();

    private static bool Stays(string text, DeidentificationOptions options) =>
        TextReview.IsPlainEvent(text) || options.KeptTexts.Contains(text.Trim(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The equipment sub-field of EDF+, or a free text that is nothing but an amplifier's name.</summary>
    private static string Equipment(string recording)
    {
        var words = recording.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var isFields = words.Length > EquipmentWord && string.Equals(words[0], "Startdate", StringComparison.OrdinalIgnoreCase);
        var equipment = isFields ? string.Join('_', words[EquipmentWord..]) : recording.Trim();
        return TextReview.IsKnownAmplifier(equipment) ? equipment : "";
    }

    private static DateTime? Shift(DateTime? start, DeidentificationOptions options)
    {
        if (start is not { } time)
            return null;
        if (options.ShiftDays is not { } days)
        {
            var first = new DateTime(EarliestYear, 1, 1);
            return first.AddDays(options.Random.Next((new DateTime(LatestYear, 12, 31) - first).Days)) + time.TimeOfDay;
        }
        // In whole days: the ticks of the largest shifts pass what a long holds.
        var day = (time.Ticks / TimeSpan.TicksPerDay) + days;
        return day >= 0 && day < DateTime.MaxValue.Ticks / TimeSpan.TicksPerDay ? new DateTime(day * TimeSpan.TicksPerDay) + time.TimeOfDay : null;
    }
}
