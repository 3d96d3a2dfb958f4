using System.Numerics.Tensors;
using Halcyon.Signals.Deidentification;
using Halcyon.Signals.Edf;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Conversion;

/// <summary>What came of a conversion.</summary>
/// <param name="Notes">What was left out or left as recorded, one sentence each.</param>
/// <param name="Deidentification">What de-identifying took out; null when it was not asked for.</param>
public sealed record ConversionResult(
    int ChannelCount, double DurationSeconds, IReadOnlyList<string> Notes, DeidentificationReport? Deidentification = null)
{
    /// <summary>The channel that each one of the output was made of.</summary>
    internal IReadOnlyList<ChannelInfo> Sources { get; init; } = [];
}

/// <summary>Writes a recording anew as EDF+, BDF+, BrainVision or CSV, in pieces.</summary>
/// <remarks>
/// Channels that are not treated keep their limits, so EDF to EDF and EDF to BDF lose nothing. Others, and 24-bit ones
/// going to 16 bits, are measured first and get the finest steps that their values allow.
/// </remarks>
public sealed class RecordingConverter
{
    // Samples of all channels held at once, about 16 MB.
    private const long UsualBlockSamples = 2_000_000;

    // Room beside the measured extremes, so that the largest sample does not sit on the limit like a saturated one.
    private const double Headroom = 0.05;

    private readonly IRecordingReader _reader;
    private readonly ConversionOptions _options;
    private readonly ConversionPlan _plan;
    private readonly ConversionLayout _layout;
    private readonly IProgress<double>? _progress;
    private readonly CancellationToken _cancellationToken;
    private long _blockSamples;
    private int _passes = 1;
    private long _recordsDone;

    private RecordingConverter(IRecordingReader reader, ConversionOptions options, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        _reader = options.Deidentification is { } deidentification && reader is not DeidentifiedRecording ? new DeidentifiedRecording(reader, deidentification) : reader;
        (_options, _progress, _cancellationToken) = (options, progress, cancellationToken);
        _plan = ConversionPlan.Make(_reader.Info, options);
        var bySample = options.Format is ConversionFormat.Csv or ConversionFormat.BrainVision;
        if (bySample && _plan.Groups.Select(group => group.OutputRateHz).Distinct().Count() > 1)
            throw new ConversionRefusedException($"{(options.Format == ConversionFormat.Csv ? "CSV has one row" : "BrainVision has one sampling rate")} for all channels, but these have different sampling rates; choose channels of one rate with --channels.");
        _layout = ConversionLayout.Make(_reader.Info, _plan, options, bySample);
    }

    /// <param name="progress">0…1.</param>
    /// <exception cref="ConversionRefusedException">The options do not fit the recording.</exception>
    /// <exception cref="ArgumentException">The format has several files: <see cref="ConvertedFiles"/> writes those.</exception>
    public static ConversionResult Convert(
        IRecordingReader reader, ConversionOptions options, Stream output, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Convert(reader, options, output, progress, UsualBlockSamples, cancellationToken);

    internal static ConversionResult Convert(
        IRecordingReader reader, ConversionOptions options, Stream output, IProgress<double>? progress, long blockSamples, CancellationToken cancellationToken)
    {
        if (options.Format == ConversionFormat.BrainVision)
            throw new ArgumentException("BrainVision is written to three files; use ConvertedFiles.Write.", nameof(options));
        var converter = new RecordingConverter(reader, options, progress, cancellationToken) { _blockSamples = blockSamples };
        if (options.Format == ConversionFormat.Csv)
            converter.WriteCsv(output);
        else
            converter.WriteEdf(output);
        return converter.Result();
    }

    /// <param name="name">Of the three files, without folder and ending.</param>
    internal static ConversionResult ConvertBrainVision(
        IRecordingReader reader, ConversionOptions options, string name, Stream header, Stream markers, Stream samples, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var converter = new RecordingConverter(reader, options, progress, cancellationToken) { _blockSamples = UsualBlockSamples };
        converter.WriteBrainVision(name, header, markers, samples);
        return converter.Result();
    }

    private ConversionResult Result()
    {
        if (_layout.LeftOutSeconds >= 0.0005)
            _plan.Notes.Add(FormattableString.Invariant($"{_layout.LeftOutSeconds:0.###} s at the end do not fill a data record of {_layout.RecordSeconds} s and are left out."));
        var report = (_reader as DeidentifiedRecording)?.Report;
        if (report is not null && _options.Deidentification?.ShiftDays is not null && OmitsDate && _options.Format is (ConversionFormat.Edf or ConversionFormat.Bdf))
            report = report with { LostDate = true };
        return new ConversionResult(_plan.Channels.Count, _layout.RecordCount * _layout.RecordSeconds, _plan.Notes, report) { Sources = _plan.Channels };
    }

    /// <summary>A drawn date, or one shifted far, lies beyond what a header's two digits of a year can be.</summary>
    private bool OmitsDate => _reader is DeidentifiedRecording && _reader.Info.StartTime is { Year: < 1985 or > 2084 };

    private void WriteEdf(Stream output)
    {
        var channels = DescribeChannels();
        EdfWriter writer;
        try
        {
            writer = new EdfWriter(output, Describe(channels));
        }
        catch (ArgumentException exception)
        {
            throw new ConversionRefusedException(exception.Message);
        }
        var record = new double[writer.SamplesPerRecord];
        ForEachBlock((onset, count, samples) =>
        {
            for (var number = 0; number < count; number++)
            {
                var at = 0;
                for (var channel = 0; channel < samples.Length; channel++)
                {
                    var perRecord = _layout.SamplesPerRecord[channel];
                    samples[channel].AsSpan(number * perRecord, perRecord).CopyTo(record.AsSpan(at));
                    at += perRecord;
                }
                writer.WriteRecord(Math.Round(onset + (number * _layout.RecordSeconds), 9), record);
            }
        });
        writer.Complete();
    }

    private void WriteCsv(Stream output)
    {
        using var writer = new CsvRecordingWriter(output, [.. _plan.Channels.Select(channel => $"{_plan.LabelOf(channel)} [{channel.Unit}]")]);
        ForEachBlock((onset, count, samples) => writer.Write(onset, _plan.Groups[0].OutputRateHz, count, samples));
    }

    private void WriteBrainVision(string name, Stream header, Stream markers, Stream output)
    {
        var lossless = _plan.Channels.Select(channel => _plan.GroupOf(channel).IsIdentity ? BrainVisionPlan.LosslessResolution(channel) : null).ToArray();
        var isInteger = _options.BrainVisionNumbers == BrainVisionNumbers.Integer16
            || (_options.BrainVisionNumbers == BrainVisionNumbers.AsNeeded && !lossless.Contains(null));
        var limits = isInteger && lossless.Contains(null) ? MeasureLimits() : [];
        double[] resolutions = [.. lossless.Select((step, i) => !isInteger ? 1 : step ?? StepFor(limits[i]))];
        var rateHz = _plan.Groups[0].OutputRateHz;
        var pieces = new List<(long FirstSample, double OnsetSeconds, long SampleCount)>();
        foreach (var piece in _layout.Pieces)
            pieces.Add((pieces.Sum(before => before.SampleCount), piece.OnsetSeconds, piece.RecordCount));
        var description = new BrainVisionDescription
        {
            Name = name,
            SamplingRateHz = rateHz,
            IsInteger = isInteger,
            Channels = [.. _plan.Channels.Select((channel, i) => (_plan.LabelOf(channel), resolutions[i], channel.Unit))],
            AssumedUnits = [.. _plan.Channels.Where(channel => channel.IsUnitAssumed).Select(_plan.LabelOf)],
            Segments = [.. pieces.Select(piece => (piece.FirstSample, _reader.Info.StartTime?.AddTicks((long)Math.Round(piece.OnsetSeconds * TimeSpan.TicksPerSecond))))],
            Markers = BrainVisionPlan.Markers(WantedAnnotations(), pieces, rateHz, out var leftOut),
        };
        if (leftOut > 0)
            _plan.Notes.Add($"{leftOut} annotations lie where there are no samples, which BrainVision cannot mark; they are left out.");
        var samples = new BrainVisionSamples(output, isInteger, resolutions);
        ForEachBlock((_, count, values) => samples.Write(count, values));
        header.Write(description.Header());
        markers.Write(description.MarkerFile());
    }

    private static double StepFor((double Minimum, double Maximum) limits)
    {
        var largest = Math.Max(Math.Abs(limits.Minimum), Math.Abs(limits.Maximum));
        return largest > 0 ? largest / short.MaxValue : 1;
    }

    private IReadOnlyList<Annotation> WantedAnnotations()
    {
        var (from, to) = (_options.FromSeconds ?? double.NegativeInfinity, _options.ToSeconds ?? double.PositiveInfinity);
        return [.. _reader.Info.Annotations.Where(note => note.OnsetSeconds <= to && note.OnsetSeconds + note.DurationSeconds >= from)];
    }

    private EdfFileDescription Describe(EdfChannelDescription[] channels)
    {
        var info = _reader.Info;
        var shift = _layout.FirstOnsetSeconds;
        return new EdfFileDescription
        {
            IsBdf = _options.Format == ConversionFormat.Bdf,
            HasGaps = _layout.Pieces.Count > 1,
            StartTime = info.StartTime?.AddTicks((long)Math.Round(shift * TimeSpan.TicksPerSecond)),
            Patient = info.Patient,
            RecordingIdentification = info.RecordingIdentification,
            RecordSeconds = _layout.RecordSeconds,
            RecordCount = _layout.RecordCount,
            Channels = channels,
            Annotations = [.. WantedAnnotations().Select(note => note with { OnsetSeconds = Math.Round(note.OnsetSeconds - shift, 9) })],
            OmitsDate = OmitsDate,
        };
    }

    private EdfChannelDescription[] DescribeChannels()
    {
        var keeps = _plan.Channels.Select(KeepsLimits).ToArray();
        var measured = keeps.Contains(false) ? MeasureLimits() : [];
        return [.. _plan.Channels.Select((channel, i) => new EdfChannelDescription
        {
            Label = _plan.LabelOf(channel),
            Unit = channel.Unit,
            SamplesPerRecord = _layout.SamplesPerRecord[i],
            PhysicalMinimum = keeps[i] ? channel.PhysicalMinimum : measured[i].Minimum,
            PhysicalMaximum = keeps[i] ? channel.PhysicalMaximum : measured[i].Maximum,
            DigitalLimits = keeps[i] ? channel.DigitalLimits : null,
            Transducer = channel.IsUnitAssumed ? $"{channel.Transducer} {AssumedUnits.PlainNote}".TrimStart() : channel.Transducer,
            Prefilter = _plan.PrefilterOf(channel),
        })];
    }

    private bool KeepsLimits(ChannelInfo channel)
    {
        var (lowest, highest) = _options.Format == ConversionFormat.Bdf ? (-0x800000, 0x7fffff) : (short.MinValue, short.MaxValue);
        return _plan.GroupOf(channel).IsIdentity
            && channel.DigitalLimits is { } limits && limits.Minimum >= lowest && limits.Maximum <= highest
            && EdfNumberField.Fits(channel.PhysicalMinimum) && EdfNumberField.Fits(channel.PhysicalMaximum);
    }

    private (double Minimum, double Maximum)[] MeasureLimits()
    {
        _passes = 2;
        var limits = _plan.Channels.Select(_ => (Minimum: double.PositiveInfinity, Maximum: double.NegativeInfinity)).ToArray();
        ForEachBlock((_, _, samples) =>
        {
            for (var i = 0; i < samples.Length; i++)
                limits[i] = (Math.Min(limits[i].Minimum, TensorPrimitives.Min<double>(samples[i])), Math.Max(limits[i].Maximum, TensorPrimitives.Max<double>(samples[i])));
        });
        var missing = Array.FindIndex(limits, limit => !double.IsFinite(limit.Maximum - limit.Minimum));
        if (missing >= 0)
            throw new ConversionRefusedException(
                $"Channel \"{_plan.LabelOf(_plan.Channels[missing])}\" holds samples that are no numbers, where nothing was measured, and EDF and BDF cannot; leave the channel or the stretch out (--channels, --from, --to).");
        return [.. limits.Select(limit => (
            limit.Minimum - (Headroom * (limit.Maximum - limit.Minimum)), limit.Maximum + (Headroom * (limit.Maximum - limit.Minimum))))];
    }

    /// <summary>Reads and treats all channels block by block.</summary>
    /// <param name="use">Onset from the first sample, records, and each channel's samples.</param>
    private void ForEachBlock(Action<double, int, double[][]> use)
    {
        var perBlock = Math.Max(1, _blockSamples / _layout.SamplesPerRecord.Sum(count => (long)count));
        foreach (var piece in _layout.Pieces)
            for (var first = 0L; first < piece.RecordCount; first += perBlock)
            {
                _cancellationToken.ThrowIfCancellationRequested();
                var count = (int)Math.Min(perBlock, piece.RecordCount - first);
                use(piece.OnsetSeconds - _layout.FirstOnsetSeconds + (first * _layout.RecordSeconds), count, ReadBlock(piece, first, count));
                _recordsDone += count;
                _progress?.Report((double)_recordsDone / (_layout.RecordCount * _passes));
            }
    }

    private double[][] ReadBlock(ConversionPiece piece, long firstRecord, int recordCount)
    {
        var samples = _layout.SamplesPerRecord.Select(count => new double[count * recordCount]).ToArray();
        foreach (var group in _plan.Groups)
        {
            int[] places = [.. group.Channels.Select(channel => _plan.Channels.ToList().IndexOf(channel))];
            var first = _layout.FirstOutput(group, piece.Segment, piece.OnsetSeconds) + (firstRecord * _layout.SamplesPerRecord[places[0]]);
            group.Read(_reader, _layout.SegmentOf(group.Channels[0], piece.Segment), first, [.. places.Select(place => samples[place].AsMemory())]);
        }
        for (var i = 0; i < samples.Length; i++)
            if (!double.IsFinite(TensorPrimitives.SumOfMagnitudes<double>(samples[i])))
                throw new ConversionRefusedException($"The channel \"{_plan.Channels[i].Label}\" has samples that are no numbers; leave it out with --channels.");
        return samples;
    }
}
