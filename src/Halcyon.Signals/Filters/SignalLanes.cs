using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Halcyon.Signals.Filters;

/// <summary>Moves signals into the lanes of complex vectors, two to a lane, and back.</summary>
internal static class SignalLanes
{
    // Rows moved at a time for all signals: they stay in the first-level cache.
    private const int TileRows = 32;

    /// <summary>Writes each <paramref name="step"/>th sample from <paramref name="first"/> on; the ends continued as by <see cref="Continued"/>.</summary>
    /// <remarks>Signals of one length. Lanes that are left over hold anything finite.</remarks>
    public static void Write(ReadOnlySpan<double[]> signals, long first, int step, Span<Vector<double>> real, Span<Vector<double>> imaginary)
    {
        var lanes = Vector<double>.Count;
        for (var part = 0; part < 2; part++)
        {
            var own = signals.Length > part * lanes ? signals[(part * lanes)..Math.Min(signals.Length, (part + 1) * lanes)] : signals[..1];
            WriteLanes(own, first, step, part == 0 ? real : imaginary);
        }
    }

    private static void WriteLanes(ReadOnlySpan<double[]> signals, long first, int step, Span<Vector<double>> rows)
    {
        long last = signals[0].Length - 1;
        var (mirrored, inside, after, used) = Parts(signals[0].Length, first, step, rows.Length);
        rows[..mirrored].Clear();
        rows[used..].Clear();
        Span<double> edges = stackalloc double[Vector<double>.Count];
        Edges(signals, 0, edges);
        Gather(signals, -(first + (long)mirrored * step), -step, new Vector<double>(edges), -1, rows[mirrored..inside]);
        Gather(signals, first + (long)inside * step, step, default, 1, rows[inside..after]);
        Edges(signals, (int)last, edges);
        Gather(signals, 2 * last - (first + (long)after * step), -step, new Vector<double>(edges), -1, rows[after..used]);
    }

    /// <summary>Σ (−1)ⁿ of each <paramref name="step"/>th sample of the signal continued as by <see cref="Continued"/>.</summary>
    public static double AlternatingSum(double[] signal, long first, int step, int count)
    {
        long last = signal.Length - 1;
        var (mirrored, inside, after, used) = Parts(signal.Length, first, step, count);
        double Mirrored(int from, int to, double edge, long index) =>
            (1 - 2 * (from & 1)) * (((to - from) & 1) * 2 * edge - Alternating(signal, index, -step, to - from));

        return Mirrored(mirrored, inside, signal[0], -(first + (long)mirrored * step))
            + (1 - 2 * (inside & 1)) * Alternating(signal, first + (long)inside * step, step, after - inside)
            + Mirrored(after, used, signal[last], 2 * last - (first + (long)after * step));
    }

    private static double Alternating(double[] signal, long first, int step, int count)
    {
        var sum = 0.0;
        var at = (int)first;
        for (; count >= 2; count -= 2, at += 2 * step)
            sum += signal[at] - signal[at + step];
        return count == 1 ? sum + signal[at] : sum;
    }

    /// <summary>Rows where the reflection before the start begins, the signal, the reflection past the end, and the zeros after it.</summary>
    private static (int Mirrored, int Inside, int After, int Used) Parts(long length, long first, int step, int count)
    {
        int RowOf(long index) => (int)Math.Clamp((index - first + step - 1) / step, 0, count);

        return (RowOf(1 - length), RowOf(0), RowOf(length), RowOf(2 * length - 1));
    }

    /// <summary>Twice the value that a reflection turns about.</summary>
    private static void Edges(ReadOnlySpan<double[]> signals, int at, Span<double> edges)
    {
        for (var lane = 0; lane < edges.Length; lane++)
            edges[lane] = 2 * signals[Math.Min(lane, signals.Length - 1)][at];
    }

    /// <summary>rows = offset + sign·samples, all of them within the signals.</summary>
    private static void Gather(ReadOnlySpan<double[]> signals, long first, int step, Vector<double> offset, double sign, Span<Vector<double>> rows)
    {
        if (rows.IsEmpty)
            return;
        Vector<double> signs = new(sign);
        if (Vector<double>.Count == 4)
        {
            // The caller's rows keep within bounds; a gathered vector costs a third of four single stores.
            ref var a = ref signals[0][first];
            ref var b = ref signals[Math.Min(1, signals.Length - 1)][first];
            ref var c = ref signals[Math.Min(2, signals.Length - 1)][first];
            ref var d = ref signals[^1][first];
            nint at = 0;
            for (var row = 0; row < rows.Length; row++, at += step)
                rows[row] = offset + signs * Vector256.Create(Unsafe.Add(ref a, at), Unsafe.Add(ref b, at), Unsafe.Add(ref c, at), Unsafe.Add(ref d, at)).AsVector();
            return;
        }

        var values = MemoryMarshal.Cast<Vector<double>, double>(rows);
        for (var lane = 0; lane < Vector<double>.Count; lane++)
        {
            var signal = signals[Math.Min(lane, signals.Length - 1)];
            for (var row = 0; row < rows.Length; row++)
                values[row * Vector<double>.Count + lane] = offset[lane] + sign * signal[first + (long)row * step];
        }
    }

    /// <summary>A sample; beyond an end the signal's point reflection, and zero where that is used up.</summary>
    public static double Continued(double[] signal, long index)
    {
        if ((ulong)index < (ulong)signal.Length)
            return signal[index];
        if (index < 0)
            return -index < signal.Length ? 2 * signal[0] - signal[-index] : 0;
        var inside = 2L * (signal.Length - 1) - index;
        return inside >= 0 ? 2 * signal[^1] - signal[inside] : 0;
    }

    /// <summary>Writes rows from <paramref name="first"/> on, scaled, until the signals are full.</summary>
    public static void Read(ReadOnlySpan<Vector<double>> real, ReadOnlySpan<Vector<double>> imaginary, int first, ReadOnlySpan<double[]> signals, double scale)
    {
        var lanes = Vector<double>.Count;
        ReadOnlySpan<double> r = MemoryMarshal.Cast<Vector<double>, double>(real), i = MemoryMarshal.Cast<Vector<double>, double>(imaginary);
        var length = signals[0].Length;
        for (var row = 0; row < length; row += TileRows)
        {
            var rows = Math.Min(TileRows, length - row);
            for (var c = 0; c < signals.Length; c++)
            {
                var lane = (c < lanes ? r : i)[((first + row) * lanes + c % lanes)..];
                var target = signals[c].AsSpan(row, rows);
                for (var n = 0; n < target.Length; n++)
                    target[n] = lane[n * lanes] * scale;
            }
        }
    }
}
