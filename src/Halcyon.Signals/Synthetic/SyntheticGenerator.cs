using System.Numerics.Tensors;
using Halcyon.Signals.Channels;
using Halcyon.Signals.RandomNumbers;

namespace Halcyon.Signals.Synthetic;

/// <summary>Makes a designed recording block by block: hours need no more memory than a block.</summary>
/// <remarks>
/// The same design gives the same bits on every machine and however it is cut into blocks. What is added is exactly what the
/// truth says, so a design with and one without an event differ by that event alone. Not a model of any brain.
/// </remarks>
public sealed class SyntheticGenerator
{
    private const int WhitePurpose = 1;
    private const int SourcePurpose = 2;
    private const int DriftPurpose = 3;
    private const int EventPurpose = 4;
    private const int OwnPurpose = 5;
    private const int MostSamplesAtOnce = 8192;

    private readonly SyntheticDesign _design;
    private readonly ElectrodePosition[] _positions;
    private readonly SyntheticNoise[] _sources;
    private readonly double[][] _mixing;
    private readonly double[][] _sourceSamples;
    private readonly double[] _wave = new double[MostSamplesAtOnce];
    private readonly double[] _spread = new double[MostSamplesAtOnce];
    private readonly SyntheticFaults _faults;
    private readonly int[] _order;
    private readonly List<int> _active = [];
    private int _nextEvent;

    public SyntheticGenerator(SyntheticDesign design)
    {
        ArgumentNullException.ThrowIfNull(design);
        design.Validate();
        _design = design;
        _positions = [.. design.Electrodes.Select(SyntheticRecording.Position)];
        _sources = [.. Enumerable.Range(0, SyntheticBackground.SourceCount)
            .Select(s => new SyntheticNoise(IndexedRandom.For(design.Seed, SourcePurpose, s), design.SamplingRateHz))];
        _mixing = [.. SyntheticBackground.Weights(_positions).Select(row => row.Select(SyntheticTopography.Round).ToArray())];
        _sourceSamples = [.. _sources.Select(_ => new double[MostSamplesAtOnce])];
        _faults = new SyntheticFaults(design, OwnPurpose);
        _order = [.. Enumerable.Range(0, design.Events.Count).Where(e => design.Events[e].Electrode is null).OrderBy(e => design.Events[e].OnsetSeconds)];
    }

    /// <summary>Index of the sample that comes next.</summary>
    public long Position { get; private set; }

    /// <summary>Writes the samples that follow the last ones.</summary>
    /// <param name="channels">Out, µV: one array for each electrode, all of one length.</param>
    /// <returns>Samples written to each; fewer than asked for at the end of the recording, 0 after it.</returns>
    public int Read(double[][] channels)
    {
        ArgumentNullException.ThrowIfNull(channels);
        if (channels.Length != _positions.Length || channels.Any(channel => channel.Length != channels[0].Length))
            throw new ArgumentException($"{_positions.Length} arrays of one length are needed, one for each electrode.", nameof(channels));
        var done = 0;
        while (done < channels[0].Length && Position < _design.SampleCount)
        {
            var count = (int)Math.Min(Math.Min(MostSamplesAtOnce, channels[0].Length - done), _design.SampleCount - Position);
            ReadPart(channels, done, count);
            done += count;
            Position += count;
        }
        return done;
    }

    /// <summary>The whole recording in memory.</summary>
    public static double[][] ReadAll(SyntheticDesign design)
    {
        var generator = new SyntheticGenerator(design);
        var channels = design.Electrodes.Select(_ => new double[checked((int)design.SampleCount)]).ToArray();
        generator.Read(channels);
        return channels;
    }

    private void ReadPart(double[][] channels, int offset, int count)
    {
        Parallel.For(0, _sources.Length, s => _sources[s].Read(_sourceSamples[s].AsSpan(0, count)));
        Parallel.For(0, channels.Length, c => WriteBackground(c, channels[c].AsSpan(offset, count)));
        foreach (var rhythm in _design.Rhythms)
            AddRhythm(rhythm, channels, offset, count);
        AddEvents(channels, offset, count);
        _faults.Apply(channels, offset, Position, count);
        foreach (var channel in channels)
        {
            var part = channel.AsSpan(offset, count);
            TensorPrimitives.Max(part, -_design.LimitMicrovolts, part);
            TensorPrimitives.Min(part, _design.LimitMicrovolts, part);
        }
    }

    private void WriteBackground(int channel, Span<double> samples)
    {
        samples.Clear();
        for (var s = 0; s < _sources.Length; s++)
            if (_mixing[channel][s] >= SyntheticTopography.Least)
                TensorPrimitives.MultiplyAdd(_sourceSamples[s].AsSpan(0, samples.Length), _mixing[channel][s] * _design.BackgroundMicrovolts, samples, samples);
        var white = IndexedRandom.For(_design.Seed, WhitePurpose, channel);
        var phase = IndexedRandom.For(_design.Seed, DriftPurpose, channel);
        var (line, drift) = (_design.LineAmplitudeMicrovolts, _design.DriftMicrovolts);
        // Mains reach every electrode with nearly one phase.
        var linePhase = 0.1 * phase.Uniform(0);
        for (var i = 0; i < samples.Length; i++)
        {
            var at = Position + i;
            var seconds = at / _design.SamplingRateHz;
            samples[i] += _design.NoiseMicrovolts * white.Normal(at);
            if (line > 0)
                samples[i] += line * PortableMath.Sine((_design.LineFrequencyHz * seconds) + linePhase);
            if (drift > 0)
                samples[i] += drift * ((0.6 * PortableMath.Sine((0.013 * seconds) + phase.Uniform(1))) + (0.4 * PortableMath.Sine((0.047 * seconds) + phase.Uniform(2))));
        }
    }

    private void AddRhythm(SyntheticRhythm rhythm, double[][] channels, int offset, int count)
    {
        var duration = rhythm.DurationSeconds ?? (_design.DurationSeconds - rhythm.OnsetSeconds);
        var any = false;
        for (var i = 0; i < count; i++)
        {
            var seconds = (Position + i) / _design.SamplingRateHz;
            // What lasts throughout has no edges.
            var plateau = rhythm.DurationSeconds is null && rhythm.OnsetSeconds <= 0 ? 1 : SyntheticShapes.Plateau(seconds, rhythm.OnsetSeconds, duration, 0.5);
            any |= plateau > 0;
            _wave[i] = plateau == 0 ? 0 : plateau * rhythm.AmplitudeMicrovolts * PortableMath.Sine(rhythm.FrequencyHz * seconds)
                * (1 - (rhythm.WaxingDepth * (0.5 - (0.5 * PortableMath.Sine(seconds / rhythm.WaxingSeconds)))));
        }
        if (any)
            AddWave(channels, offset, count, rhythm.Topography.At, spreads: false);
    }

    private void AddEvents(double[][] channels, int offset, int count)
    {
        var end = (Position + count) / _design.SamplingRateHz;
        while (_nextEvent < _order.Length && _design.Events[_order[_nextEvent]].OnsetSeconds < end)
            _active.Add(_order[_nextEvent++]);
        foreach (var number in _active)
            AddEvent(number, channels, offset, count);
        _active.RemoveAll(number => _design.Events[number].OnsetSeconds + _design.Events[number].DurationSeconds < end);
    }

    private void AddEvent(int number, double[][] channels, int offset, int count)
    {
        var one = _design.Events[number];
        var (first, last) = SyntheticFaults.Range(one, _design.SamplingRateHz, Position, count);
        if (last <= first)
            return;
        if (one.Kind == SyntheticKind.Muscle)
        {
            AddMuscle(number, channels, offset, first, last);
            return;
        }
        for (var i = first; i < last; i++)
        {
            var seconds = ((Position + i) / _design.SamplingRateHz) - one.OnsetSeconds;
            _wave[i - first] = SyntheticWaves.Value(one, seconds);
            _spread[i - first] = _wave[i - first] * SyntheticWaves.Spread(one, seconds);
        }
        AddWave(channels, offset + first, last - first, position => SyntheticWaves.Weight(one, position), one.Kind == SyntheticKind.Seizure);
    }

    private void AddWave(double[][] channels, int offset, int count, Func<ElectrodePosition, double> weight, bool spreads)
    {
        for (var c = 0; c < channels.Length; c++)
        {
            var share = weight(_positions[c]);
            var part = channels[c].AsSpan(offset, count);
            if (share > 0)
                TensorPrimitives.MultiplyAdd(_wave.AsSpan(0, count), share, part, part);
            if (spreads)
                TensorPrimitives.MultiplyAdd(_spread.AsSpan(0, count), 1 - share, part, part);
        }
    }

    private void AddMuscle(int number, double[][] channels, int offset, int first, int last)
    {
        var one = _design.Events[number];
        for (var c = 0; c < channels.Length; c++)
        {
            // Each site has its own fibres. The difference of neighbours keeps muscle out of the slow bands.
            var random = IndexedRandom.For(_design.Seed, EventPurpose + (number << 8), c);
            var level = one.AmplitudeMicrovolts * SyntheticWaves.Weight(one, _positions[c]) / Math.Sqrt(2);
            for (var i = first; level > 0 && i < last; i++)
            {
                var at = Position + i;
                channels[c][offset + i] += level * SyntheticWaves.MuscleEnvelope(one, (at / _design.SamplingRateHz) - one.OnsetSeconds)
                    * (random.Normal(at + 1) - random.Normal(at));
            }
        }
    }
}
