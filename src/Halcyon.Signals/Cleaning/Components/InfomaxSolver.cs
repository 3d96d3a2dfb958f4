using System.Numerics;
using Halcyon.Signals.RandomNumbers;
using DenseMatrix = MathNet.Numerics.LinearAlgebra.Double.DenseMatrix;
using Matrix = MathNet.Numerics.LinearAlgebra.Matrix<double>;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>Infomax by the natural gradient in random blocks, logistic or extended, with an annealed step.</summary>
/// <remarks>
/// Bell and Sejnowski 1995, doi:10.1162/neco.1995.7.6.1129; extended: Lee, Girolami and Sejnowski 1999,
/// doi:10.1162/089976699300016719, with the schedule of EEGLAB's runica that MNE-Python follows: step 0.01/ln(n²), cut
/// to 0.9 when a pass turns by more than 60°, stop after 20 small turns in a row or when a pass changes nothing. Signs
/// of the kurtosis come from 6000 random samples, smoothed, and ever more rarely once they hold. Both kinds share one
/// product a block, uᵀ·(s·tanh u + u) or uᵀ·tanh(u/2), instead of two. Only the order of the random numbers differs.
/// Each block needs the weights of the one before: it runs on one thread.
/// </remarks>
internal sealed unsafe class InfomaxSolver : IDisposable
{
    private const double AnnealDegrees = 60;
    private const double AnnealStep = 0.9;
    private const double RestartStep = 0.9;
    private const double LeastStep = 1e-10;
    private const double LargestWeight = 1e8;
    private const double LargestChange = 1e4;
    private const int SmallTurns = 20;

    private readonly SampleRows _rows;
    private readonly int _count;
    private readonly int _block;
    private readonly InfomaxSigns? _signs;
    private readonly RandomSequence _random;
    private readonly SampleRows _weights;
    private readonly SampleRows _sources;
    private readonly SampleRows _slopes;
    private readonly SampleRows _gradient;
    private readonly SampleRows _change;
    private readonly double[] _bias;
    private readonly int[] _order;
    private double _step;

    public InfomaxSolver(SampleRows rows, bool extended, int seed)
    {
        _rows = rows;
        _count = rows.Columns;
        _block = Math.Max(1, (int)Math.Sqrt(rows.Rows / 3.0));
        _random = new RandomSequence(seed);
        _signs = extended ? new InfomaxSigns(rows, _random) : null;
        _weights = new SampleRows(_count, _count);
        _sources = new SampleRows(_block, _count);
        _slopes = new SampleRows(_block, _count);
        _gradient = new SampleRows(rows.Stride, _count);
        _change = new SampleRows(_count, _count);
        _bias = new double[rows.Stride];
        _order = [.. Enumerable.Range(0, rows.Rows)];
        _step = 0.01 / Math.Log(Math.Max(2, _count) * (double)Math.Max(2, _count));
        Restart();
    }

    public void Dispose()
    {
        foreach (var table in (SampleRows[])[_weights, _sources, _slopes, _gradient, _change])
            table.Dispose();
    }

    /// <returns>The unmixing of whitened rows, the passes made, and whether it stopped of itself.</returns>
    // One loop with one stopping rule: the rule reads the turn, the change and the count of small turns together.
    public (Matrix Unmixing, int Iterations, bool Converged) Solve(int most, double tolerance)
    {
        double[] before = Weights(), firstChange = [];
        var firstSize = 0.0;
        var smallTurns = 0;
        for (var pass = 1; pass <= most; pass++)
        {
            if (!Pass())
            {
                _step *= RestartStep;
                if (_step < LeastStep)
                    throw new ArithmeticException("Infomax did not settle at any step size; the channels depend on each other.");
                Restart();
                (before, firstChange, pass, smallTurns) = (Weights(), [], 0, 0);
                continue;
            }

            var now = Weights();
            double[] change = [.. now.Zip(before, (a, b) => a - b)];
            before = now;
            var size = Dot(change, change);
            var turnDegrees = pass > 2 ? double.RadiansToDegrees(Math.Acos(Math.Clamp(Dot(change, firstChange) / Math.Sqrt(size * firstSize), -1, 1))) : 0;
            if (turnDegrees > AnnealDegrees)
            {
                _step *= AnnealStep;
                (firstChange, firstSize, smallTurns) = (change, size, 0);
            }
            else
            {
                if (pass == 1)
                    (firstChange, firstSize) = (change, size);
                if (++smallTurns > SmallTurns)
                    return (Unmixing(), pass, true);
            }

            if (pass > 2 && size < tolerance)
                return (Unmixing(), pass, true);
            if (size > LargestChange)
                _step *= 0.5;
        }

        return (Unmixing(), most, false);
    }

    private static double Dot(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);

    private double[] Weights() => [.. Enumerable.Range(0, _count).SelectMany(i => _weights[i].ToArray())];

    private DenseMatrix Unmixing() => DenseMatrix.Create(_count, _count, (i, j) => _weights[j][i]);

    private void Restart()
    {
        for (var i = 0; i < _count; i++)
        {
            _weights[i].Clear();
            _weights[i][i] = 1;
        }

        Array.Clear(_bias);
        _signs?.Restart();
    }

    /// <returns>False when the weights blew up.</returns>
    private bool Pass()
    {
        _random.Shuffle(_order);
        fixed (int* order = _order)
        {
            for (var first = 0; first + _block <= _rows.Rows; first += _block)
            {
                RowKernels.Multiply(_rows.Data, _rows.Stride, order + first, _block, _weights.Data, _count, _sources.Data, _rows.Stride);
                Slopes();
                if (!Update())
                    return false;
                _signs?.AfterBlock(_weights);
            }
        }

        return true;
    }

    /// <summary>Adds the bias to the sources, writes what they are multiplied with, and moves the bias on.</summary>
    private void Slopes()
    {
        for (var c = 0; c < _rows.Stride; c += Vector<double>.Count)
        {
            var bias = new Vector<double>(_bias, c);
            var total = _signs is null ? LogisticSlopes(c, bias) : ExtendedSlopes(c, bias, new Vector<double>(_signs.Signs, c));
            (bias + _step * total).CopyTo(_bias, c);
        }

        // Padding has no source: a bias there would grow into one.
        Array.Clear(_bias, _count, _bias.Length - _count);
    }

    private Vector<double> ExtendedSlopes(int column, Vector<double> bias, Vector<double> sign)
    {
        var total = Vector<double>.Zero;
        double* u = _sources.Data + column, z = _slopes.Data + column;
        for (var t = 0; t < _block; t++, u += _rows.Stride, z += _rows.Stride)
        {
            var shifted = Vector.Load(u) + bias;
            var y = RowKernels.Tanh(shifted);
            total += y;
            Vector.Store(shifted, u);
            Vector.Store(Vector.FusedMultiplyAdd(sign, y, shifted), z);
        }

        return -2 * total;
    }

    /// <remarks>1 − 2·logistic(u) = −tanh(u/2).</remarks>
    private Vector<double> LogisticSlopes(int column, Vector<double> bias)
    {
        var total = Vector<double>.Zero;
        double* u = _sources.Data + column, z = _slopes.Data + column;
        for (var t = 0; t < _block; t++, u += _rows.Stride, z += _rows.Stride)
        {
            var shifted = Vector.Load(u) + bias;
            var y = RowKernels.Tanh(shifted * 0.5);
            total -= y;
            Vector.Store(shifted, u);
            Vector.Store(y, z);
        }

        return total;
    }

    /// <summary>weights += step · weights · (block·I − uᵀz).</summary>
    private bool Update()
    {
        new Span<double>(_gradient.Data, _gradient.Rows * _gradient.Stride).Clear();
        RowKernels.AddOuter(_sources.Data, _rows.Stride, _slopes.Data, _rows.Stride, _block, _gradient.Data);
        for (var i = 0; i < _count; i++)
        {
            var row = _gradient[i];
            for (var j = 0; j < _count; j++)
                row[j] = _step * ((i == j ? _block : 0) - row[j]);
        }

        RowKernels.Multiply(_weights.Data, _weights.Stride, null, _count, _gradient.Data, _count, _change.Data, _change.Stride);
        var largest = 0.0;
        for (var i = 0; i < _count; i++)
        {
            var row = _weights[i];
            System.Numerics.Tensors.TensorPrimitives.Add(row, _change[i], row);
            largest = Math.Max(largest, Math.Abs(System.Numerics.Tensors.TensorPrimitives.MaxMagnitude<double>(row)));
        }

        return largest <= LargestWeight;
    }
}
