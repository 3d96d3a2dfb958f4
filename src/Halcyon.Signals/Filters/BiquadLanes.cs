using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Filters;

/// <summary>
/// A <see cref="BiquadCascade"/> on as many channels at once as a SIMD vector has lanes. Immutable, shareable; scratch is
/// the caller's.
/// </summary>
/// <remarks>
/// A recursion waits for its own last value, so one channel leaves the processor idle: channels side by side fill the
/// wait. The state is kept ahead of the output, s₁ ← −a₁s₁ + (b₁ − a₁b₀)x + s₂, which is transposed direct form II
/// with the output put in: same values but for rounding, and half as long to wait.
/// </remarks>
public sealed class BiquadLanes
{
    // 16 kB of rows: stays in the first-level cache while every section passes over it.
    private const int ChunkRows = 512;

    private readonly BiquadCascade _filter;
    private readonly Section[] _sections;

    public BiquadLanes(BiquadCascade filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        _filter = filter;
        _sections = new Section[filter.Sections.Length];
        for (var s = 0; s < _sections.Length; s++)
            _sections[s] = new Section(filter.Sections[s]);
    }

    /// <summary>Channels that are filtered at once.</summary>
    public static int ChannelCount => Vector<double>.Count;

    /// <summary>Vectors of scratch that <see cref="FilterZeroPhase(ReadOnlySpan{double[]}, ReadOnlySpan{double[]}, Span{Vector{double}})"/> needs.</summary>
    public int ScratchLength(int sampleCount) => sampleCount + 2 * _filter.PadLength;

    /// <summary>As <see cref="BiquadCascade.FilterZeroPhase"/>, for one to <see cref="ChannelCount"/> channels.</summary>
    /// <param name="inputs">Finite, all of one length above the filter's <see cref="BiquadCascade.PadLength"/>.</param>
    /// <param name="outputs">As the inputs; may be the inputs themselves.</param>
    /// <param name="scratch">At least <see cref="ScratchLength"/>.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void FilterZeroPhase(ReadOnlySpan<double[]> inputs, ReadOnlySpan<double[]> outputs, Span<Vector<double>> scratch)
    {
        if (inputs.IsEmpty || inputs.Length > ChannelCount || outputs.Length != inputs.Length)
            throw new ArgumentException($"One to {ChannelCount} channels are needed, and as many outputs.", nameof(inputs));
        var (length, pad) = (inputs[0].Length, _filter.PadLength);
        if (length <= pad)
            throw new ArgumentException($"More than {pad} samples are needed.", nameof(inputs));
        if (scratch.Length < length + 2 * pad)
            throw new ArgumentException($"The scratch must hold {length + 2 * pad} vectors.", nameof(scratch));
        for (var c = 0; c < inputs.Length; c++)
        {
            if (inputs[c].Length != length || outputs[c].Length != length)
                throw new ArgumentException("Inputs and outputs must be of one length.", nameof(outputs));
            SampleChecks.RequireFinite(inputs[c], nameof(inputs));
        }

        var rows = scratch[..(length + 2 * pad)];
        Span<Vector<double>> state = stackalloc Vector<double>[2 * _sections.Length];
        Lanes.Write(inputs, -pad, rows[..pad]);
        Settle(rows[0], state);
        // Filled and emptied chunk by chunk, so that a long signal passes through memory once each way.
        for (var at = 0; at < rows.Length; at += ChunkRows)
        {
            var chunk = rows.Slice(at, Math.Min(ChunkRows, rows.Length - at));
            Lanes.Write(inputs, at - pad, chunk);
            Run(chunk, 1, state);
        }

        Settle(rows[^1], state);
        for (var end = rows.Length; end > 0; end -= ChunkRows)
        {
            var start = Math.Max(0, end - ChunkRows);
            Run(rows[start..end], -1, state);
            Lanes.Read(rows[start..end], outputs, start - pad);
        }
    }

    /// <summary>Filters rows forwards and backwards in place, settled on the first and on the last one.</summary>
    /// <param name="rows">Element n holds sample n of every channel. Finite.</param>
    /// <remarks>Allocates nothing.</remarks>
    public void FilterZeroPhase(Span<Vector<double>> rows)
    {
        if (rows.IsEmpty)
            return;
        Span<Vector<double>> state = stackalloc Vector<double>[2 * _sections.Length];
        Settle(rows[0], state);
        for (var at = 0; at < rows.Length; at += ChunkRows)
            Run(rows.Slice(at, Math.Min(ChunkRows, rows.Length - at)), 1, state);
        Settle(rows[^1], state);
        for (var end = rows.Length; end > 0; end -= ChunkRows)
            Run(rows[Math.Max(0, end - ChunkRows)..end], -1, state);
    }

    private void Settle(Vector<double> level, Span<Vector<double>> state)
    {
        for (var i = 0; i < state.Length; i++)
            state[i] = level * new Vector<double>(_filter.SteadyState[i]);
    }

    private void Run(Span<Vector<double>> rows, int step, Span<Vector<double>> state)
    {
        ref var first = ref step > 0 ? ref MemoryMarshal.GetReference(rows) : ref rows[^1];
        var s = 0;
        for (; s + 1 < _sections.Length; s += 2)
            RunPair(ref first, rows.Length, step, in _sections[s], in _sections[s + 1], ref state[2 * s]);
        if (s < _sections.Length)
            RunOne(ref first, rows.Length, step, in _sections[s], ref state[2 * s]);
    }

    /// <summary>Two sections in one sweep: their waits overlap, and all they need stays in registers.</summary>
    // Optimised at once: a page to draw or a file on the command line is done before the runtime would get round to it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunPair(ref Vector<double> row, int count, nint step, in Section first, in Section second, ref Vector<double> state)
    {
        Vector<double> b0 = new(first.B0), c1 = new(first.C1), c2 = new(first.C2), a1 = new(first.A1), a2 = new(first.A2);
        Vector<double> d0 = new(second.B0), e1 = new(second.C1), e2 = new(second.C2), g1 = new(second.A1), g2 = new(second.A2);
        Vector<double> s1 = state, s2 = Unsafe.Add(ref state, 1), t1 = Unsafe.Add(ref state, 2), t2 = Unsafe.Add(ref state, 3);
        for (; count > 0; count--)
        {
            var x = row;
            var y = Vector.MultiplyAddEstimate(b0, x, s1);
            var next = Vector.MultiplyAddEstimate(a1, s1, Vector.MultiplyAddEstimate(c1, x, s2));
            s2 = Vector.MultiplyAddEstimate(a2, s1, c2 * x);
            s1 = next;
            row = Vector.MultiplyAddEstimate(d0, y, t1);
            next = Vector.MultiplyAddEstimate(g1, t1, Vector.MultiplyAddEstimate(e1, y, t2));
            t2 = Vector.MultiplyAddEstimate(g2, t1, e2 * y);
            t1 = next;
            row = ref Unsafe.Add(ref row, step);
        }

        state = s1;
        Unsafe.Add(ref state, 1) = s2;
        Unsafe.Add(ref state, 2) = t1;
        Unsafe.Add(ref state, 3) = t2;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunOne(ref Vector<double> row, int count, nint step, in Section section, ref Vector<double> state)
    {
        Vector<double> b0 = new(section.B0), c1 = new(section.C1), c2 = new(section.C2), a1 = new(section.A1), a2 = new(section.A2);
        Vector<double> s1 = state, s2 = Unsafe.Add(ref state, 1);
        for (; count > 0; count--)
        {
            var x = row;
            row = Vector.MultiplyAddEstimate(b0, x, s1);
            var next = Vector.MultiplyAddEstimate(a1, s1, Vector.MultiplyAddEstimate(c1, x, s2));
            s2 = Vector.MultiplyAddEstimate(a2, s1, c2 * x);
            s1 = next;
            row = ref Unsafe.Add(ref row, step);
        }

        state = s1;
        Unsafe.Add(ref state, 1) = s2;
    }

    /// <summary>A section with the output put into its state: C₁ = b₁ − a₁b₀, C₂ = b₂ − a₂b₀; A₁ and A₂ are negated.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct Section(Biquad s)
    {
        public readonly double B0 = s.B0;
        public readonly double C1 = s.B1 - s.A1 * s.B0;
        public readonly double C2 = s.B2 - s.A2 * s.B0;
        public readonly double A1 = -s.A1;
        public readonly double A2 = -s.A2;
    }
}
