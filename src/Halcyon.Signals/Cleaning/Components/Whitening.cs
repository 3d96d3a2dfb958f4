using Halcyon.Signals.Matrices;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>Principal components of channels scaled to unit variance, and the samples in them.</summary>
/// <remarks>Variances are divided by n − 1, components ordered by variance, the largest weight of each positive.</remarks>
internal sealed unsafe class Whitening : IDisposable
{
    // Samples at a time: 256 rows of 64 channels are 128 KB, within the second-level cache.
    private const int TileRows = 256;

    private Whitening(double[] means, double[] variances, Matrix<double> toWhite, SampleRows rows)
    {
        (Means, Variances, ToWhite, Rows) = (means, variances, toWhite, rows);
    }

    /// <summary>Of each channel, over the samples used.</summary>
    public double[] Means { get; }

    /// <summary>Of all principal components, largest first.</summary>
    public double[] Variances { get; }

    /// <summary>Components × channels: takes centred channels to whitened components.</summary>
    public Matrix<double> ToWhite { get; }

    /// <summary>Whitened samples.</summary>
    public SampleRows Rows { get; }

    public static Whitening Of(IReadOnlyList<ReadOnlyMemory<double>> channels, IReadOnlyList<(int First, int Count)> stretches, ComponentOptions options)
    {
        var samples = stretches.Sum(s => s.Count);
        var means = MeansOf(channels, stretches, samples);
        var tiles = Tiles(stretches);
        var covariance = Covariance(channels, means, tiles, samples, options.Threads);
        var eigen = SymmetricMatrix.Decompose(covariance);
        var variances = eigen.EigenValues.Select(v => Math.Max(0, v.Real)).Reverse().ToArray();
        var count = CountOf(variances, options);
        var toWhite = new DenseMatrix(count, channels.Count);
        for (var k = 0; k < count; k++)
        {
            var direction = eigen.EigenVectors.Column(channels.Count - 1 - k);
            var sign = direction.Maximum() >= direction.AbsoluteMaximum() ? 1 : -1;
            toWhite.SetRow(k, direction * (sign / Math.Sqrt(variances[k])));
        }

        return new Whitening(means, variances, toWhite, Project(channels, means, tiles, samples, toWhite, options.Threads));
    }

    public void Dispose() => Rows.Dispose();

    private static double[] MeansOf(IReadOnlyList<ReadOnlyMemory<double>> channels, IReadOnlyList<(int First, int Count)> stretches, int samples) =>
        [.. channels.Select(c => stretches.Sum(s => System.Numerics.Tensors.TensorPrimitives.Sum(c.Span.Slice(s.First, s.Count))) / samples)];

    private static int CountOf(double[] variances, ComponentOptions options)
    {
        // What is left of a dependent channel is rounding; dividing by its root would make noise of it.
        var live = variances.Count(v => v > 1e-12 * variances[0]);
        if (live == 0)
            throw new ArgumentException("All channels are constant; there is nothing to take apart.", nameof(options));
        if (options.Count is { } count)
        {
            return count <= live ? count : throw new ArgumentException(
                $"{count} components were asked for, but only {live} channels are independent of each other; ask for {live} or fewer.", nameof(options));
        }

        var total = variances.Sum();
        var held = 0.0;
        for (var k = 0; k < live; k++)
        {
            held += variances[k];
            if (held >= options.VarianceFraction * total)
                return k + 1;
        }

        return live;
    }

    private static List<(int First, int Count, int Row)> Tiles(IReadOnlyList<(int First, int Count)> stretches)
    {
        var tiles = new List<(int, int, int)>();
        var row = 0;
        foreach (var (first, count) in stretches)
        {
            for (var at = 0; at < count; at += TileRows)
            {
                var length = Math.Min(TileRows, count - at);
                tiles.Add((first + at, length, row));
                row += length;
            }
        }

        return tiles;
    }

    private static DenseMatrix Covariance(
        IReadOnlyList<ReadOnlyMemory<double>> channels, double[] means, List<(int First, int Count, int Row)> tiles, int samples, int threads)
    {
        var stride = SampleRows.PaddedColumns(channels.Count);
        using var sum = new SampleRows(stride, channels.Count);
        RowParts.AddUp(tiles.Count, threads, sum, (from, to, part) =>
        {
            using var tile = new SampleRows(TileRows, channels.Count);
            for (var i = from; i < to; i++)
            {
                Centre(channels, means, tiles[i], tile);
                RowKernels.AddOuter(tile.Data, stride, tile.Data, stride, tiles[i].Count, part.Data);
            }
        });
        return DenseMatrix.Create(channels.Count, channels.Count, (i, j) => sum[i][j] / (samples - 1));
    }

    private static SampleRows Project(
        IReadOnlyList<ReadOnlyMemory<double>> channels, double[] means, List<(int First, int Count, int Row)> tiles,
        int samples, DenseMatrix toWhite, int threads)
    {
        var rows = new SampleRows(samples, toWhite.RowCount);
        using var matrix = RowParts.Transposed(toWhite);
        RowParts.Run(tiles.Count, threads, (from, to) =>
        {
            using var tile = new SampleRows(TileRows, channels.Count);
            for (var i = from; i < to; i++)
            {
                Centre(channels, means, tiles[i], tile);
                RowKernels.Multiply(tile.Data, tile.Stride, null, tiles[i].Count, matrix.Data, channels.Count, rows.Row(tiles[i].Row), rows.Stride);
            }
        });
        return rows;
    }

    private static void Centre(IReadOnlyList<ReadOnlyMemory<double>> channels, double[] means, (int First, int Count, int Row) at, SampleRows tile)
    {
        tile.Transpose(channels, at.First, at.Count);
        for (var t = 0; t < at.Count; t++)
        {
            var row = tile[t];
            for (var c = 0; c < means.Length; c++)
                row[c] -= means[c];
        }
    }
}
