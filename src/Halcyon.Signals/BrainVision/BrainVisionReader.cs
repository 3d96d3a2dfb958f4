using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.BrainVision;

/// <summary>Reads BrainVision recordings: a header, samples and markers in three files.</summary>
internal sealed class BrainVisionReader : SampleStoreReader
{
    /// <param name="source">Owned from now on; on an exception still the caller's.</param>
    /// <exception cref="RecordingFormatException">The recording cannot be used.</exception>
    public BrainVisionReader(RecordingSource source)
        : base(source)
    {
        var warnings = new List<string>();
        var header = BrainVisionHeaderParser.Parse(source.Bytes, source.FileName);
        var data = Companion(header.DataFile, "The header", "", warnings) ?? throw new RecordingFormatException(
            $"The samples of {source.FileName} belong in \"{RecordingSource.Shown(header.DataFile)}\", which is not beside it; copy it there, or correct DataFile in the header if it was renamed.", field: "DataFile");
        var units = header.Channels.Select(Scale).ToArray();
        double[] gains = [.. units.Select(unit => unit.Gain)];
        Samples = header.IsAscii
            ? new AsciiSamples(data, header.DataFile, header.Ascii, header.IsMultiplexed, gains)
            : Binary(header, data, gains, warnings);
        if (Samples.SampleCount == 0)
            throw new RecordingFormatException($"\"{RecordingSource.Shown(header.DataFile)}\" ends before the first sample is complete (byte {data.Length}); copy it again from where it was recorded.", data.Length, "samples");
        if (header.DataPoints is { } points && points != Samples.SampleCount)
            warnings.Add($"The header says {points} samples of each channel (DataPoints), the file holds {Samples.SampleCount}, which are used.");
        Info = BuildInfo(header, units, warnings);
    }

    public override RecordingInfo Info { get; }

    protected override SampleStore Samples { get; }

    private static (double Gain, string Unit) Scale(BrainVisionChannel channel) =>
        VoltageUnits.TryGetMicrovoltFactor(channel.Unit, out var factor)
            ? (channel.Resolution * factor, VoltageUnits.Microvolt)
            : (channel.Resolution, channel.Unit);

    private static GridSamples Binary(BrainVisionHeader header, RandomAccessBytes data, double[] gains, List<string> warnings)
    {
        var frameBytes = (long)header.SampleType.Bytes() * gains.Length;
        var (count, surplus) = Math.DivRem(data.Length, frameBytes);
        // Channel after channel: a cut file would give every channel but the first another one's samples.
        if (!header.IsMultiplexed && (surplus != 0 || (header.DataPoints is { } points && points != count)))
            throw new RecordingFormatException(
                $"\"{RecordingSource.Shown(header.DataFile)}\" has {data.Length} bytes, which is not {header.DataPoints ?? count} samples of {gains.Length} channels one after the other; copy it again from where it was recorded.",
                data.Length, "DataPoints");
        if (surplus != 0)
            warnings.Add($"\"{RecordingSource.Shown(header.DataFile)}\" ends inside a sample; its last {surplus} bytes are left out.");
        return new GridSamples(data, 0, count, header.SampleType, header.IsBigEndian, header.IsMultiplexed, gains);
    }

    private List<BrainVisionMarker> Markers(BrainVisionHeader header, List<string> warnings)
    {
        if (header.MarkerFile is null)
            return [];
        if (Companion(header.MarkerFile, "The header", "", warnings) is { } bytes)
            return BrainVisionMarkers.Parse(bytes, header.MarkerFile, warnings);
        warnings.Add($"The markers belong in \"{RecordingSource.Shown(header.MarkerFile)}\", which is not beside the header; the recording is read without them.");
        return [];
    }

    private RecordingInfo BuildInfo(BrainVisionHeader header, (double Gain, string Unit)[] units, List<string> warnings)
    {
        var markers = Markers(header, warnings);
        var start = markers.Where(marker => marker is { IsNewSegment: true, Sample: 0 }).Select(marker => marker.Date).FirstOrDefault();
        var timeline = new SampleTimeline(header.SamplingRateHz, Samples.SampleCount, markers
            .Where(marker => marker.IsNewSegment)
            .Select(marker => (marker.Sample, (marker.Date - start)?.TotalSeconds)));
        var names = ElectrodeNames.FromLabels([.. header.Channels.Select(channel => channel.Label)]);
        return new RecordingInfo
        {
            FileName = Source.FileName,
            Format = "BrainVision",
            StartTime = start,
            DurationSeconds = timeline.DurationSeconds,
            Channels = [.. header.Channels.Select((channel, i) => Channel(header, channel, i, names[i], units[i]))],
            Annotations = [.. markers
                .Select(marker => new Annotation(timeline.SecondsAt(marker.Sample), marker.SampleCount > 1 ? marker.SampleCount / header.SamplingRateHz : 0, marker.Text))
                .OrderBy(note => note.OnsetSeconds)],
            Segments = timeline.Segments,
            Warnings = warnings,
        };
    }

    private ChannelInfo Channel(BrainVisionHeader header, BrainVisionChannel channel, int index, string? name, (double Gain, string Unit) unit)
    {
        var (lowest, highest) = header.IsAscii ? SampleType.Float64.Limits() : header.SampleType.Limits();
        return new ChannelInfo
        {
            Index = index,
            Label = channel.Label,
            Name = name,
            Kind = Kind(channel, name, unit.Unit),
            Unit = unit.Unit,
            SamplingRateHz = header.SamplingRateHz,
            SampleCount = Samples.SampleCount,
            PhysicalMinimum = Math.Min(lowest * unit.Gain, highest * unit.Gain),
            PhysicalMaximum = Math.Max(lowest * unit.Gain, highest * unit.Gain),
            DigitalLimits = double.IsFinite(lowest) && unit.Gain > 0 ? ((int)lowest, (int)highest) : null,
        };
    }

    /// <summary>What is no voltage is no EEG, whatever electrode its label names.</summary>
    private static ChannelKind Kind(BrainVisionChannel channel, string? name, string unit)
    {
        var kind = ChannelKinds.Classify(channel.Label, name, "", channel.Unit);
        return kind == ChannelKind.Eeg && unit != VoltageUnits.Microvolt ? ChannelKind.Other : kind;
    }
}
