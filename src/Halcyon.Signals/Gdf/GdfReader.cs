using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Gdf;

/// <summary>Reads GDF 1.25 and 2 in pieces.</summary>
internal sealed class GdfReader : RecordBlockReader
{
    private const int ScratchBytes = 4096;

    private readonly GdfHeader _header;
    private readonly GdfSignal[] _signals;
    private readonly (double Gain, double Offset)[] _scales;

    /// <param name="bytes">Owned from now on; on an exception still the caller's.</param>
    /// <exception cref="RecordingFormatException">The file cannot be used.</exception>
    public GdfReader(RandomAccessBytes bytes, string fileName)
        : base(bytes)
    {
        var warnings = new List<string>();
        _header = GdfHeaderParser.Parse(bytes, warnings);
        _signals = [.. _header.Signals.Where(signal => signal.SamplesPerRecord > 0)];
        foreach (var left in _header.Signals.Where(signal => signal.SamplesPerRecord == 0))
            warnings.Add($"The signal \"{RecordingSource.Shown(left.Label)}\" has no samples and is left out.");
        _scales = new (double, double)[_signals.Length];
        var names = ElectrodeNames.FromLabels([.. _signals.Select(signal => signal.Label)]);
        ChannelInfo[] channels = [.. _signals.Select((signal, i) => Channel(signal, i, names[i], warnings))];
        var seconds = _header.RecordCount * _header.RecordSeconds;
        Info = new RecordingInfo
        {
            FileName = fileName,
            Format = "GDF",
            StartTime = _header.StartTime,
            DurationSeconds = seconds,
            RecordSeconds = _header.RecordSeconds,
            Patient = _header.Patient,
            RecordingIdentification = _header.Recording,
            Channels = channels,
            Annotations = GdfEvents.Read(bytes, _header, channels.Max(channel => channel.SamplingRateHz), warnings),
            Segments = [new ContinuousSegment(0, seconds, 0)],
            Warnings = warnings,
        };
    }

    public override RecordingInfo Info { get; }

    protected override long RecordBytes => _header.RecordBytes;

    protected override int SamplesPerRecord(int channel) => _signals[channel].SamplesPerRecord;

    protected override void Decode(ByteAccess access, int channel, long firstSample, Span<double> destination)
    {
        Span<byte> scratch = stackalloc byte[access.IsMapped ? 0 : ScratchBytes];
        var (signal, scale) = (_signals[channel], _scales[channel]);
        var sampleBytes = signal.Type.Bytes();
        if (signal.SamplesPerRecord == 1 && _header.RecordBytes <= ScratchBytes)
        {
            DecodeSingles(access, channel, firstSample, destination, scratch);
            return;
        }
        var (record, inRecord) = Math.DivRem(firstSample, signal.SamplesPerRecord);
        while (destination.Length > 0)
        {
            var count = (int)Math.Min(signal.SamplesPerRecord - inRecord, destination.Length);
            if (!access.IsMapped)
                count = Math.Min(count, scratch.Length / sampleBytes);
            var offset = _header.DataOffset + (record * _header.RecordBytes) + signal.OffsetInRecord + (inRecord * sampleBytes);
            var source = access.View(offset, count * sampleBytes, scratch);
            StoredSamples.Decode(source, sampleBytes, signal.Type, bigEndian: false, scale.Gain, scale.Offset, destination[..count]);
            destination = destination[count..];
            inRecord += count;
            if (inRecord == signal.SamplesPerRecord)
                (record, inRecord) = (record + 1, 0);
        }
    }

    private ChannelInfo Channel(GdfSignal signal, int index, string? name, List<string> warnings)
    {
        var isVoltage = VoltageUnits.TryGetMicrovoltFactor(signal.Unit, out var factor) && signal.HasScale;
        if (!isVoltage)
            factor = 1;
        if (!signal.HasScale)
            warnings.Add($"The limits of \"{RecordingSource.Shown(signal.Label)}\" give no scale; its stored numbers are handed out, without a unit.");
        _scales[index] = (signal.Gain * factor, signal.Offset * factor);
        var (lowest, highest) = Limits(signal, factor);
        var kind = signal.HasScale ? ChannelKinds.Classify(signal.Label, name, signal.Transducer, signal.Unit) : ChannelKind.Other;
        return new ChannelInfo
        {
            Index = index,
            Label = signal.Label,
            Name = name,
            Kind = kind,
            Unit = isVoltage ? VoltageUnits.Microvolt : signal.HasScale ? signal.Unit : "",
            SamplingRateHz = signal.SamplesPerRecord / _header.RecordSeconds,
            SampleCount = signal.SamplesPerRecord * _header.RecordCount,
            PhysicalMinimum = lowest,
            PhysicalMaximum = highest,
            DigitalLimits = DigitalLimits(signal),
            Transducer = signal.Transducer,
            Prefilter = signal.Prefilter,
        };
    }

    /// <summary>Of whole numbers as the header says; floating-point samples may pass the limits of the header and have none.</summary>
    private static (double Lowest, double Highest) Limits(GdfSignal signal, double factor)
    {
        var (lowest, highest) = signal.Type.Limits();
        if (double.IsFinite(lowest) && signal.HasScale)
            (lowest, highest) = (signal.DigitalMinimum, signal.DigitalMaximum);
        var (first, second) = (((lowest * signal.Gain) + signal.Offset) * factor, ((highest * signal.Gain) + signal.Offset) * factor);
        return (Math.Min(first, second), Math.Max(first, second));
    }

    /// <summary>The limits when they are whole numbers of 32 bits that rise with the physical ones, else null.</summary>
    private static (int Minimum, int Maximum)? DigitalLimits(GdfSignal signal)
    {
        var (minimum, maximum) = (signal.DigitalMinimum, signal.DigitalMaximum);
        return signal.HasScale && double.IsFinite(signal.Type.Limits().Lowest) && signal.Gain > 0 && minimum < maximum
            && minimum == Math.Floor(minimum) && maximum == Math.Floor(maximum) && minimum >= int.MinValue && maximum <= int.MaxValue
            ? ((int)minimum, (int)maximum)
            : null;
    }

    /// <summary>Many writers put one sample of each channel into a record: evenly spaced samples, taken in one go.</summary>
    private void DecodeSingles(ByteAccess access, int channel, long firstSample, Span<double> destination, Span<byte> scratch)
    {
        var (signal, scale) = (_signals[channel], _scales[channel]);
        var step = (int)_header.RecordBytes;
        var atOnce = (access.IsMapped ? BlockBytes : ScratchBytes) / step;
        while (destination.Length > 0)
        {
            var part = destination[..Math.Min(atOnce, destination.Length)];
            var offset = _header.DataOffset + (firstSample * step) + signal.OffsetInRecord;
            var source = access.View(offset, (step * (part.Length - 1)) + signal.Type.Bytes(), scratch);
            StoredSamples.Decode(source, step, signal.Type, bigEndian: false, scale.Gain, scale.Offset, part);
            destination = destination[part.Length..];
            firstSample += part.Length;
        }
    }
}
