using System.Numerics;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Spectra;

/// <summary>
/// One real signal among those that share a transform: place s holds the real part of lane s, or the imaginary part of
/// lane s less the lane count.
/// </summary>
internal static class SlotSpectrum
{
    /// <summary>Puts (samples − mean)·window into a place.</summary>
    public static void Load(ReadOnlySpan<double> samples, double mean, ReadOnlySpan<double> window, FourierWorkspace workspace, int place)
    {
        var lanes = Vector<double>.Count;
        var target = MemoryMarshal.Cast<Vector<double>, double>(place < lanes ? workspace.Real : workspace.Imaginary)[(place % lanes)..];
        for (var n = 0; n < samples.Length; n++)
            target[n * lanes] = (samples[n] - mean) * window[n];
    }

    public static void Clear(int length, FourierWorkspace workspace)
    {
        workspace.Real[..length].Clear();
        workspace.Imaginary[..length].Clear();
    }

    /// <summary>X[k] of the place's own signal: (Z[k] + Z*[N−k])/2 for a real part, (Z[k] − Z*[N−k])/2i for an imaginary one.</summary>
    public static void Write(FourierWorkspace workspace, int place, int length, int firstBin, Span<double> real, Span<double> imaginary)
    {
        var lanes = Vector<double>.Count;
        var lane = place % lanes;
        ReadOnlySpan<double> zr = MemoryMarshal.Cast<Vector<double>, double>(workspace.Real)[lane..];
        ReadOnlySpan<double> zi = MemoryMarshal.Cast<Vector<double>, double>(workspace.Imaginary)[lane..];
        for (var i = 0; i < real.Length; i++)
        {
            var k = firstBin + i;
            var mirror = (k == 0 ? 0 : length - k) * lanes;
            k *= lanes;
            if (place < lanes)
            {
                real[i] = 0.5 * (zr[k] + zr[mirror]);
                imaginary[i] = 0.5 * (zi[k] - zi[mirror]);
            }
            else
            {
                real[i] = 0.5 * (zi[k] + zi[mirror]);
                imaginary[i] = 0.5 * (zr[mirror] - zr[k]);
            }
        }
    }

    /// <summary>|X[k]|² of the place's own signal, k = 0…</summary>
    public static void WritePower(FourierWorkspace workspace, int place, int length, Span<double> power)
    {
        var lanes = Vector<double>.Count;
        var lane = place % lanes;
        ReadOnlySpan<double> own = MemoryMarshal.Cast<Vector<double>, double>(place < lanes ? workspace.Real : workspace.Imaginary)[lane..];
        ReadOnlySpan<double> other = MemoryMarshal.Cast<Vector<double>, double>(place < lanes ? workspace.Imaginary : workspace.Real)[lane..];
        for (var k = 0; k < power.Length; k++)
        {
            var mirror = (k == 0 ? 0 : length - k) * lanes;
            double even = own[k * lanes] + own[mirror], odd = other[k * lanes] - other[mirror];
            power[k] = 0.25 * (even * even + odd * odd);
        }
    }
}
