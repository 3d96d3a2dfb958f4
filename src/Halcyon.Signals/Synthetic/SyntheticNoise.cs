using Halcyon.Signals.RandomNumbers;

namespace Halcyon.Signals.Synthetic;

/// <summary>One source of 1/f noise that is made block by block.</summary>
/// <remarks>The filters of <see cref="SyntheticBackground"/>; scaled to unit deviation by their theory, since the whole is never at hand.</remarks>
internal sealed class SyntheticNoise
{
    private readonly IndexedRandom _random;
    private readonly double[] _poles = new double[SyntheticBackground.FilterCount];
    private readonly double[] _gains = new double[SyntheticBackground.FilterCount];
    private readonly double[] _state = new double[SyntheticBackground.FilterCount];

    // Started early enough for the slowest filter to have forgotten its start.
    private long _position;

    public SyntheticNoise(IndexedRandom random, double samplingRateHz)
    {
        _random = random;
        for (var f = 0; f < _poles.Length; f++)
        {
            _poles[f] = PortableMath.Exp(-2 * Math.PI * SyntheticBackground.LowestCornerHz * (1 << (2 * f)) / samplingRateHz);
            _gains[f] = (1 - _poles[f]) / (1 << f);
        }
        var variance = 0.0;
        for (var a = 0; a < _poles.Length; a++)
            for (var b = 0; b < _poles.Length; b++)
                variance += _gains[a] * _gains[b] / (1 - (_poles[a] * _poles[b]));
        for (var f = 0; f < _poles.Length; f++)
            _gains[f] /= Math.Sqrt(variance);
        var lead = (int)Math.Ceiling(2 * samplingRateHz / SyntheticBackground.LowestCornerHz);
        for (var i = 0; i < lead; i++)
            Next();
    }

    /// <summary>Writes the samples that follow the last ones.</summary>
    public void Read(Span<double> samples)
    {
        for (var i = 0; i < samples.Length; i++)
            samples[i] = Next();
    }

    private double Next()
    {
        var white = _random.Normal(_position++);
        var sum = 0.0;
        for (var f = 0; f < _poles.Length; f++)
            sum += _state[f] = (_poles[f] * _state[f]) + (_gains[f] * white);
        return sum;
    }
}
