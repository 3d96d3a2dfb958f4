using System.Numerics.Tensors;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Spectra;

namespace Halcyon.Signals.Features;

/// <summary>One epoch of all channels: its samples, then its row of the table. Used again and again.</summary>
internal sealed class EpochRow
{
    private readonly MeasuredChannel[] _channels;
    private readonly double[][] _samples;
    private readonly bool[] _isThere;
    private readonly List<ChannelRead> _reads = [];
    private readonly double[] _values;

    public EpochRow(MeasuredChannel[] channels, int pairCount)
    {
        _channels = channels;
        _samples = [.. channels.Select(c => new double[c.Places.SampleCount])];
        _isThere = new bool[channels.Length];
        _values = new double[channels.Length * EpochFeatures.Names.Count + pairCount];
    }

    public long Epoch { get; private set; }
    public ReadOnlySpan<double> Values => _values;

    /// <summary>False when no channel has this epoch whole.</summary>
    public bool Read(IRecordingReader reader, long epoch)
    {
        Epoch = epoch;
        _reads.Clear();
        for (var c = 0; c < _channels.Length; c++)
        {
            var first = _channels[c].Places.FirstSample(epoch);
            _isThere[c] = first is not null;
            if (first is { } sample)
                _reads.Add(new ChannelRead(_channels[c].Channel.Index, sample, _samples[c]));
        }

        if (_reads.Count > 0)
            reader.ReadSamples(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_reads));
        return _reads.Count > 0;
    }

    public void Measure(int channel, EpochFeaturePlan plan, EpochFeatureWorkspace workspace)
    {
        var values = _values.AsSpan(channel * EpochFeatures.Names.Count, EpochFeatures.Names.Count);
        // Formats with floating-point samples may hold NaN where nothing was measured.
        if (_isThere[channel] && TensorPrimitives.IsFiniteAll<double>(_samples[channel]))
            EpochFeatures.Measure(_samples[channel], plan, workspace, values);
        else
            values.Fill(double.NaN);
    }

    public void Compare(int pair, int left, int right) =>
        _values[_channels.Length * EpochFeatures.Names.Count + pair] = AlphaAsymmetry.Between(AlphaPower(left), AlphaPower(right));

    private double AlphaPower(int channel) => _values[channel * EpochFeatures.Names.Count + EpochFeatures.AlphaPower];
}
