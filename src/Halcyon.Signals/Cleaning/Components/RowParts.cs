using MathNet.Numerics.LinearAlgebra;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>Shares work on rows among threads so that the sums do not depend on how many there are.</summary>
internal static class RowParts
{
    // Parts are of a fixed number and added up in order; 32 keep two or eight threads busy to the end.
    private const int Parts = 32;

    public static void Run(int count, int threads, Action<int, int> work)
    {
        var parts = Math.Min(Parts, count);
        if (threads == 1)
        {
            for (var p = 0; p < parts; p++)
                work(From(p, parts, count), From(p + 1, parts, count));
            return;
        }

        Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads },
            p => work(From(p, parts, count), From(p + 1, parts, count)));
    }

    /// <summary>Each part adds to a table of zeros of its own; they are added to <paramref name="sum"/> in order.</summary>
    public static unsafe void AddUp(int count, int threads, SampleRows sum, Action<int, int, SampleRows> work)
    {
        var parts = new SampleRows[Math.Min(Parts, count)];
        try
        {
            for (var p = 0; p < parts.Length; p++)
                parts[p] = new SampleRows(sum.Rows, sum.Columns);
            Run(parts.Length, threads, (from, to) =>
            {
                for (var p = from; p < to; p++)
                    work(From(p, parts.Length, count), From(p + 1, parts.Length, count), parts[p]);
            });
            foreach (var part in parts)
            {
                for (nint i = 0; i < (nint)sum.Rows * sum.Stride; i++)
                    sum.Data[i] += part.Data[i];
            }
        }
        finally
        {
            foreach (var part in parts)
                part?.Dispose();
        }
    }

    /// <summary>A matrix as the kernels want it on the right: its transpose, rows padded.</summary>
    public static SampleRows Transposed(Matrix<double> matrix)
    {
        var rows = new SampleRows(matrix.ColumnCount, matrix.RowCount);
        WriteTransposed(matrix, rows);
        return rows;
    }

    public static void WriteTransposed(Matrix<double> matrix, SampleRows rows)
    {
        for (var j = 0; j < matrix.ColumnCount; j++)
        {
            for (var i = 0; i < matrix.RowCount; i++)
                rows[j][i] = matrix[i, j];
        }
    }

    private static int From(int part, int parts, int count) => (int)((long)part * count / parts);
}
