using System.Numerics;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Filters;

/// <summary>Moves channels into the lanes of vectors and back: element n holds sample n of every channel.</summary>
internal static class Lanes
{
    /// <summary>Writes samples from <paramref name="first"/> on; before the start and past the end the channel's point reflection.</summary>
    /// <param name="channels">At most as many as there are lanes, not empty, of one length; the lanes left over become 0.</param>
    /// <param name="first">Index of the first sample; below 0 for the reflection before the start.</param>
    /// <remarks>The reflection 2·x₀ − x₋ₙ goes as far as the channel is long; past that its last value is held.</remarks>
    public static void Write(ReadOnlySpan<double[]> channels, long first, Span<Vector<double>> rows)
    {
        if (channels.Length < Vector<double>.Count)
            rows.Clear();
        var lanes = Vector<double>.Count;
        var values = MemoryMarshal.Cast<Vector<double>, double>(rows);
        for (var c = 0; c < channels.Length; c++)
        {
            ReadOnlySpan<double> channel = channels[c];
            var before = (int)Math.Clamp(-first, 0, rows.Length);
            var recorded = (int)Math.Clamp(channel.Length - first - before, 0, rows.Length - before);
            for (var r = 0; r < before; r++)
                values[r * lanes + c] = 2 * channel[0] - channel[(int)Math.Min(-(first + r), channel.Length - 1)];
            var inside = channel.Slice(recorded == 0 ? 0 : (int)(first + before), recorded);
            var target = values[(before * lanes)..];
            for (var r = 0; r < inside.Length; r++)
                target[r * lanes + c] = inside[r];
            for (var r = before + recorded; r < rows.Length; r++)
                values[r * lanes + c] = 2 * channel[^1] - channel[(int)Math.Max(2L * (channel.Length - 1) - (first + r), 0)];
        }
    }

    /// <summary>Writes what of the rows lies within the channels.</summary>
    /// <param name="first">Sample index of the first row; may lie before the start.</param>
    public static void Read(ReadOnlySpan<Vector<double>> rows, ReadOnlySpan<double[]> channels, long first)
    {
        var lanes = Vector<double>.Count;
        var values = MemoryMarshal.Cast<Vector<double>, double>(rows);
        for (var c = 0; c < channels.Length; c++)
        {
            var skipped = (int)Math.Clamp(-first, 0, rows.Length);
            var count = (int)Math.Clamp(channels[c].Length - first - skipped, 0, rows.Length - skipped);
            if (count == 0)
                continue;
            var target = channels[c].AsSpan((int)(first + skipped), count);
            var source = values[(skipped * lanes)..];
            for (var r = 0; r < target.Length; r++)
                target[r] = source[r * lanes + c];
        }
    }
}
