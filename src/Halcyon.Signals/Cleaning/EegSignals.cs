using System.Numerics.Tensors;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Channels;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Cleaning;

/// <summary>Channels of one sampling rate in memory, µV: what cleaning works on. The file stays as it is.</summary>
/// <remarks>
/// Where a channel holds no number (NaN), nothing was measured: all channels are NaN there, because what spatial steps
/// make of the others would lack it, and so is what is left of less than a second between two such places. Each stretch
/// between gaps and missing samples is filtered and cleaned by itself.
/// </remarks>
public sealed class EegSignals
{
    // What lies between two losses closer to each other than that shows nothing.
    private const double LeastStretchSeconds = 1;
    private const double MostMissing = 0.5;

    private readonly double[][] _samples;

    /// <param name="channels">Labels, electrode names and kinds; their rates and counts are set to those given here.</param>
    /// <param name="samplingRateHz">Hz, finite and at least 20.</param>
    /// <param name="samplesMicrovolts">One array for each channel, all of one length, finite or NaN where nothing was measured; owned from now on.</param>
    /// <param name="pieces">Between gaps, in order, covering all samples; null for no gap.</param>
    public EegSignals(
        IReadOnlyList<ChannelInfo> channels, double samplingRateHz, IReadOnlyList<double[]> samplesMicrovolts, IReadOnlyList<SignalPiece>? pieces = null)
        : this(channels, samplingRateHz, samplesMicrovolts, pieces, VoltageUnits.Microvolt)
    {
    }

    /// <param name="unit">Of all channels; null keeps each channel's own.</param>
    private EegSignals(
        IReadOnlyList<ChannelInfo> channels, double samplingRateHz, IReadOnlyList<double[]> samplesMicrovolts, IReadOnlyList<SignalPiece>? pieces, string? unit)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(samplesMicrovolts);
        if (!(double.IsFinite(samplingRateHz) && samplingRateHz >= ChannelGroup.LowestRateHz))
            throw new ArgumentOutOfRangeException(nameof(samplingRateHz), samplingRateHz, $"Must be finite and at least {ChannelGroup.LowestRateHz} Hz.");
        if (channels.Count == 0 || channels.Count != samplesMicrovolts.Count)
            throw new ArgumentException("There must be one array of samples for each channel, and at least one.", nameof(samplesMicrovolts));
        SampleCount = samplesMicrovolts[0].Length;
        for (var c = 0; c < channels.Count; c++)
        {
            if (samplesMicrovolts[c].Length != SampleCount)
                throw new ArgumentException($"Channel {channels[c].Label} has {samplesMicrovolts[c].Length} samples, the first has {SampleCount}; all must have as many.", nameof(samplesMicrovolts));
            if (samplesMicrovolts[c].AsSpan().ContainsAny(double.PositiveInfinity, double.NegativeInfinity))
                throw new ArgumentException($"Channel {channels[c].Label} holds a value that is infinite.", nameof(samplesMicrovolts));
        }

        SamplingRateHz = samplingRateHz;
        _samples = [.. samplesMicrovolts];
        Pieces = Checked(pieces ?? (SampleCount == 0 ? [] : [new SignalPiece(0, SampleCount, 0)]), SampleCount);
        Stretches = MarkMissing();
        Channels = [.. channels.Select((c, i) => c with { Index = i, SamplingRateHz = samplingRateHz, SampleCount = SampleCount, Unit = unit ?? c.Unit })];
    }

    public IReadOnlyList<ChannelInfo> Channels { get; }
    public double SamplingRateHz { get; }
    public int SampleCount { get; }

    /// <summary>Between gaps, in order; samples may be missing in them.</summary>
    public IReadOnlyList<SignalPiece> Pieces { get; }

    /// <summary>Without gap and without missing samples, in order: nothing is filtered across what lies between them.</summary>
    public IReadOnlyList<SampleRange> Stretches { get; }

    /// <summary>Samples of each channel that are numbers.</summary>
    public long MeasuredCount => Stretches.Sum(stretch => stretch.Count);

    /// <summary>µV.</summary>
    public Span<double> this[int channel] => _samples[channel];

    public Memory<double> Memory(int channel) => _samples[channel];

    /// <summary>Reads the EEG, EOG, EMG and ECG channels of the sampling rate that most EEG channels have, but for those of which more than half is missing.</summary>
    /// <exception cref="AnalysisRefusedException">No EEG, nothing measured, or more than memory can hold in one piece.</exception>
    public static EegSignals Read(IRecordingReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var group = ChannelGroup.Of(reader.Info).MaxBy(g => g.Channels.Count(c => c.Kind == ChannelKind.Eeg));
        if (group is null || !RecordingAnalysis.HasEeg(group))
            throw new AnalysisRefusedException("The recording holds no EEG channel to clean.");
        if (group.SampleCount > Array.MaxLength)
            throw new AnalysisRefusedException("The recording is too long to clean in one piece; take parts of it (convert --from --to).");
        var samples = group.Channels.Select(_ => new double[group.SampleCount]).ToArray();
        var pieces = new List<SignalPiece>();
        foreach (var segment in group.Segments)
        {
            var first = pieces.Count == 0 ? 0 : pieces[^1].End;
            reader.ReadSamples([.. group.Channels.Select((c, i) => new ChannelRead(c.Index, segment.FirstSample, samples[i].AsMemory((int)first, (int)segment.SampleCount)))]);
            // The file's own onset, which need not fall on a sample.
            var tick = segment.FirstTick / group.SamplingRateHz;
            pieces.Add(new SignalPiece(first, segment.SampleCount, reader.Info.Segments.MinBy(s => Math.Abs(s.OnsetSeconds - tick))!.OnsetSeconds));
        }

        var kept = Enumerable.Range(0, samples.Length).Where(c => MarkedMissing(samples[c]) <= MostMissing * group.SampleCount).ToArray();
        if (!kept.Any(c => group.Channels[c].Kind == ChannelKind.Eeg))
            throw new AnalysisRefusedException("More than half of every EEG channel is missing; there is too little to clean.");
        var signals = new EegSignals([.. kept.Select(c => group.Channels[c])], group.SamplingRateHz, [.. kept.Select(c => samples[c])], pieces);
        return signals.Stretches.Count > 0 ? signals
            : throw new AnalysisRefusedException("In no whole second do all channels hold numbers; choose channels that do (convert --channels).");
    }

    /// <summary>Sets what is no number to NaN.</summary>
    /// <returns>How many those are.</returns>
    private static long MarkedMissing(Span<double> samples)
    {
        if (samples.IsEmpty || TensorPrimitives.IsFiniteAll<double>(samples))
            return 0;
        var missing = 0L;
        foreach (ref var sample in samples)
        {
            if (double.IsFinite(sample))
                continue;
            sample = double.NaN;
            missing++;
        }

        return missing;
    }

    private static IReadOnlyList<SignalPiece> Checked(IReadOnlyList<SignalPiece> pieces, int count)
    {
        var end = 0L;
        var seconds = double.NegativeInfinity;
        foreach (var piece in pieces)
        {
            if (piece.First != end || piece.Count < 1 || !(double.IsFinite(piece.OnsetSeconds) && piece.OnsetSeconds >= seconds))
                throw new ArgumentException("Pieces must follow each other in samples and in time.", nameof(pieces));
            (end, seconds) = (piece.End, piece.OnsetSeconds);
        }

        return end == count ? pieces : throw new ArgumentException($"The pieces hold {end} samples, the channels {count}.", nameof(pieces));
    }

    /// <summary>Makes NaN of all channels where one is, and of remnants.</summary>
    /// <returns>What is left.</returns>
    private List<SampleRange> MarkMissing()
    {
        if (_samples.All(samples => samples.Length == 0 || TensorPrimitives.IsFiniteAll<double>(samples)))
            return [.. Pieces.Select(piece => new SampleRange(piece.First, piece.Count))];
        var stretches = Measured();
        foreach (var samples in _samples)
        {
            var at = 0;
            foreach (var stretch in stretches)
            {
                samples.AsSpan(at, (int)stretch.First - at).Fill(double.NaN);
                at = (int)stretch.End;
            }

            samples.AsSpan(at).Fill(double.NaN);
        }

        return stretches;
    }

    /// <summary>Where all channels hold numbers: pieces that do throughout, and what is long enough of the others.</summary>
    private List<SampleRange> Measured()
    {
        var least = (long)Math.Ceiling(LeastStretchSeconds * SamplingRateHz);
        var stretches = new List<SampleRange>();
        foreach (var piece in Pieces)
        {
            var first = piece.First;
            for (var i = piece.First; i <= piece.End; i++)
            {
                if (i < piece.End && !_samples.Any(samples => double.IsNaN(samples[i])))
                    continue;
                var isWhole = first == piece.First && i == piece.End;
                if (i > first && (isWhole || i - first >= least))
                    stretches.Add(new SampleRange(first, i - first));
                first = i + 1;
            }
        }

        return stretches;
    }

    /// <summary>Places of the channels of a kind, or of all EEG channels but some.</summary>
    public int[] Places(ChannelKind kind, IReadOnlyCollection<string>? without = null) =>
        [.. Channels.Where(c => c.Kind == kind && without?.Contains(c.Label) != true).Select(c => c.Index)];

    public EegSignals Copy() => Derived(Channels, SamplingRateHz, [.. _samples.Select(s => s.ToArray())], Pieces);

    /// <summary>What was made of these signals, in units of its own.</summary>
    internal EegSignals Derived(IReadOnlyList<ChannelInfo> channels, double samplingRateHz, IReadOnlyList<double[]> samples, IReadOnlyList<SignalPiece>? pieces) =>
        new(channels, samplingRateHz, samples, pieces, null);

    /// <summary>The stretches without some ranges.</summary>
    internal IReadOnlyList<SampleRange> StretchesWithout(IReadOnlyList<SampleRange> ranges)
    {
        var kept = new List<SampleRange>();
        foreach (var stretch in Stretches)
        {
            var at = stretch.First;
            foreach (var range in ranges.Where(range => range.End > stretch.First && range.First < stretch.End).OrderBy(range => range.First))
            {
                if (range.First > at)
                    kept.Add(new SampleRange(at, range.First - at));
                at = Math.Max(at, range.End);
            }

            if (at < stretch.End)
                kept.Add(new SampleRange(at, stretch.End - at));
        }

        return kept;
    }

    /// <summary>A copy with gaps, missing samples and some ranges cut out and the rest joined.</summary>
    public EegSignals Without(IReadOnlyList<SampleRange> ranges)
    {
        ArgumentNullException.ThrowIfNull(ranges);
        var stretches = StretchesWithout(ranges);
        return Derived(Channels, SamplingRateHz, [.. _samples.Select(samples =>
            stretches.SelectMany(s => new ArraySegment<double>(samples, (int)s.First, (int)s.Count)).ToArray())], null);
    }

    internal IRecordingReader AsReader() => new Reader(this);

    private sealed class Reader(EegSignals signals) : IRecordingReader
    {
        public RecordingInfo Info { get; } = new()
        {
            FileName = "",
            Format = "",
            StartTime = null,
            DurationSeconds = signals.SampleCount / signals.SamplingRateHz,
            // Digital limits would say that all samples are numbers.
            Channels = signals.MeasuredCount == signals.SampleCount ? signals.Channels : [.. signals.Channels.Select(c => c with { DigitalLimits = null })],
            Annotations = [],
            // As if one followed the other: times found are places in the samples.
            Segments = [.. signals.Pieces.Select(piece => new ContinuousSegment(
                piece.First / signals.SamplingRateHz, piece.Count / signals.SamplingRateHz, piece.First / signals.SamplingRateHz))],
        };

        public void ReadSamples(int channelIndex, long firstSample, Span<double> destination) =>
            signals._samples[channelIndex].AsSpan((int)firstSample, destination.Length).CopyTo(destination);

        public void Dispose()
        {
        }
    }
}
