using System.Numerics.Tensors;
using Halcyon.Signals.RandomNumbers;

namespace Halcyon.Signals.Synthetic;

/// <summary>Bad channels: what the electrode does to the signal, after everything that the head sends.</summary>
internal sealed class SyntheticFaults
{
    private readonly SyntheticDesign _design;
    private readonly (SyntheticEvent Fault, int Channel, int Partner, SyntheticNoise? Own, IndexedRandom Random)[] _faults;
    private double[] _ownSamples = [];

    public SyntheticFaults(SyntheticDesign design, int purpose)
    {
        _design = design;
        var electrodes = design.Electrodes.ToList();
        _faults = [.. design.Events.Where(one => one.Electrode is not null).Select((fault, number) =>
        {
            var random = IndexedRandom.For(design.Seed, purpose, number);
            var own = fault.Kind == SyntheticKind.Uncorrelated ? new SyntheticNoise(random, design.SamplingRateHz) : null;
            return (fault, electrodes.IndexOf(fault.Electrode!), fault.Partner is null ? -1 : electrodes.IndexOf(fault.Partner), own, random);
        })];
    }

    /// <summary>Samples of a block that lie within an event, counted from the block's first.</summary>
    public static (int First, int Last) Range(SyntheticEvent one, double samplingRateHz, long position, int count)
    {
        var first = Math.Ceiling(one.OnsetSeconds * samplingRateHz) - position;
        var last = Math.Ceiling((one.OnsetSeconds + one.DurationSeconds) * samplingRateHz) - position;
        return ((int)Math.Clamp(first, 0, count), (int)Math.Clamp(last, 0, count));
    }

    public void Apply(double[][] channels, int offset, long position, int count)
    {
        foreach (var (fault, channel, partner, own, random) in _faults)
        {
            // Noise of its own runs on throughout, so that blocks do not matter.
            if (own is not null)
            {
                if (_ownSamples.Length < count)
                    _ownSamples = new double[count];
                own.Read(_ownSamples.AsSpan(0, count));
            }
            var (first, last) = Range(fault, _design.SamplingRateHz, position, count);
            if (last <= first)
                continue;
            var part = channels[channel].AsSpan(offset + first, last - first);
            if (partner >= 0)
                channels[partner].AsSpan(offset + first, last - first).CopyTo(part);
            Replace(fault, part, _ownSamples.AsSpan(own is null ? 0 : first, own is null ? 0 : part.Length));
            if (fault.Kind is SyntheticKind.Noisy or SyntheticKind.Bridged)
                for (var i = 0; i < part.Length; i++)
                    part[i] += fault.AmplitudeMicrovolts * random.Normal(position + first + i);
        }
    }

    private void Replace(SyntheticEvent fault, Span<double> part, ReadOnlySpan<double> own)
    {
        if (fault.Kind == SyntheticKind.Flat)
            part.Clear();
        else if (fault.Kind == SyntheticKind.Saturated)
            part.Fill(_design.LimitMicrovolts);
        else if (fault.Kind == SyntheticKind.Uncorrelated)
            TensorPrimitives.Multiply(own, fault.AmplitudeMicrovolts, part);
    }
}
