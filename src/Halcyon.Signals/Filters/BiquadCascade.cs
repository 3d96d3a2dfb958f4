using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Filters;

/// <summary>A second-order section (b₀ + b₁z⁻¹ + b₂z⁻²)/(1 + a₁z⁻¹ + a₂z⁻²).</summary>
[StructLayout(LayoutKind.Auto)]
public readonly record struct Biquad(double B0, double B1, double B2, double A1, double A2);

/// <summary>
/// A recursive filter as second-order sections, causal or zero-phase. Immutable, shareable; state and scratch are the
/// caller's. Designs are in <see cref="AnaloguePrototype"/>, <see cref="ButterworthDesign"/> and <see cref="NotchDesign"/>.
/// </summary>
public sealed class BiquadCascade
{
    private readonly Biquad[] _sections;
    private readonly double[] _steadyState;

    public BiquadCascade(ReadOnlySpan<Biquad> sections)
    {
        if (sections.IsEmpty)
            throw new ArgumentException("At least one section is needed.", nameof(sections));
        foreach (var s in sections)
        {
            // The triangle of stability of a second-order polynomial.
            if (!(Math.Abs(s.A2) < 1 && Math.Abs(s.A1) < 1 + s.A2) || !double.IsFinite(s.B0 + s.B1 + s.B2))
                throw new ArgumentException("Every section must be finite and stable.", nameof(sections));
        }

        _sections = sections.ToArray();
        _steadyState = StateOfUnitLevel(_sections);
    }

    public ReadOnlySpan<Biquad> Sections => _sections;

    /// <summary>Values of state that <see cref="Filter"/> carries from call to call.</summary>
    public int StateLength => 2 * _sections.Length;

    /// <summary>Samples by which <see cref="FilterZeroPhase"/> continues a signal on each side.</summary>
    public int PadLength
    {
        get
        {
            var firstOrder = Math.Min(_sections.Count(s => s.B2 == 0), _sections.Count(s => s.A2 == 0));
            return 3 * (2 * _sections.Length + 1 - firstOrder);
        }
    }

    internal ReadOnlySpan<double> SteadyState => _steadyState;

    /// <summary>Samples until what an edge has stirred up falls to <paramref name="remaining"/> (0…1) of its size: the slowest pole's decay.</summary>
    public int DecayLength(double remaining)
    {
        var slowest = 0.0;
        foreach (var s in _sections)
        {
            var half = s.A1 / 2;
            var root = half * half - s.A2;
            slowest = Math.Max(slowest, root < 0 ? Math.Sqrt(s.A2) : Math.Abs(half) + Math.Sqrt(root));
        }

        return slowest == 0 ? 2 : (int)Math.Min(int.MaxValue / 4, Math.Ceiling(Math.Log(remaining) / Math.Log(slowest)));
    }

    /// <summary>Complex gain at a frequency, from the sections as they are.</summary>
    /// <param name="frequencyHz">0 to half the sampling rate.</param>
    public Complex Response(double frequencyHz, double samplingRateHz)
    {
        SampleChecks.RequireRate(samplingRateHz, nameof(samplingRateHz));
        if (!(frequencyHz >= 0 && frequencyHz <= samplingRateHz / 2))
            throw new ArgumentOutOfRangeException(nameof(frequencyHz), frequencyHz, $"Must lie between 0 and {samplingRateHz / 2:0.###} Hz.");
        var delay = Complex.FromPolarCoordinates(1, -2 * Math.PI * frequencyHz / samplingRateHz);
        var gain = Complex.One;
        foreach (var s in _sections)
            gain *= (s.B0 + delay * (s.B1 + delay * s.B2)) / (1 + delay * (s.A1 + delay * s.A2));
        return gain;
    }

    /// <summary>Writes the state that the filter would have had the signal always been <paramref name="level"/>.</summary>
    public void Settle(double level, Span<double> state) => TensorPrimitives.Multiply(_steadyState, level, state);

    /// <summary>Filters the samples that follow the last ones, each from its past only.</summary>
    /// <param name="output">As long as the input; may be the input itself.</param>
    /// <param name="state"><see cref="StateLength"/> values; zeros, or from <see cref="Settle"/>, at the start.</param>
    /// <remarks>Transposed direct form II, all sections sample by sample so that they overlap in the pipeline. Allocates nothing.</remarks>
    public void Filter(ReadOnlySpan<double> input, Span<double> output, Span<double> state)
    {
        if (output.Length != input.Length)
            throw new ArgumentException("Output and input must be of one length.", nameof(output));
        if (state.Length != StateLength)
            throw new ArgumentException($"The state has {StateLength} values.", nameof(state));
        // Of spans that overlap otherwise, outputs would be read as inputs.
        if (input.Overlaps(output, out var shift) && shift != 0)
            throw new ArgumentException("The output must be the input itself or not overlap it.", nameof(output));
        for (var i = 0; i < input.Length; i++)
        {
            var x = input[i];
            for (var s = 0; s < _sections.Length; s++)
            {
                ref readonly var section = ref _sections[s];
                var y = section.B0 * x + state[2 * s];
                state[2 * s] = section.B1 * x - section.A1 * y + state[2 * s + 1];
                state[2 * s + 1] = section.B2 * x - section.A2 * y;
                x = y;
            }

            output[i] = x;
        }
    }

    /// <summary>Filters forwards and backwards: no phase shift, the attenuation twice over.</summary>
    /// <param name="input">Finite, longer than <see cref="PadLength"/>.</param>
    /// <param name="output">As long as the input.</param>
    /// <param name="scratch">At least the input's length + 2·<see cref="PadLength"/> + <see cref="StateLength"/>.</param>
    /// <remarks>
    /// The ends are continued by odd reflection and the state settled on the first value, as
    /// scipy.signal.sosfiltfilt does by default (Gustafsson 1996 discusses why, doi:10.1109/78.492552). Allocates nothing.
    /// </remarks>
    public void FilterZeroPhase(ReadOnlySpan<double> input, Span<double> output, Span<double> scratch)
    {
        var pad = PadLength;
        if (output.Length != input.Length)
            throw new ArgumentException("Output and input must be of one length.", nameof(output));
        if (scratch.Length < input.Length + 2 * pad + StateLength)
            throw new ArgumentException($"The scratch must hold {input.Length + 2 * pad + StateLength} values.", nameof(scratch));
        if (input.Length <= pad)
            throw new ArgumentException($"More than {pad} samples are needed.", nameof(input));
        SampleChecks.RequireFinite(input, nameof(input));

        var state = scratch[..StateLength];
        var extended = scratch.Slice(StateLength, input.Length + 2 * pad);
        for (var i = 0; i < pad; i++)
        {
            extended[i] = 2 * input[0] - input[pad - i];
            extended[^(i + 1)] = 2 * input[^1] - input[input.Length - 1 - (pad - i)];
        }

        input.CopyTo(extended[pad..]);
        for (var pass = 0; pass < 2; pass++)
        {
            Settle(extended[0], state);
            Filter(extended, extended, state);
            extended.Reverse();
        }

        extended.Slice(pad, input.Length).CopyTo(output);
    }

    private static double[] StateOfUnitLevel(Biquad[] sections)
    {
        var state = new double[2 * sections.Length];
        var level = 1.0;
        for (var s = 0; s < sections.Length; s++)
        {
            var section = sections[s];
            var gain = (section.B0 + section.B1 + section.B2) / (1 + section.A1 + section.A2);
            state[2 * s] = level * (gain - section.B0);
            state[2 * s + 1] = level * (section.B2 - section.A2 * gain);
            level *= gain;
        }

        return state;
    }
}
