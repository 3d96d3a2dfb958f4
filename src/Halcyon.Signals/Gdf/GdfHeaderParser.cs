using System.Globalization;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Gdf;

/// <summary>Turns the first bytes of a file into a <see cref="GdfHeader"/>.</summary>
/// <remarks>
/// Schlögl, "GDF - A general dataformat for biosignals", arXiv:cs/0608052, versions 1.25 to 2.x. From 2.21 on a record's
/// duration is one floating-point number where it was a fraction before.
/// </remarks>
internal sealed class GdfHeaderParser
{
    public const int FixedBytes = 256;
    public const int SignalBytes = 256;
    private const int MostSignals = 65_535;
    private const double ShortestRecordSeconds = 1e-9;
    private const double LongestRecordSeconds = 99_999_999;
    private const double LargestPhysical = 1e30;
    private const double HighestRateHz = 1e9;

    private readonly RandomAccessBytes _bytes;
    private readonly List<string> _warnings;

    private GdfHeaderParser(RandomAccessBytes bytes, List<string> warnings) => (_bytes, _warnings) = (bytes, warnings);

    public static bool Recognises(ReadOnlySpan<byte> start) => start.StartsWith("GDF "u8);

    public static GdfHeader Parse(RandomAccessBytes bytes, List<string> warnings) => new GdfHeaderParser(bytes, warnings).Parse();

    private GdfHeader Parse()
    {
        if (_bytes.Length < FixedBytes)
            throw Cut($"The file ends at byte {_bytes.Length}, inside the {FixedBytes}-byte header");
        var start = new byte[FixedBytes];
        _bytes.Read(0, start);
        var fields = new GdfFields(start);
        var version = Version(fields);
        var isNew = version >= 1.9;
        var signals = Signals(SignalCount(fields, isNew), isNew);
        var recordBytes = signals.Sum(signal => signal.SamplesPerRecord * (long)signal.Type.Bytes());
        if (recordBytes == 0)
            throw Refuse("samples per record", FixedBytes + (216L * signals.Length), 0, "a number above 0");
        var seconds = RecordSeconds(fields, version);
        if (signals.Max(signal => signal.SamplesPerRecord) / seconds > HighestRateHz)
            throw Refuse("record duration", 244, seconds, "a number of seconds that fits the samples per record");
        var dataOffset = DataOffset(fields, isNew, signals.Length);
        var (records, eventOffset) = Locate(fields.Long(236), dataOffset, recordBytes);
        return new GdfHeader
        {
            Version = version,
            Patient = fields.Text(8, isNew ? 66 : 80),
            Recording = fields.Text(88, isNew ? 64 : 80),
            StartTime = isNew ? StartTime(unchecked((ulong)fields.Long(168))) : StartTime(fields.Text(168, 16)),
            DataOffset = dataOffset,
            RecordCount = records,
            RecordSeconds = seconds,
            RecordBytes = recordBytes,
            EventOffset = eventOffset,
            Signals = signals,
        };
    }

    private static double Version(GdfFields fields)
    {
        var text = fields.Text(4, 4);
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var version) && version is >= 1 and < 3)
            return version;
        throw new RecordingFormatException(
            $"The version at byte 4 is \"{RecordingSource.Shown(text)}\" where 1.25 to 2.51 belongs; export the recording again as GDF 2.", 4, "version");
    }

    private static int SignalCount(GdfFields fields, bool isNew)
    {
        var count = isNew ? fields.Word(252) : fields.DoubleWord(252);
        return count is >= 1 and <= MostSignals ? (int)count : throw Refuse("number of signals", 252, count, $"a number from 1 to {MostSignals}");
    }

    private static double RecordSeconds(GdfFields fields, double version)
    {
        var seconds = version < 2.205 ? fields.DoubleWord(244) / (double)fields.DoubleWord(248) : fields.Number(244);
        return seconds is >= ShortestRecordSeconds and <= LongestRecordSeconds
            ? seconds
            : throw Refuse("record duration", 244, seconds, "a number of seconds above 0, without which no sampling rate follows,");
    }

    private long DataOffset(GdfFields fields, bool isNew, long signalCount)
    {
        var least = FixedBytes + (SignalBytes * signalCount);
        var claimed = isNew ? fields.Word(184) * 256L : fields.Long(184);
        if (claimed >= least && claimed <= _bytes.Length)
            return claimed;
        // Sixteen bits of blocks cannot say more than 16 MB, and some writers leave the field empty.
        _warnings.Add($"The header length at byte 184 is {claimed} where at least {least} belongs; {least} is used.");
        return least;
    }

    private (long RecordCount, long? EventOffset) Locate(long claimed, long dataOffset, long recordBytes)
    {
        var whole = Math.Max(0, _bytes.Length - dataOffset) / recordBytes;
        if (whole == 0)
            throw Cut($"The file ends at byte {_bytes.Length} before its first data record is complete (byte {dataOffset + recordBytes})");
        if (claimed > 0 && claimed <= whole)
            return (claimed, dataOffset + (claimed * recordBytes));
        _warnings.Add(claimed > whole
            ? $"The file is cut short: the header promises {claimed} data records, the file holds {whole} whole ones, which are used, and no event table."
            : $"The recording was not closed properly (number of data records at byte 236 is {claimed}); the {whole} whole records in the file are used.");
        return (whole, null);
    }

    private GdfSignal[] Signals(int count, bool isNew)
    {
        var end = FixedBytes + (SignalBytes * (long)count);
        if (_bytes.Length < end)
            throw Cut($"The number of signals at byte 252 is {count}, which needs a header of {end} bytes, but the file ends at byte {_bytes.Length}");
        var header = new byte[end];
        _bytes.Read(0, header);
        var signals = new GdfSignal[count];
        var offset = 0L;
        for (var i = 0; i < count; i++)
        {
            signals[i] = Signal(new GdfFields(header), count, i, offset, isNew);
            offset += signals[i].SamplesPerRecord * (long)signals[i].Type.Bytes();
        }
        return signals;
    }

    private static GdfSignal Signal(GdfFields fields, int count, int index, long offsetInRecord, bool isNew)
    {
        // Fields are stored one by one across all signals; "before" is the width of the fields in front, per signal.
        int At(int before, int width) => FixedBytes + (before * count) + (width * index);
        var samples = fields.DoubleWord(At(216, 4));
        if (samples > int.MaxValue / 8)
            throw Refuse($"samples per record of signal {index + 1}", At(216, 4), samples, "a number of samples");
        var type = TypeOf(fields.DoubleWord(At(220, 4))) ?? throw Refuse(
            $"sample type of signal {index + 1}", At(220, 4), fields.DoubleWord(At(220, 4)), "1 to 8, 16, 17, 279 or 535 (whole numbers of 8 to 64 bits, floating point of 32 or 64)");
        var (physicalMinimum, physicalMaximum) = (fields.Number(At(104, 8)), fields.Number(At(112, 8)));
        var (digitalMinimum, digitalMaximum) = isNew
            ? (fields.Number(At(120, 8)), fields.Number(At(128, 8)))
            : (fields.Long(At(120, 8)), fields.Long(At(128, 8)));
        var gain = (physicalMaximum - physicalMinimum) / (digitalMaximum - digitalMinimum);
        var offset = physicalMinimum - (digitalMinimum * gain);
        // NaN fails every comparison.
        var hasScale = gain != 0 && Math.Abs(gain) <= LargestPhysical && Math.Abs(offset) <= LargestPhysical
            && Math.Abs(physicalMinimum) <= LargestPhysical && Math.Abs(physicalMaximum) <= LargestPhysical;
        return new GdfSignal
        {
            Label = fields.Text(At(0, 16), 16),
            Transducer = fields.Text(At(16, 80), 80),
            Unit = isNew ? GdfUnits.FromCode(fields.Word(At(102, 2))) : fields.Text(At(96, 8), 8),
            Prefilter = isNew ? Prefilter(fields.Single(At(208, 4)), fields.Single(At(204, 4)), fields.Single(At(212, 4))) : fields.Text(At(136, 80), 80),
            SamplesPerRecord = (int)samples,
            Type = type,
            OffsetInRecord = offsetInRecord,
            Gain = hasScale ? gain : 1,
            Offset = hasScale ? offset : 0,
            HasScale = hasScale,
            DigitalMinimum = digitalMinimum,
            DigitalMaximum = digitalMaximum,
        };
    }

    private static SampleType? TypeOf(uint number) => number switch
    {
        1 => SampleType.Int8,
        2 => SampleType.UInt8,
        3 => SampleType.Int16,
        4 => SampleType.UInt16,
        5 => SampleType.Int32,
        6 => SampleType.UInt32,
        7 => SampleType.Int64,
        8 => SampleType.UInt64,
        16 => SampleType.Float32,
        17 => SampleType.Float64,
        279 => SampleType.Int24,
        535 => SampleType.UInt24,
        _ => null,
    };

    private static string Prefilter(float highPass, float lowPass, float notch)
    {
        List<string> parts = [];
        foreach (var (name, hertz) in ((string, float)[])[("HP", highPass), ("LP", lowPass), ("N", notch)])
            if (hertz is > 0 and < 1e9f)
                parts.Add(FormattableString.Invariant($"{name}:{hertz:0.####}Hz"));
        return string.Join(' ', parts);
    }

    /// <summary>Days since the year 0 in the upper half, their fraction in the lower.</summary>
    private static DateTime? StartTime(ulong stamp)
    {
        var days = (long)(stamp >> 32) - 367;
        // Day 0 of the calendar is the year 1; 3,652,058 days end with the year 9999.
        return days is < 1 or > 3_652_058
            ? null
            : DateTime.MinValue.AddDays(days).AddTicks((long)Math.Round((stamp & uint.MaxValue) / 4294967296.0 * TimeSpan.TicksPerDay));
    }

    /// <summary>Year to hundredths of a second in 16 digits.</summary>
    private static DateTime? StartTime(string text) =>
        DateTime.TryParseExact(text, ["yyyyMMddHHmmssff", "yyyyMMddHHmmss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var start) ? start : null;

    private RecordingFormatException Cut(string where) => new($"{where}; copy it again from where it was recorded.", _bytes.Length, "header");

    private static RecordingFormatException Refuse(string field, long offset, double found, string wanted) =>
        new(FormattableString.Invariant($"The {field} at byte {offset} is {found} where {wanted} belongs; the header is damaged, so export the file again."), offset, field);
}
