using System.Globalization;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Xdf;

/// <summary>Describes a stream as a recording: even sampling, stretches, markers at their places.</summary>
internal static class XdfRecording
{
    // Crystals agree within a ten-thousandth; five of a thousand more is a rate that was never kept.
    private const double RateTolerance = 0.005;

    public static (RecordingInfo Info, double[] Factors) Describe(
        XdfFile file, XdfStreamInfo stream, XdfScannedStream scanned, string fileName, DateTime? startTime, List<string> warnings)
    {
        var rateHz = RateOf(stream, warnings);
        if (scanned.LostValues > 0)
            warnings.Add($"{scanned.LostValues} values are no numbers; they are read as 0.");
        if (stream.SampleCount == 0)
            warnings.Add($"The stream \"{stream.Name}\" has no samples.");
        var segments = Segments(scanned.Stretches, rateHz, scanned.BackwardPlaces, warnings);
        var (channels, factors) = Channels(stream, rateHz, warnings);
        return (new RecordingInfo
        {
            FileName = fileName,
            Format = XdfFile.Format,
            StartTime = startTime,
            DurationSeconds = segments.Count > 0 ? segments[^1].OnsetSeconds + segments[^1].DurationSeconds : 0,
            RecordingIdentification = stream.Name,
            Channels = channels,
            Annotations = Annotations(file.Streams, scanned.Stretches, segments, rateHz),
            Segments = segments,
            Warnings = warnings,
        }, factors);
    }

    /// <summary>The promised rate where the stamps agree with it within a few parts in a thousand, so that it stays a round number.</summary>
    private static double RateOf(XdfStreamInfo stream, List<string> warnings)
    {
        var (nominal, measured) = (stream.NominalRateHz, stream.MeasuredRateHz);
        if (measured <= 0 || Math.Abs(measured - nominal) <= RateTolerance * nominal)
            return nominal;
        if (measured < nominal / 10 || measured > nominal * 10)
        {
            warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The time stamps make no sense beside the {nominal:0.######} Hz that the stream promises, which are used."));
            return nominal;
        }
        warnings.Add(string.Create(CultureInfo.InvariantCulture, $"The stream promises {nominal:0.######} Hz but its time stamps give {measured:0.######} Hz, which is used."));
        return measured;
    }

    /// <param name="backward">Places within stretches at which the stamps run backwards.</param>
    private static List<ContinuousSegment> Segments(IReadOnlyList<XdfStretch> stretches, double rateHz, int backward, List<string> warnings)
    {
        var segments = new List<ContinuousSegment>(stretches.Count);
        foreach (var stretch in stretches)
        {
            // Half a sample is rounding.
            if (segments.Count > 0 && stretch.FirstSeconds < stretches[segments.Count - 1].EndSeconds - (0.5 * stretch.StepSeconds))
                backward++;
            var earliest = segments.Count == 0 ? 0 : segments[^1].OnsetSeconds + segments[^1].DurationSeconds;
            segments.Add(new ContinuousSegment(
                Math.Max(earliest, stretch.FirstSeconds - stretches[0].FirstSeconds), stretch.Count / rateHz, stretch.FirstSample / rateHz));
        }
        if (backward > 0)
            warnings.Add($"The time stamps run backwards {(backward == 1 ? "once" : $"{backward} times")}; samples stay in the order they were recorded in, and when they were taken is uncertain there.");
        if (segments.Count > 1)
            warnings.Add($"The stream was interrupted; the recording is read in {segments.Count} pieces with gaps between them.");
        return segments;
    }

    /// <summary>Markers of all streams, at the samples they coincided with rather than at the second of another clock.</summary>
    private static Annotation[] Annotations(
        IReadOnlyList<XdfStreamInfo> streams, IReadOnlyList<XdfStretch> stretches, List<ContinuousSegment> segments, double rateHz)
    {
        if (stretches.Count == 0)
        {
            var first = streams.SelectMany(stream => stream.Markers).Select(marker => marker.Seconds).DefaultIfEmpty().Min();
            return [.. streams.SelectMany(stream => stream.Markers).Select(marker => new Annotation(marker.Seconds - first, 0, marker.Text)).OrderBy(note => note.OnsetSeconds)];
        }
        double Place(double seconds)
        {
            var (low, high) = (0, stretches.Count - 1);
            while (low < high)
            {
                var middle = (low + high + 1) / 2;
                (low, high) = stretches[middle].FirstSeconds <= seconds ? (middle, high) : (low, middle - 1);
            }
            var (stretch, segment) = (stretches[low], segments[low]);
            var within = seconds <= stretch.EndSeconds ? (seconds - stretch.FirstSeconds) / stretch.StepSeconds / rateHz : segment.DurationSeconds + seconds - stretch.EndSeconds;
            return Math.Round(segment.OnsetSeconds + within, 9);
        }
        return [.. streams.SelectMany(stream => stream.Markers).Select(marker => new Annotation(Place(marker.Seconds), 0, marker.Text)).OrderBy(note => note.OnsetSeconds)];
    }

    private static (ChannelInfo[] Channels, double[] Factors) Channels(XdfStreamInfo stream, double rateHz, List<string> warnings)
    {
        var isEeg = string.Equals(stream.Type, "EEG", StringComparison.OrdinalIgnoreCase);
        string[] labels = [.. Enumerable.Range(0, stream.ChannelCount).Select(i => Label(stream, i))];
        var names = ElectrodeNames.FromLabels(labels);
        var channels = new ChannelInfo[labels.Length];
        var factors = new double[labels.Length];
        var assumed = 0;
        for (var i = 0; i < channels.Length; i++)
        {
            var described = stream.Channels.Count > i ? stream.Channels[i] : new XdfChannel("", "", "");
            var unit = PlainUnit(described.Unit);
            var isAssumed = unit.Length == 0 && isEeg && (described.Type.Length == 0 || KindOf(described.Type) == ChannelKind.Eeg);
            if (isAssumed)
                (unit, assumed) = (VoltageUnits.Microvolt, assumed + 1);
            factors[i] = VoltageUnits.TryGetMicrovoltFactor(unit, out var factor) ? factor : 1;
            channels[i] = Channel(stream, i, labels[i], names[i], unit, KindOf(described.Type) ?? ChannelKinds.Classify(labels[i], names[i], "", unit), rateHz, factors[i]) with { IsUnitAssumed = isAssumed };
        }
        if (assumed > 0)
            warnings.Add($"The stream gives no unit for {assumed} EEG channels; they are taken to be in µV.");
        return (channels, factors);
    }

    private static ChannelInfo Channel(XdfStreamInfo stream, int index, string label, string? name, string unit, ChannelKind kind, double rateHz, double factor)
    {
        // What the stored number can be at most; floating point has no converter whose limits could be reached.
        double limit = stream.Format switch
        {
            XdfNumberFormat.Integer8 => sbyte.MaxValue,
            XdfNumberFormat.Integer16 => short.MaxValue,
            XdfNumberFormat.Integer32 => int.MaxValue,
            XdfNumberFormat.Integer64 => long.MaxValue,
            _ => float.MaxValue,
        };
        var isInteger = stream.Format is not (XdfNumberFormat.Binary32 or XdfNumberFormat.Binary64);
        return new ChannelInfo
        {
            Index = index,
            Label = label,
            Name = name,
            Kind = kind,
            Unit = VoltageUnits.TryGetMicrovoltFactor(unit, out _) ? VoltageUnits.Microvolt : unit,
            SamplingRateHz = rateHz,
            SampleCount = stream.SampleCount,
            PhysicalMinimum = (-limit - (isInteger ? 1 : 0)) * factor,
            PhysicalMaximum = limit * factor,
        };
    }

    private static string Label(XdfStreamInfo stream, int index)
    {
        var label = stream.Channels.Count > index ? stream.Channels[index].Label : "";
        return label.Length > 0 ? label : $"{(stream.Type.Length > 0 ? stream.Type : "Channel")} {index + 1}";
    }

    private static ChannelKind? KindOf(string type) => type.ToUpperInvariant() switch
    {
        "EEG" => ChannelKind.Eeg,
        "EOG" => ChannelKind.Eog,
        "EMG" => ChannelKind.Emg,
        "ECG" or "EKG" => ChannelKind.Ecg,
        "" or "MISC" => null,
        _ => ChannelKind.Other,
    };

    private static string PlainUnit(string unit) => unit.Trim().ToLowerInvariant() switch
    {
        "microvolt" or "microvolts" => "uV",
        "millivolt" or "millivolts" => "mV",
        "nanovolt" or "nanovolts" => "nV",
        "volt" or "volts" => "V",
        _ => unit.Trim(),
    };
}
