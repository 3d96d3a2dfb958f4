using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Eeglab;

/// <summary>Reads EEGLAB datasets: a .set, with the samples in it or in a .fdt or .dat beside it.</summary>
/// <remarks>
/// Samples beside the .set or in an uncompressed one are read in place. Those in a compressed .set are unpacked into
/// memory when the file is opened. EEGLAB keeps µV by agreement; the file does not say so.
/// </remarks>
internal sealed class EeglabReader : SampleStoreReader
{
    private const long WorthAWarningBytes = 64 << 20;

    /// <param name="source">Owned from now on; on an exception still the caller's.</param>
    /// <exception cref="RecordingFormatException">The dataset cannot be used.</exception>
    public EeglabReader(RecordingSource source)
        : base(source)
    {
        var warnings = new List<string>();
        var file = MatFile.Open(source.Bytes, source.FileName);
        var dataset = EeglabDataset.Find(file, source.FileName);
        var data = dataset.Data;
        var type = SampleType.Float32;
        if (data.Text() is "EEGDATA" && dataset.SeparateData is { } separate)
            data = separate;
        Samples = data.Text() is { } name
            ? Beside(name, dataset, warnings)
            : Inside(data, dataset, out type);
        if (file.UnpackedBytes > WorthAWarningBytes)
            warnings.Add($"The samples are compressed inside the file and were unpacked into {file.UnpackedBytes >> 20} MiB of memory; saved as two files (.set and .fdt) they are read in place.");
        Info = BuildInfo(dataset, type.Limits(), warnings);
    }

    public override RecordingInfo Info { get; }

    protected override SampleStore Samples { get; }

    private SampleStore Inside(MatArray data, EeglabDataset dataset, out SampleType type)
    {
        var samples = dataset.PointsPerTrial * dataset.TrialCount;
        var numbers = data.IsComplex ? null : data.Numbers();
        if (numbers is not { } found || data.Count != samples * dataset.ChannelCount || data.Dimensions[0] != dataset.ChannelCount)
            throw new RecordingFormatException(
                $"The field data of {Source.FileName} is {string.Join('×', data.Dimensions)} where {dataset.ChannelCount} channels × {dataset.PointsPerTrial} samples × {dataset.TrialCount} epochs of real numbers belong; save the dataset again in EEGLAB.", field: "data");
        type = found.Type;
        return data.Samples(found.Offset, found.Type, dataset.ChannelCount, samples);
    }

    private GridSamples Beside(string name, EeglabDataset dataset, List<string> warnings)
    {
        var bytes = Companion(name, "The dataset", ".fdt", warnings) ?? throw new RecordingFormatException(
            $"The samples of {Source.FileName} belong in \"{RecordingSource.Shown(name)}\", which is not beside it; copy it there.", field: "data");
        var frameBytes = 4L * dataset.ChannelCount;
        var (promised, held) = (dataset.PointsPerTrial * dataset.TrialCount, bytes.Length / frameBytes);
        // In a .dat the channels follow one another, so that a file of another length has another's samples in each.
        var multiplexed = !name.EndsWith(".dat", StringComparison.OrdinalIgnoreCase);
        if (held == 0 || (!multiplexed && bytes.Length != promised * frameBytes))
            throw new RecordingFormatException(
                $"\"{RecordingSource.Shown(name)}\" has {bytes.Length} bytes where {dataset.ChannelCount} channels of {promised} samples of 4 bytes belong; copy it again.", bytes.Length, "samples");
        if (bytes.Length != promised * frameBytes)
            warnings.Add($"The dataset says {promised} samples of each channel, \"{RecordingSource.Shown(name)}\" holds {held}; {Math.Min(promised, held)} are used.");
        return new GridSamples(
            bytes, 0, Math.Min(promised, held), SampleType.Float32, bigEndian: false, multiplexed, [.. Enumerable.Repeat(1.0, dataset.ChannelCount)]);
    }

    private RecordingInfo BuildInfo(EeglabDataset dataset, (double Lowest, double Highest) limits, List<string> warnings)
    {
        var events = dataset.Events(warnings);
        var timeline = Timeline(dataset, events, warnings);
        return new RecordingInfo
        {
            FileName = Source.FileName,
            Format = "EEGLAB",
            StartTime = null,
            DurationSeconds = timeline.DurationSeconds,
            Patient = dataset.Subject,
            RecordingIdentification = dataset.SetName,
            Channels = Channels(dataset, limits, warnings),
            Annotations = [.. events
                .Select(found => new Annotation(timeline.SecondsAt(found.Sample), found.SampleCount / dataset.SamplingRateHz, found.Text))
                .OrderBy(note => note.OnsetSeconds)],
            Segments = timeline.Segments,
            Warnings = warnings,
        };
    }

    private ChannelInfo[] Channels(EeglabDataset dataset, (double Lowest, double Highest) limits, List<string> warnings)
    {
        var channels = dataset.Channels();
        if (channels is null)
        {
            warnings.Add("The dataset does not name its channels; they are numbered from EEG 000.");
            channels = [.. Enumerable.Range(0, dataset.ChannelCount).Select(i => ($"EEG {i:000}", ""))];
        }
        var names = ElectrodeNames.FromLabels([.. channels.Select(channel => channel.Label)]);
        return [.. channels.Select((channel, i) => new ChannelInfo
        {
            Index = i,
            Label = channel.Label,
            Name = names[i],
            Kind = Kind(channel.Type) ?? ChannelKinds.Classify(channel.Label, names[i], channel.Type, VoltageUnits.Microvolt),
            Unit = VoltageUnits.Microvolt,
            SamplingRateHz = dataset.SamplingRateHz,
            SampleCount = Samples.SampleCount,
            PhysicalMinimum = limits.Lowest,
            PhysicalMaximum = limits.Highest,
        })];
    }

    private SampleTimeline Timeline(EeglabDataset dataset, List<EeglabEvent> events, List<string> warnings)
    {
        if (dataset.TrialCount == 1)
            return new SampleTimeline(dataset.SamplingRateHz, Samples.SampleCount, events
                .Where(found => found.IsBoundary)
                .Select(found => ((long)Math.Ceiling(found.Sample), (double?)null)));
        warnings.Add(FormattableString.Invariant(
            $"The dataset holds {dataset.TrialCount} epochs of {dataset.PointsPerTrial} samples, each from {dataset.EpochStartSeconds:0.###} s of its event; they are laid end to end, which is not when they were recorded."));
        var epochs = Math.Min(dataset.TrialCount, (Samples.SampleCount + dataset.PointsPerTrial - 1) / dataset.PointsPerTrial);
        return new SampleTimeline(dataset.SamplingRateHz, Samples.SampleCount, Epochs(epochs, dataset.PointsPerTrial));
    }

    private static IEnumerable<(long FirstSample, double? OnsetSeconds)> Epochs(long count, long length)
    {
        for (var epoch = 1L; epoch < count; epoch++)
            yield return (epoch * length, null);
    }

    private static ChannelKind? Kind(string type) => type.ToUpperInvariant() switch
    {
        "EEG" => ChannelKind.Eeg,
        "EOG" or "VEOG" or "HEOG" => ChannelKind.Eog,
        "EMG" => ChannelKind.Emg,
        "ECG" or "EKG" => ChannelKind.Ecg,
        "RESP" => ChannelKind.Resp,
        "MISC" or "AUX" or "TRIG" or "STIM" or "ACC" or "GYRO" => ChannelKind.Other,
        _ => null,
    };
}
