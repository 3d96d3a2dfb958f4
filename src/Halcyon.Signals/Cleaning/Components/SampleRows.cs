using System.Numerics;
using System.Runtime.InteropServices;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>A table with one row for each sample, rows padded with zeros to whole pairs of vectors, on cache lines.</summary>
/// <remarks>Outside the managed heap: rows that straddle cache lines cost the inner loops a third of their speed.</remarks>
internal sealed unsafe class SampleRows : IDisposable
{
    private const int CacheLine = 64;

    public SampleRows(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        Stride = PaddedColumns(columns);
        var bytes = checked((nuint)rows * (nuint)Stride * sizeof(double));
        Data = (double*)NativeMemory.AlignedAlloc(Math.Max(CacheLine, bytes), CacheLine);
        NativeMemory.Clear(Data, bytes);
    }

    public int Rows { get; }
    public int Columns { get; }

    /// <summary>Values from one row to the next.</summary>
    public int Stride { get; }

    public double* Data { get; private set; }

    public double* Row(int row) => Data + (nint)row * Stride;

    public Span<double> this[int row] => new(Row(row), Columns);

    public static int PaddedColumns(int columns)
    {
        var step = 2 * Vector<double>.Count;
        return (columns + step - 1) / step * step;
    }

    /// <summary>Fills rows from channels that each hold their own samples.</summary>
    public void Transpose(IReadOnlyList<ReadOnlyMemory<double>> channels, int firstSample, int count)
    {
        for (var c = 0; c < channels.Count; c++)
        {
            var samples = channels[c].Span.Slice(firstSample, count);
            var to = Data + c;
            for (var t = 0; t < samples.Length; t++, to += Stride)
                *to = samples[t];
        }
    }

    public void Dispose()
    {
        NativeMemory.AlignedFree(Data);
        Data = null;
    }
}
