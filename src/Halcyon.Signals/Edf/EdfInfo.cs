using System.Buffers;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Edf;

/// <summary>Builds what a recording says of itself from its header and annotation signals.</summary>
internal static class EdfInfo
{
    private const int LargestAnnotationSignalBytes = 16 << 20;
    private const double OnsetRoundingSeconds = 0.001;

    public static RecordingInfo Build(
        RandomAccessBytes bytes, EdfHeader header, string fileName, List<string> warnings, out ChannelPlan[] plans)
    {
        var channels = BuildChannels(header, warnings, out plans);
        var (annotations, segments, firstOnset) = ReadTimes(bytes, header, channels, warnings);
        return new RecordingInfo
        {
            FileName = fileName,
            Format = header.Format,
            StartTime = AddSeconds(header.StartTime, firstOnset),
            DurationSeconds = segments.Count > 0
                ? segments[^1].OnsetSeconds + segments[^1].DurationSeconds
                : annotations.Select(annotation => annotation.OnsetSeconds + annotation.DurationSeconds).DefaultIfEmpty().Max(),
            RecordSeconds = header.RecordSeconds,
            Patient = header.Patient,
            RecordingIdentification = header.Recording,
            Channels = channels,
            Annotations = annotations,
            Segments = segments,
            Warnings = warnings,
        };
    }

    private static ChannelInfo[] BuildChannels(EdfHeader header, List<string> warnings, out ChannelPlan[] plans)
    {
        var signals = new List<EdfSignal>();
        foreach (var signal in header.Signals)
            if (!signal.IsAnnotations && signal.SamplesPerRecord > 0)
                signals.Add(signal);
            else if (!signal.IsAnnotations)
                warnings.Add($"The signal \"{EdfHeaderFields.Printable(signal.Label)}\" has no samples and is left out.");
        var names = ElectrodeNames.FromLabels([.. signals.Select(signal => signal.Label)]);
        plans = new ChannelPlan[signals.Count];
        var channels = new ChannelInfo[signals.Count];
        for (var i = 0; i < channels.Length; i++)
            channels[i] = BuildChannel(header, signals[i], i, names[i], out plans[i]);
        return channels;
    }

    private static ChannelInfo BuildChannel(EdfHeader header, EdfSignal signal, int index, string? name, out ChannelPlan plan)
    {
        var isVoltage = VoltageUnits.TryGetMicrovoltFactor(signal.Unit, out var factor) && signal.HasScale;
        if (!isVoltage)
            factor = 1;
        plan = signal.HasScale
            ? new ChannelPlan(signal.OffsetInRecord, signal.SamplesPerRecord, signal.Gain * factor, signal.Offset * factor)
            : new ChannelPlan(signal.OffsetInRecord, signal.SamplesPerRecord, 1, 0);
        var (first, second) = signal.HasScale
            ? (signal.PhysicalMinimum * factor, signal.PhysicalMaximum * factor)
            : (signal.DigitalMinimum, signal.DigitalMaximum);
        return new ChannelInfo
        {
            Index = index,
            Label = signal.Label,
            Name = name,
            Kind = signal.HasScale ? ChannelKinds.Classify(signal.Label, name, signal.Transducer, signal.Unit) : ChannelKind.Other,
            Unit = isVoltage ? VoltageUnits.Microvolt : signal.HasScale ? signal.Unit : "",
            SamplingRateHz = signal.SamplesPerRecord / header.RecordSeconds,
            SampleCount = signal.SamplesPerRecord * header.RecordCount,
            PhysicalMinimum = Math.Min(first, second),
            PhysicalMaximum = Math.Max(first, second),
            DigitalLimits = DigitalLimits(signal),
            Transducer = signal.Transducer,
            Prefilter = signal.Prefilter,
        };
    }

    /// <summary>The limits when they are whole numbers that rise with the physical ones, else null.</summary>
    private static (int Minimum, int Maximum)? DigitalLimits(EdfSignal signal)
    {
        var (minimum, maximum) = (signal.DigitalMinimum, signal.DigitalMaximum);
        var rises = signal.HasScale && signal.Gain > 0 && minimum < maximum;
        return rises && minimum == Math.Floor(minimum) && maximum == Math.Floor(maximum) && minimum >= int.MinValue && maximum <= int.MaxValue
            ? ((int)minimum, (int)maximum)
            : null;
    }

    private static (List<Annotation> Annotations, List<ContinuousSegment> Segments, double FirstOnset) ReadTimes(
        RandomAccessBytes bytes, EdfHeader header, ChannelInfo[] channels, List<string> warnings)
    {
        EdfSignal[] annotationSignals = [.. header.Signals.Where(signal => signal.IsAnnotations && signal.SamplesPerRecord > 0)];
        var wholeSeconds = header.RecordCount * header.RecordSeconds;
        List<ContinuousSegment> unbroken = channels.Length > 0 ? [new ContinuousSegment(0, wholeSeconds, 0)] : [];
        if (annotationSignals.Length == 0)
        {
            if (header.Continuity != EdfContinuity.Plain)
                warnings.Add($"The header says {header.Format} but the file has no annotation signal; it is read as one stretch.");
            return ([], unbroken, 0);
        }
        var timeline = header.Continuity == EdfContinuity.Discontinuous && channels.Length > 0
            ? new EdfTimeline(header.RecordSeconds, ToleranceSeconds(channels, header), warnings)
            : null;
        var parser = new EdfAnnotationParser(warnings);
        var firstOnset = ReadAnnotationSignals(bytes, header, annotationSignals, parser, timeline);
        parser.Finish();
        return (InOrder(parser.Annotations, firstOnset), timeline?.Finish() ?? unbroken, firstOnset);
    }

    /// <returns>Onset of the first record, seconds after the header's start time.</returns>
    private static double ReadAnnotationSignals(
        RandomAccessBytes bytes, EdfHeader header, EdfSignal[] signals, EdfAnnotationParser parser, EdfTimeline? timeline)
    {
        var largest = signals.Max(signal => signal.SamplesPerRecord * (long)header.BytesPerSample);
        if (largest > LargestAnnotationSignalBytes)
            throw new RecordingFormatException(
                $"The annotation signal takes {largest} bytes of each record, more than the {LargestAnnotationSignalBytes} that can be read; export the file again with shorter records.",
                header.DataOffset, "samples per record");
        using var access = bytes.Access();
        var buffer = access.IsMapped ? [] : ArrayPool<byte>.Shared.Rent((int)largest);
        double? firstOnset = null;
        for (var record = 0L; record < header.RecordCount; record++)
        {
            double? onset = null;
            for (var i = 0; i < signals.Length; i++)
            {
                var offset = header.DataOffset + (record * header.RecordBytes) + signals[i].OffsetInRecord;
                var content = access.View(offset, signals[i].SamplesPerRecord * header.BytesPerSample, buffer);
                var stamp = parser.ParseRecord(content, offset);
                onset = i == 0 ? stamp : onset;
            }
            if (record == 0)
                firstOnset = onset;
            timeline?.Add(onset, header.DataOffset + (record * header.RecordBytes));
        }
        if (buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(buffer);
        return firstOnset ?? 0;
    }

    private static List<Annotation> InOrder(List<Annotation> annotations, double firstOnset)
    {
        for (var i = 0; i < annotations.Count; i++)
            annotations[i] = annotations[i] with { OnsetSeconds = EdfAnnotationLayout.AddOffset(annotations[i].OnsetSeconds, -firstOnset) };
        return [.. annotations.OrderBy(annotation => annotation.OnsetSeconds)];
    }

    /// <summary>Half a sample of the fastest channel, and at least what onsets written to the millisecond are rounded by.</summary>
    private static double ToleranceSeconds(ChannelInfo[] channels, EdfHeader header) =>
        Math.Min(Math.Max(0.5 / channels.Max(channel => channel.SamplingRateHz), OnsetRoundingSeconds), header.RecordSeconds / 2);

    private static DateTime? AddSeconds(DateTime? start, double seconds)
    {
        // A damaged onset must not carry the date past what a calendar holds.
        if (start is null || Math.Abs(seconds) > 1e9)
            return start;
        return start.Value.AddTicks((long)Math.Round(seconds * TimeSpan.TicksPerSecond));
    }
}
