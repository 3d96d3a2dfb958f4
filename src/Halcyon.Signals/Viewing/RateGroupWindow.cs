using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.References;

namespace Halcyon.Signals.Viewing;

/// <summary>The part of a <see cref="SignalWindow"/> whose channels share one sampling rate.</summary>
internal sealed class RateGroupWindow
{
    // Ticks worked on at once: bounds memory for hours of 64 channels to about 40 MB, and is far above a page.
    private const int BlockTicks = 1 << 16;

    private readonly IRecordingReader _reader;
    private readonly IReadOnlyList<Derivation> _derivations;
    private readonly IReadOnlyList<ChannelSegment> _segments;
    private readonly double _samplingRateHz;
    private readonly List<FirFilter> _filters;
    private readonly int _margin;
    private readonly long _firstTick;
    private readonly long _endTick;
    private readonly int _ticksPerBin;
    private readonly float[][] _values;

    public RateGroupWindow(
        IRecordingReader reader, SignalWindowRequest request, double fromSeconds, double toSeconds, IReadOnlyList<Derivation> derivations)
    {
        _reader = reader;
        _derivations = derivations;
        var channel = reader.Info.Channels[derivations[0].Source];
        _samplingRateHz = channel.SamplingRateHz;
        _segments = ChannelSegment.Of(reader.Info, channel);
        _filters = Filters(request, _samplingRateHz);
        _margin = _filters.Sum(f => f.HalfLength);

        _firstTick = (long)Math.Ceiling(fromSeconds * _samplingRateHz - 1e-6);
        _endTick = Math.Max(_firstTick, (long)Math.Ceiling(toSeconds * _samplingRateHz - 1e-6));
        var ticks = _endTick - _firstTick;
        _ticksPerBin = 1;
        if (ticks / 4 >= request.Points)
        {
            // One bin is kept in reserve because both ends of the window may cut a bin.
            _ticksPerBin = (int)((ticks + request.Points - 2) / (request.Points - 1));
            _firstTick = _firstTick / _ticksPerBin * _ticksPerBin;
            _endTick = (_endTick + _ticksPerBin - 1) / _ticksPerBin * _ticksPerBin;
        }

        _values = new float[derivations.Count][];
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = new float[Bins * (_ticksPerBin > 1 ? 2 : 1)];
            Array.Fill(_values[i], float.NaN);
        }
    }

    private int Bins => (int)((_endTick - _firstTick) / _ticksPerBin);

    public IEnumerable<SignalWindowChannel> Read(CancellationToken cancellationToken)
    {
        var blockTicks = Math.Max(1, BlockTicks / _ticksPerBin) * (long)_ticksPerBin;
        for (var tick = _firstTick; tick < _endTick; tick += blockTicks)
        {
            var end = Math.Min(tick + blockTicks, _endTick);
            foreach (var segment in _segments)
                ReadPiece(segment, tick, end, cancellationToken);
        }

        return _derivations.Select((derivation, i) => Describe(derivation, _values[i]));
    }

    /// <summary>The part of one gapless stretch that lies in the block, with the margin its filters need.</summary>
    private void ReadPiece(ChannelSegment segment, long blockFirst, long blockEnd, CancellationToken cancellationToken)
    {
        var shownFirst = Math.Max(blockFirst, segment.FirstTick);
        var shownEnd = Math.Min(blockEnd, segment.EndTick);
        if (shownFirst >= shownEnd)
            return;
        var readFirst = Math.Max(shownFirst - _margin, segment.FirstTick);
        var readEnd = Math.Min(shownEnd + _margin, segment.EndTick);
        var length = (int)(readEnd - readFirst);
        var stored = segment.FirstSample + (readFirst - segment.FirstTick);

        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        var sources = new double[_reader.Info.Channels.Count][];
        foreach (var channel in _derivations.SelectMany(d => d.Channels))
            sources[channel] ??= new double[length];
        Parallel.For(0, sources.Length, parallel, c =>
        {
            if (sources[c] is { } samples)
                _reader.ReadSamples(c, stored, samples);
        });
        var means = new Dictionary<ReferenceSet, double[]>(ReferenceEqualityComparer.Instance);
        foreach (var set in _derivations.Select(d => d.Reference).OfType<ReferenceSet>())
        {
            if (!means.ContainsKey(set))
                set.Mean(sources, means[set] = new double[length]);
        }

        var piece = new Piece((int)(shownFirst - readFirst), (int)(shownEnd - shownFirst), shownFirst);
        Parallel.For(0, _derivations.Count, parallel,
            () => new Scratch(length, _filters),
            (i, _, scratch) =>
            {
                Draw(i, sources, means, piece, scratch);
                return scratch;
            },
            _ => { });
    }

    private void Draw(
        int at, double[][] sources, Dictionary<ReferenceSet, double[]> means, Piece piece, Scratch scratch)
    {
        var derivation = _derivations[at];
        if (derivation.Reference is { } set)
            TensorPrimitives.Subtract(sources[derivation.Source], means[set], scratch.Current);
        else
            sources[derivation.Source].CopyTo(scratch.Current, 0);

        if (_reader.Info.Channels[derivation.Source].Unit == "uV")
        {
            for (var f = 0; f < _filters.Count; f++)
            {
                _filters[f].Apply(scratch.Current, scratch.Next, scratch.Workspaces[f]);
                (scratch.Current, scratch.Next) = (scratch.Next, scratch.Current);
            }
        }

        var shown = scratch.Current.AsSpan(piece.Offset, piece.Length);
        var offset = (int)(piece.FirstTick - _firstTick);
        if (_ticksPerBin == 1)
            TensorPrimitives.ConvertTruncating<double, float>(shown, _values[at].AsSpan(offset, shown.Length));
        else
            Thin(shown, offset, _values[at]);
    }

    private void Thin(ReadOnlySpan<double> shown, int offset, float[] values)
    {
        while (!shown.IsEmpty)
        {
            var bin = offset / _ticksPerBin;
            var count = Math.Min(shown.Length, (bin + 1) * _ticksPerBin - offset);
            var low = (float)TensorPrimitives.Min(shown[..count]);
            var high = (float)TensorPrimitives.Max(shown[..count]);
            // A bin may hold the end of one stretch and the start of the next; MinNumber and MaxNumber skip the NaN of an untouched bin.
            values[2 * bin] = float.MinNumber(values[2 * bin], low);
            values[2 * bin + 1] = float.MaxNumber(values[2 * bin + 1], high);
            shown = shown[count..];
            offset += count;
        }
    }

    private SignalWindowChannel Describe(Derivation derivation, float[] values)
    {
        var source = _reader.Info.Channels[derivation.Source];
        return new SignalWindowChannel(
            derivation.Label, source.Unit, source.Kind, derivation.Channels,
            _firstTick / _samplingRateHz, _ticksPerBin / _samplingRateHz,
            _ticksPerBin > 1 ? SignalLayout.MinMax : SignalLayout.Samples, Bins, values);
    }

    private static List<FirFilter> Filters(SignalWindowRequest request, double samplingRateHz)
    {
        var filters = new List<FirFilter>(2);
        var nyquist = samplingRateHz / 2;
        var high = request.HighHz < nyquist ? request.HighHz : null;
        if (request.LowHz is null ? high is not null : request.LowHz < nyquist)
            filters.Add(FirDesign.BandPass(request.LowHz, high, samplingRateHz));
        if (request.NotchHz is { } notch && FirDesign.NotchFits(notch, samplingRateHz))
            filters.Add(FirDesign.Notch(notch, samplingRateHz));
        return filters;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Piece(int Offset, int Length, long FirstTick);

    private sealed class Scratch(int length, List<FirFilter> filters)
    {
        public double[] Current = new double[length];
        public double[] Next = new double[length];
        public readonly FirWorkspace[] Workspaces = [.. filters.Select(f => new FirWorkspace(f))];
    }
}
