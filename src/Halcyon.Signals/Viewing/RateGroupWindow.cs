using System.Numerics;
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
    private readonly DisplayFilter? _filter;
    private readonly List<Bundle> _bundles;
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
        _filter = DisplayFilter.For(request, _samplingRateHz);
        _margin = _filter?.Margin ?? 0;
        _bundles = [.. Bundles()];

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

    /// <summary>The part of one gapless stretch that lies in the block, with the margin its filter needs.</summary>
    private void ReadPiece(ChannelSegment segment, long blockFirst, long blockEnd, CancellationToken cancellationToken)
    {
        var shownFirst = Math.Max(blockFirst, segment.FirstTick);
        var shownEnd = Math.Min(blockEnd, segment.EndTick);
        if (shownFirst >= shownEnd)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        var readFirst = Math.Max(shownFirst - _margin, segment.FirstTick);
        var readEnd = Math.Min(shownEnd + _margin, segment.EndTick);
        var sources = ReadSources(segment.FirstSample + (readFirst - segment.FirstTick), (int)(readEnd - readFirst));

        // Where the stretch ends within the margin, its reflection takes the place of what is not there.
        var piece = new Piece((int)(shownFirst - _margin - readFirst), (int)(shownEnd - shownFirst), shownFirst);
        var parallel = new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, _bundles.Count, parallel,
            () => new Vector<double>[piece.Length + 2 * _margin],
            (i, _, rows) =>
            {
                Draw(_bundles[i], sources, piece, rows);
                return rows;
            },
            _ => { });
    }

    /// <summary>Samples of each derivation, in one pass over the file.</summary>
    private double[][] ReadSources(long firstSample, int length)
    {
        var recorded = new double[_reader.Info.Channels.Count][];
        var reads = new List<ChannelRead>();
        foreach (var channel in _derivations.SelectMany(d => d.Channels))
        {
            if (recorded[channel] is null)
                reads.Add(new ChannelRead(channel, firstSample, recorded[channel] = new double[length]));
        }

        _reader.ReadSamples(CollectionsMarshal.AsSpan(reads));
        var means = new Dictionary<ReferenceSet, double[]>(ReferenceEqualityComparer.Instance);
        return [.. _derivations.Select(derivation =>
        {
            if (derivation.Reference is not { } set)
                return recorded[derivation.Source];
            if (!means.TryGetValue(set, out var mean))
                set.Mean(recorded, means[set] = mean = new double[length]);
            var derived = new double[length];
            TensorPrimitives.Subtract(recorded[derivation.Source], mean, derived);
            return derived;
        })];
    }

    private void Draw(Bundle bundle, double[][] sources, Piece piece, Vector<double>[] rows)
    {
        var channels = bundle.Derivations.Select(d => sources[d]).ToArray();
        var margin = bundle.IsFiltered ? _margin : 0;
        var used = rows.AsSpan(0, piece.Length + 2 * margin);
        Lanes.Write(channels, piece.Offset + _margin - margin, used);
        if (bundle.IsFiltered)
            _filter!.Lanes.FilterZeroPhase(used);

        var shown = used.Slice(margin, piece.Length);
        var offset = (int)(piece.FirstTick - _firstTick);
        if (_ticksPerBin > 1)
        {
            Thin(shown, offset, bundle);
            return;
        }

        for (var lane = 0; lane < bundle.Derivations.Length; lane++)
        {
            var values = _values[bundle.Derivations[lane]].AsSpan(offset, shown.Length);
            for (var i = 0; i < values.Length; i++)
                values[i] = (float)shown[i][lane];
        }
    }

    private void Thin(ReadOnlySpan<Vector<double>> shown, int offset, Bundle bundle)
    {
        while (!shown.IsEmpty)
        {
            var bin = offset / _ticksPerBin;
            var count = Math.Min(shown.Length, (bin + 1) * _ticksPerBin - offset);
            Vector<double> low = shown[0], high = low;
            foreach (var row in shown[1..count])
            {
                low = Vector.Min(low, row);
                high = Vector.Max(high, row);
            }

            for (var lane = 0; lane < bundle.Derivations.Length; lane++)
            {
                // A bin may hold the end of one stretch and the start of the next; MinNumber and MaxNumber skip the NaN of an untouched bin.
                ref var least = ref _values[bundle.Derivations[lane]][2 * bin];
                ref var most = ref _values[bundle.Derivations[lane]][2 * bin + 1];
                least = float.MinNumber(least, (float)low[lane]);
                most = float.MaxNumber(most, (float)high[lane]);
            }

            shown = shown[count..];
            offset += count;
        }
    }

    /// <summary>Derivations by as many as are worked on at once; those in volts apart, because only they are filtered.</summary>
    private IEnumerable<Bundle> Bundles() => Enumerable.Range(0, _derivations.Count)
        .GroupBy(i => _filter is not null && _reader.Info.Channels[_derivations[i].Source].Unit == "uV")
        .SelectMany(group => group.Chunk(BiquadLanes.ChannelCount).Select(chunk => new Bundle(chunk, group.Key)));

    private SignalWindowChannel Describe(Derivation derivation, float[] values)
    {
        var source = _reader.Info.Channels[derivation.Source];
        return new SignalWindowChannel(
            derivation.Label, source.Unit, source.Kind, derivation.Channels,
            _firstTick / _samplingRateHz, _ticksPerBin / _samplingRateHz,
            _ticksPerBin > 1 ? SignalLayout.MinMax : SignalLayout.Samples, Bins, values);
    }

    /// <param name="Offset">Where the margin before what is shown begins, in samples after the first one read.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Piece(int Offset, int Length, long FirstTick);

    private sealed record Bundle(int[] Derivations, bool IsFiltered);
}
