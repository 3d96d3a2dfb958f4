using System.Numerics;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Filters;

/// <summary>Moves signals into the lanes of complex vectors, two to a lane, and back.</summary>
internal static class SignalLanes
{
    // Rows moved at a time for all signals: they stay in the first-level cache.
    private const int TileRows = 32;

    /// <summary>Writes each <paramref name="step"/>th sample from <paramref name="first"/> on; the ends continued as by <see cref="Continued"/>.</summary>
    public static void Write(ReadOnlySpan<double[]> signals, long first, int step, Span<Vector<double>> real, Span<Vector<double>> imaginary)
    {
        var lanes = Vector<double>.Count;
        if (signals.Length < 2 * lanes)
        {
            real.Clear();
            imaginary.Clear();
        }

        Span<double> r = MemoryMarshal.Cast<Vector<double>, double>(real), i = MemoryMarshal.Cast<Vector<double>, double>(imaginary);
        for (var row = 0; row < real.Length; row += TileRows)
        {
            var rows = Math.Min(TileRows, real.Length - row);
            var start = first + (long)row * step;
            for (var c = 0; c < signals.Length; c++)
            {
                var signal = signals[c];
                var lane = (c < lanes ? r : i)[(row * lanes + c % lanes)..];
                if (start >= 0 && start + (long)(rows - 1) * step < signal.Length)
                {
                    var source = signal.AsSpan((int)start);
                    for (var n = 0; n < rows; n++)
                        lane[n * lanes] = source[n * step];
                    continue;
                }

                for (var n = 0; n < rows; n++)
                    lane[n * lanes] = Continued(signal, start + (long)n * step);
            }
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
