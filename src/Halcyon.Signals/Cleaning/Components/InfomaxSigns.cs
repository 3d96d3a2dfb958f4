using Halcyon.Signals.RandomNumbers;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>Which sources are sub-Gaussian (−1) and which super-Gaussian (+1), estimated while infomax runs.</summary>
internal sealed unsafe class InfomaxSigns(SampleRows rows, RandomSequence random)
{
    private const int MostSamples = 6000;
    private const double Momentum = 0.5;
    private const double Bias = 0.02;

    // After as many estimates without a change they are made half as often.
    private const int Steady = 25;

    // Rows at a time, so that the sources of a tile stay in the first-level cache.
    private const int TileRows = 120;

    private readonly double[] _kurtosis = new double[rows.Columns];
    private readonly double[] _previous = new double[rows.Columns];
    private int _blocks;
    private long _every;
    private int _steady;

    /// <summary>Padded with zeros to the rows' stride.</summary>
    public double[] Signs { get; } = new double[rows.Stride];

    public void Restart()
    {
        Signs.AsSpan(0, rows.Columns).Fill(1);
        Signs[0] = -1;
        Array.Clear(_previous);
        _blocks = 0;
        _every = 1;
        _steady = 0;
    }

    public void AfterBlock(SampleRows weights)
    {
        if (++_blocks % _every != 0)
            return;
        Estimate(weights);
        var changed = !Signs.AsSpan(0, rows.Columns).SequenceEqual(_previous);
        Signs.AsSpan(0, rows.Columns).CopyTo(_previous);
        _steady = changed ? 0 : _steady + 1;
        if (_steady >= Steady)
        {
            _every *= 2;
            _steady = 0;
        }
    }

    private void Estimate(SampleRows weights)
    {
        var count = Math.Min(MostSamples, rows.Rows);
        var order = stackalloc int[TileRows];
        using var sources = new SampleRows(TileRows, rows.Columns);
        using var sums = new SampleRows(4, rows.Columns);
        for (var first = 0; first < count; first += TileRows)
        {
            var length = Math.Min(TileRows, count - first);
            for (var t = 0; t < length; t++)
                order[t] = count < rows.Rows ? random.Next(rows.Rows - 1) : first + t;
            RowKernels.Multiply(rows.Data, rows.Stride, order, length, weights.Data, rows.Columns, sources.Data, rows.Stride);
            AddPowers(sources, length, sums);
        }

        for (var c = 0; c < rows.Columns; c++)
        {
            _kurtosis[c] = Momentum * _kurtosis[c] + (1 - Momentum) * Excess(sums, c, count);
            Signs[c] = Math.Sign(_kurtosis[c] + Bias);
        }
    }

    private static void AddPowers(SampleRows sources, int length, SampleRows sums)
    {
        for (var c = 0; c < sources.Columns; c++)
        {
            double one = 0, two = 0, three = 0, four = 0;
            for (var t = 0; t < length; t++)
            {
                var u = sources[t][c];
                var square = u * u;
                one += u;
                two += square;
                three += square * u;
                four += square * square;
            }

            sums[0][c] += one;
            sums[1][c] += two;
            sums[2][c] += three;
            sums[3][c] += four;
        }
    }

    /// <summary>Kurtosis less 3 from sums of powers; the sources are near mean 0, so nothing cancels.</summary>
    private static double Excess(SampleRows sums, int c, int count)
    {
        var mean = sums[0][c] / count;
        var (second, third, fourth) = (sums[1][c] / count, sums[2][c] / count, sums[3][c] / count);
        var variance = second - mean * mean;
        var central = fourth - 4 * mean * third + 6 * mean * mean * second - 3 * mean * mean * mean * mean;
        return variance > 0 ? central / (variance * variance) - 3 : 0;
    }
}
