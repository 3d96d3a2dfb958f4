using System.Globalization;
using System.Text;

namespace Halcyon.Signals.Edf;

/// <summary>A channel as its header describes it: limits already as a reader will parse them.</summary>
internal sealed record EdfWrittenChannel(
    EdfChannelDescription Description, double PhysicalMinimum, double PhysicalMaximum, int DigitalMinimum, int DigitalMaximum)
{
    public double Gain => (PhysicalMaximum - PhysicalMinimum) / (DigitalMaximum - DigitalMinimum);

    public double Offset => PhysicalMinimum - (DigitalMinimum * Gain);

    public static EdfWrittenChannel From(EdfChannelDescription channel, bool isBdf)
    {
        if (!double.IsFinite(channel.PhysicalMinimum) || !double.IsFinite(channel.PhysicalMaximum) || channel.PhysicalMaximum < channel.PhysicalMinimum)
            throw new ArgumentException($"The limits of channel \"{channel.Label}\" must be finite and in order.", nameof(channel));
        if (channel.SamplesPerRecord < 1)
            throw new ArgumentException($"Channel \"{channel.Label}\" has no samples per record.", nameof(channel));
        var (minimum, maximum) = (EdfNumberField.AtMost(channel.PhysicalMinimum), EdfNumberField.AtLeast(channel.PhysicalMaximum));
        // A constant channel still needs a scale.
        if (minimum == maximum)
            (minimum, maximum) = (EdfNumberField.AtMost(minimum - 1), EdfNumberField.AtLeast(maximum + 1));
        var (lowest, highest) = isBdf ? (-0x800000, 0x7fffff) : (short.MinValue, short.MaxValue);
        var digital = channel.DigitalLimits ?? (lowest, highest);
        if (digital.Minimum < lowest || digital.Maximum > highest || digital.Minimum >= digital.Maximum)
            throw new ArgumentException($"The digital limits of channel \"{channel.Label}\" do not fit the format.", nameof(channel));
        return new EdfWrittenChannel(channel, minimum, maximum, digital.Minimum, digital.Maximum);
    }
}

/// <summary>Lays out the header of an EDF+ or BDF+ file.</summary>
internal static class EdfHeaderWriter
{
    public static byte[] Build(EdfFileDescription file, IReadOnlyList<EdfWrittenChannel> channels, int annotationSamples)
    {
        var signalCount = channels.Count + 1;
        if (signalCount > 9999)
            throw new ArgumentException("EDF holds at most 9999 signals.", nameof(channels));
        var header = new byte[256 * (signalCount + 1)];
        header.AsSpan().Fill((byte)' ');
        WriteFixedPart(file, signalCount, header);
        var at = 256;
        var annotations = file.IsBdf ? ("BDF Annotations", "-8388608", "8388607") : ("EDF Annotations", "-32768", "32767");
        void Field(int width, Func<EdfWrittenChannel, string> value, string ofAnnotations)
        {
            foreach (var channel in channels)
                Put(header, at, width, value(channel), out at);
            Put(header, at, width, ofAnnotations, out at);
        }
        Field(16, channel => channel.Description.Label, annotations.Item1);
        Field(80, channel => channel.Description.Transducer, "");
        Field(8, channel => channel.Description.Unit, "");
        Field(8, channel => EdfNumberField.Exact(channel.PhysicalMinimum, "physical minimum"), "-1");
        Field(8, channel => EdfNumberField.Exact(channel.PhysicalMaximum, "physical maximum"), "1");
        Field(8, channel => channel.DigitalMinimum.ToString(CultureInfo.InvariantCulture), annotations.Item2);
        Field(8, channel => channel.DigitalMaximum.ToString(CultureInfo.InvariantCulture), annotations.Item3);
        Field(80, channel => channel.Description.Prefilter, "");
        Field(8, channel => EdfNumberField.Exact(channel.Description.SamplesPerRecord, "samples per record"), EdfNumberField.Exact(annotationSamples, "annotation size"));
        return header;
    }

    private static void WriteFixedPart(EdfFileDescription file, int signalCount, byte[] header)
    {
        var date = file.Deidentified || file.OmitsDate ? null : file.StartTime;
        Put(header, 0, 8, "0", out _);
        if (file.IsBdf)
        {
            header[0] = 0xff;
            "BIOSEMI"u8.CopyTo(header.AsSpan(1));
        }
        Put(header, 8, 80, file.Deidentified ? EdfIdentification.UnknownPatient : EdfIdentification.Patient(file.Patient), out _);
        Put(header, 88, 80, EdfIdentification.Recording(file.Deidentified ? "" : file.RecordingIdentification, date), out _);
        Put(header, 168, 8, HeaderDate(date), out _);
        Put(header, 176, 8, file.StartTime is { } start ? start.ToString("HH.mm.ss", CultureInfo.InvariantCulture) : "00.00.00", out _);
        Put(header, 184, 8, header.Length.ToString(CultureInfo.InvariantCulture), out _);
        Put(header, 192, 44, (file.IsBdf ? "BDF+" : "EDF+") + (file.HasGaps ? "D" : "C"), out _);
        Put(header, 236, 8, EdfNumberField.Exact(file.RecordCount, "number of records"), out _);
        Put(header, 244, 8, EdfNumberField.Exact(file.RecordSeconds, "record duration"), out _);
        Put(header, 252, 4, signalCount.ToString(CultureInfo.InvariantCulture), out _);
    }

    /// <summary>dd.mm.yy, "yy" from 2085 on as the standard asks, and 01.01.85 for unknown.</summary>
    private static string HeaderDate(DateTime? date) => date switch
    {
        null => "01.01.85",
        { Year: < 1985 or > 2084 } day => day.ToString("dd.MM.", CultureInfo.InvariantCulture) + "yy",
        { } day => day.ToString("dd.MM.yy", CultureInfo.InvariantCulture),
    };

    private static void Put(byte[] header, int offset, int width, string text, out int next)
    {
        var ascii = EdfIdentification.PrintableAscii(text);
        Encoding.ASCII.GetBytes(ascii.AsSpan(0, Math.Min(width, ascii.Length)), header.AsSpan(offset, width));
        next = offset + width;
    }
}
