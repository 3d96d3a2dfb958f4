using System.Numerics.Tensors;
using Halcyon.Signals.Analysis;
using Halcyon.Signals.Filters;
using Halcyon.Signals.Recordings;

namespace Halcyon.Signals.Conversion;

/// <summary>Channels of one sampling rate that are treated alike: referenced, filtered and resampled block by block.</summary>
/// <remarks>
/// Filters and resampler reach only so far, so each block is read with that much on either side and comes out as if the
/// whole stretch had been treated at once; a stretch's own ends are continued by the filters' rule.
/// </remarks>
internal sealed class ConversionGroup
{
    private readonly FirFilter[] _filters;
    private readonly PolyphaseResampler? _resampler;
    private readonly int[] _reference;
    private readonly long _reach;

    /// <param name="channels">Channels to hand out, all of one rate.</param>
    /// <param name="referenced">Which of them get the reference's mean taken away.</param>
    /// <param name="reference">Channel indices of the reference's members; empty for none.</param>
    public ConversionGroup(
        IReadOnlyList<ChannelInfo> channels, IReadOnlyList<bool> referenced, int[] reference, FirFilter[] filters, PolyphaseResampler? resampler)
    {
        Channels = channels;
        Referenced = referenced;
        _reference = reference;
        _filters = filters;
        _resampler = resampler is { Up: 1, Down: 1 } ? null : resampler;
        var resamplerReach = _resampler is null ? 0 : (10L * Math.Max(_resampler.Up, _resampler.Down) / _resampler.Up) + 2;
        _reach = filters.Sum(filter => (long)filter.HalfLength) + resamplerReach;
    }

    public IReadOnlyList<ChannelInfo> Channels { get; }
    public IReadOnlyList<bool> Referenced { get; }

    /// <summary>True when samples come out as they are stored.</summary>
    public bool IsIdentity => _filters.Length == 0 && _resampler is null && _reference.Length == 0;

    public double OutputRateHz => Channels[0].SamplingRateHz * (_resampler?.Up ?? 1) / (_resampler?.Down ?? 1);

    /// <summary>Samples that come of a stretch.</summary>
    public long OutputLength(ChannelSegment segment) => _resampler?.OutputLength(segment.SampleCount) ?? segment.SampleCount;

    /// <param name="firstOutput">Within the stretch, at the output rate.</param>
    /// <param name="destinations">One for each channel, all of one length.</param>
    public void Read(IRecordingReader reader, ChannelSegment segment, long firstOutput, Memory<double>[] destinations)
    {
        var count = destinations[0].Length;
        if (IsIdentity)
        {
            reader.ReadSamples([.. Channels.Select((channel, i) => new ChannelRead(channel.Index, segment.FirstSample + firstOutput, destinations[i]))]);
            return;
        }
        var (from, to) = InputRange(segment, firstOutput, count);
        var inputs = ReadInputs(reader, segment.FirstSample + from, (int)(to - from), out var mean);
        Parallel.For(0, Channels.Count, i =>
        {
            if (Referenced[i])
                TensorPrimitives.Subtract(inputs[i], mean, inputs[i]);
            var treated = Treat(inputs[i]);
            // The range begins where an input sample and an output sample coincide.
            var skip = _resampler is null ? firstOutput - from : firstOutput - (from / _resampler.Down * _resampler.Up);
            treated.AsSpan((int)skip, count).CopyTo(destinations[i].Span);
        });
    }

    private (long From, long To) InputRange(ChannelSegment segment, long firstOutput, int count)
    {
        var (up, down) = (_resampler?.Up ?? 1L, _resampler?.Down ?? 1L);
        var from = Math.Max(0, (firstOutput * down / up) - _reach) / down * down;
        var to = Math.Min(segment.SampleCount, (((firstOutput + count) * down) / up) + _reach + 1);
        return (from, to);
    }

    private double[][] ReadInputs(IRecordingReader reader, long firstSample, int count, out double[] mean)
    {
        var inputs = Channels.Select(_ => new double[count]).ToArray();
        var members = _reference.Select(_ => new double[count]).ToArray();
        reader.ReadSamples([
            .. Channels.Select((channel, i) => new ChannelRead(channel.Index, firstSample, inputs[i])),
            .. _reference.Select((member, i) => new ChannelRead(member, firstSample, members[i]))]);
        mean = new double[count];
        foreach (var member in members)
            TensorPrimitives.Add(mean, member, mean);
        if (members.Length > 0)
            TensorPrimitives.Divide(mean, members.Length, mean);
        return inputs;
    }

    private double[] Treat(double[] samples)
    {
        foreach (var filter in _filters)
        {
            var filtered = new double[samples.Length];
            filter.Apply(samples, filtered, new FirWorkspace(filter));
            samples = filtered;
        }
        if (_resampler is null)
            return samples;
        var resampled = new double[_resampler.OutputLength(samples.Length)];
        _resampler.Apply(samples, resampled);
        return resampled;
    }
}
