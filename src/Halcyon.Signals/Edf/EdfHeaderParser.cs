using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Turns the first bytes of a file into an <see cref="EdfHeader"/>.</summary>
/// <remarks>
/// Kemp et al. 1992, doi:10.1016/0013-4694(92)90009-7; EDF+ 2003, doi:10.1016/S1388-2457(03)00123-8; BDF as BioSemi
/// writes it. Tolerant where files of the world are readable all the same, strict where a guess would give wrong values.
/// </remarks>
internal sealed class EdfHeaderParser
{
    public const int FixedBytes = 256;
    public const int SignalBytes = 256;

    // What 8 characters without an exponent can say; anything beyond is damage and would overflow.
    private const double ShortestRecordSeconds = 1e-6;
    private const double LongestRecordSeconds = 99_999_999;
    private const double LargestPhysical = 1e30;

    private readonly RandomAccessBytes _bytes;
    private readonly List<string> _warnings;

    private EdfHeaderParser(RandomAccessBytes bytes, List<string> warnings)
    {
        _bytes = bytes;
        _warnings = warnings;
    }

    public static EdfHeader Parse(RandomAccessBytes bytes, List<string> warnings) => new EdfHeaderParser(bytes, warnings).Parse();

    public static bool Recognises(ReadOnlySpan<byte> start) => start.Length >= 8 && (IsBdfVersion(start) || IsEdfVersion(start));

    private EdfHeader Parse()
    {
        if (_bytes.Length < FixedBytes)
            throw new RecordingFormatException(
                $"The file ends at byte {_bytes.Length}, inside the {FixedBytes}-byte header; copy it again from where it was recorded.",
                _bytes.Length, "header");
        var start = new byte[FixedBytes];
        _bytes.Read(0, start);
        var fields = new EdfHeaderFields(start);
        var isBdf = IsBdf(start);
        var signalCount = fields.Integer("number of signals", 252, 4);
        if (signalCount < 1)
            throw EdfHeaderFields.Refuse("number of signals", 252, fields.Text(252, 4), "a number from 1 to 9999");
        var signals = ParseSignals(signalCount, isBdf);
        var reserved = fields.Text(192, 44);
        var recordBytes = signals.Sum(signal => (long)signal.SamplesPerRecord) * (isBdf ? 3 : 2);
        if (recordBytes == 0)
            throw new RecordingFormatException(
                $"The samples per record from byte {FixedBytes + (216L * signalCount)} on are 0 for every signal; there is nothing to read, so export the file again.",
                FixedBytes + (216L * signalCount), "samples per record");
        var (dataOffset, recordCount) = LocateRecords(fields, signalCount, recordBytes);
        var recording = fields.Text(88, 80);
        return new EdfHeader
        {
            IsBdf = isBdf,
            Continuity = ContinuityOf(reserved, signals),
            Patient = fields.Text(8, 80),
            Recording = recording,
            StartTime = EdfStartTime.Parse(fields.Text(168, 8), fields.Text(176, 8), recording, _warnings),
            DataOffset = dataOffset,
            RecordCount = recordCount,
            RecordSeconds = RecordSeconds(fields, signals),
            Signals = signals,
            RecordBytes = recordBytes,
        };
    }

    private static bool IsBdf(ReadOnlySpan<byte> start)
    {
        if (IsBdfVersion(start))
            return true;
        if (IsEdfVersion(start))
            return false;
        throw EdfHeaderFields.Refuse("version", 0, new EdfHeaderFields(start).Text(0, 8), "\"0\" (EDF) or byte 255 and \"BIOSEMI\" (BDF)");
    }

    private static bool IsBdfVersion(ReadOnlySpan<byte> start) => start[0] == 0xff && start[1..8].SequenceEqual("BIOSEMI"u8);

    private static bool IsEdfVersion(ReadOnlySpan<byte> start) =>
        start[0] == (byte)'0' && start[1..8].IndexOfAnyExcept((byte)' ', (byte)0) < 0;

    private EdfContinuity ContinuityOf(string reserved, IReadOnlyList<EdfSignal> signals)
    {
        // The letter decides; some BDF+ writers leave the "EDF" of the standard in place.
        if (reserved.StartsWith("EDF+D", StringComparison.OrdinalIgnoreCase) || reserved.StartsWith("BDF+D", StringComparison.OrdinalIgnoreCase))
            return EdfContinuity.Discontinuous;
        if (reserved.StartsWith("EDF+", StringComparison.OrdinalIgnoreCase) || reserved.StartsWith("BDF+", StringComparison.OrdinalIgnoreCase))
            return EdfContinuity.Continuous;
        if (signals.Any(signal => signal.IsAnnotations))
            _warnings.Add($"The file holds annotations but its header does not say EDF+ (\"{EdfHeaderFields.Printable(reserved)}\" at byte 192); they are read all the same.");
        return EdfContinuity.Plain;
    }

    private double RecordSeconds(EdfHeaderFields fields, IReadOnlyList<EdfSignal> signals)
    {
        var seconds = fields.Number("record duration", 244, 8);
        var measured = signals.Any(signal => !signal.IsAnnotations && signal.SamplesPerRecord > 0);
        if (seconds is >= ShortestRecordSeconds and <= LongestRecordSeconds || (seconds == 0 && !measured))
            return seconds;
        throw EdfHeaderFields.Refuse("record duration", 244, fields.Text(244, 8), "a number of seconds above 0, without which no sampling rate follows,");
    }

    private (long DataOffset, long RecordCount) LocateRecords(EdfHeaderFields fields, int signalCount, long recordBytes)
    {
        var standard = FixedBytes + (SignalBytes * (long)signalCount);
        var claimedRecords = fields.Integer("number of data records", 236, 8);
        var dataOffset = DataOffset(fields, standard, claimedRecords, recordBytes);
        var available = _bytes.Length - dataOffset;
        var whole = available / recordBytes;
        if (whole == 0)
            throw new RecordingFormatException(
                $"The file ends at byte {_bytes.Length} before its first data record is complete (byte {dataOffset + recordBytes}); copy it again from where it was recorded.",
                _bytes.Length, "data records");
        if (claimedRecords <= 0)
        {
            _warnings.Add($"The recording was not closed properly (number of data records at byte 236 is {claimedRecords}); the {whole} whole records in the file are used.");
            return (dataOffset, whole);
        }
        WarnOfLength(claimedRecords, whole, available - (claimedRecords * recordBytes));
        return (dataOffset, Math.Min(claimedRecords, whole));
    }

    private long DataOffset(EdfHeaderFields fields, long standard, int claimedRecords, long recordBytes)
    {
        var text = fields.Text(184, 8);
        if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var claimed))
            claimed = -1;
        if (claimed == standard)
            return standard;
        // Whichever of the two makes the file's length come out is right.
        var claimFits = claimed > standard && claimedRecords > 0 && _bytes.Length == claimed + (claimedRecords * recordBytes);
        _warnings.Add($"The header length at byte 184 is \"{EdfHeaderFields.Printable(text)}\" where {standard} belongs; {(claimFits ? claimed : standard)} is used because {(claimFits ? "the file's length agrees with it" : "that is the standard's length")}.");
        return claimFits ? claimed : standard;
    }

    private void WarnOfLength(long claimed, long whole, long surplus)
    {
        if (whole < claimed)
            _warnings.Add($"The file is cut short: the header promises {claimed} data records, the file holds {whole} whole ones, which are used.");
        else if (surplus > 0)
            _warnings.Add($"The file is {surplus} bytes longer than its header says; the surplus at its end is left out.");
    }

    private EdfSignal[] ParseSignals(int count, bool isBdf)
    {
        var end = FixedBytes + (SignalBytes * (long)count);
        if (_bytes.Length < end)
            throw new RecordingFormatException(
                $"The number of signals at byte 252 is {count}, which needs a header of {end} bytes, but the file ends at byte {_bytes.Length}; copy it again from where it was recorded.",
                252, "number of signals");
        var header = new byte[end];
        _bytes.Read(0, header);
        var signals = new EdfSignal[count];
        var offsetInRecord = 0L;
        for (var i = 0; i < count; i++)
        {
            signals[i] = ParseSignal(new EdfHeaderFields(header), count, i, offsetInRecord);
            offsetInRecord += signals[i].SamplesPerRecord * (isBdf ? 3L : 2L);
        }
        return signals;
    }

    private EdfSignal ParseSignal(EdfHeaderFields fields, int count, int index, long offsetInRecord)
    {
        // Fields are stored one by one across all signals; "before" is the width of the fields in front, per signal.
        int At(int before, int width) => FixedBytes + (before * count) + (width * index);
        var label = fields.Text(At(0, 16), 16);
        var isAnnotations = label is "EDF Annotations" or "BDF Annotations";
        var name = $"signal {index + 1} (\"{EdfHeaderFields.Printable(label)}\")";
        var samples = fields.Integer($"samples per record of {name}", At(216, 8), 8);
        if (samples < 0)
            throw EdfHeaderFields.Refuse($"samples per record of {name}", At(216, 8), fields.Text(At(216, 8), 8), "a number of samples");
        var limits = isAnnotations
            ? new Limits(-1, 1, short.MinValue, short.MaxValue)
            : new Limits(
                fields.Number($"physical minimum of {name}", At(104, 8), 8), fields.Number($"physical maximum of {name}", At(112, 8), 8),
                fields.Number($"digital minimum of {name}", At(120, 8), 8), fields.Number($"digital maximum of {name}", At(128, 8), 8));
        WarnOfLimits(limits, name, isAnnotations);
        if (Math.Max(Math.Abs(limits.PhysicalMinimum), Math.Abs(limits.PhysicalMaximum)) > LargestPhysical)
            throw EdfHeaderFields.Refuse($"physical maximum of {name}", At(112, 8), fields.Text(At(112, 8), 8), "a value that can be measured");
        return new EdfSignal
        {
            Label = label,
            IsAnnotations = isAnnotations,
            Transducer = fields.Text(At(16, 80), 80),
            Unit = fields.Text(At(96, 8), 8),
            PhysicalMinimum = limits.PhysicalMinimum,
            PhysicalMaximum = limits.PhysicalMaximum,
            DigitalMinimum = limits.DigitalMinimum,
            DigitalMaximum = limits.DigitalMaximum,
            Prefilter = fields.Text(At(136, 80), 80),
            SamplesPerRecord = samples,
            OffsetInRecord = offsetInRecord,
        };
    }

    private void WarnOfLimits(Limits limits, string name, bool isAnnotations)
    {
        if (isAnnotations)
            return;
        if (limits.DigitalMinimum == limits.DigitalMaximum || limits.PhysicalMinimum == limits.PhysicalMaximum)
            _warnings.Add($"The limits of {name} are equal, from which no scale follows; its values are given as the file's raw numbers, without a unit.");
        else if (limits.DigitalMinimum > limits.DigitalMaximum)
            _warnings.Add($"The digital limits of {name} are the wrong way round; its values are scaled by them as they stand.");
    }

    private sealed record Limits(double PhysicalMinimum, double PhysicalMaximum, double DigitalMinimum, double DigitalMaximum);
}
