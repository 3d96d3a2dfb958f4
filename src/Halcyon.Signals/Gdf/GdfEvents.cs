using System.Globalization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Gdf;

/// <summary>Reads the table of events behind the samples.</summary>
internal static class GdfEvents
{
    private const double FractionalRateVersion = 1.94;

    // Position and type; then also channel and duration.
    private const int Bytes = 6;
    private const int BytesWithDuration = 12;

    /// <returns>One annotation for each event, in time order; its text is the event's number (769 is a cue to the left hand).</returns>
    public static List<Annotation> Read(RandomAccessBytes bytes, GdfHeader header, double samplingRateHz, List<string> warnings)
    {
        var annotations = new List<Annotation>();
        if (header.EventOffset is not { } offset || bytes.Length - offset < 8)
            return annotations;
        var head = new byte[8];
        bytes.Read(offset, head);
        var fields = new GdfFields(head);
        var mode = head[0];
        var three = fields.DoubleWord(0) >> 8;
        var (count, rate) = header.Version >= FractionalRateVersion ? (three, fields.Single(4)) : (fields.DoubleWord(4), (double)three);
        // Mode 0 is a table that was never filled.
        if (count == 0 || mode == 0)
            return annotations;
        if ((mode & 1) == 0 || (mode & ~7) != 0)
        {
            warnings.Add($"The event table at byte {offset} is of kind {mode}, which is not known; the recording is read without its events.");
            return annotations;
        }
        var eventBytes = (mode & 2) != 0 ? BytesWithDuration : Bytes;
        var held = (bytes.Length - offset - 8) / eventBytes;
        if (count > held)
        {
            // The columns follow one another: with rows missing at the end no column is where it belongs.
            warnings.Add($"The event table at byte {offset} says {count} events, but the file ends after {held}; the recording is read without its events.");
            return annotations;
        }
        var table = new byte[count * (long)eventBytes];
        bytes.Read(offset + 8, table);
        Add(annotations, table, (int)count, eventBytes == BytesWithDuration, rate > 0 && double.IsFinite(rate) ? rate : samplingRateHz);
        annotations.Sort((left, right) => left.OnsetSeconds.CompareTo(right.OnsetSeconds));
        return annotations;
    }

    private static void Add(List<Annotation> annotations, byte[] table, int count, bool hasDurations, double rate)
    {
        var fields = new GdfFields(table);
        for (var i = 0; i < count; i++)
        {
            // Positions count from 1; 0 is written for an event before the first sample.
            var position = Math.Max(1, fields.DoubleWord(4 * i));
            var type = fields.Word((4 * count) + (2 * i));
            var duration = hasDurations ? fields.DoubleWord((8 * count) + (4 * i)) : 0;
            annotations.Add(new Annotation((position - 1) / rate, duration / rate, type.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
