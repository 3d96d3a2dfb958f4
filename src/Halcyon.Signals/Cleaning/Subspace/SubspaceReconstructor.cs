using System.Numerics.Tensors;
using Halcyon.Signals.Matrices;

namespace Halcyon.Signals.Cleaning.Subspace;

/// <summary>Takes large bursts out of EEG as it streams, and rebuilds what they covered from the other directions.</summary>
/// <remarks>
/// Directions of the last half second's covariance that are larger than calibration allows are dropped; what calibration
/// expects given the rest, Σ·V·(Vᵀ·Σ·V)⁻¹·Vᵀ, stands in for them (Mullen et al. 2015, doi:10.1109/TBME.2015.2481482: their
/// M·(V'ᵀM)⁺·Vᵀ with Σ = M·Mᵀ). From step to step the old and new matrix are blended by a raised cosine. While nothing is
/// too large the samples pass through to the last bit. Blocks may be of any length; the result does not depend on it.
/// Not safe for several threads at once. Allocates nothing after construction.
/// </remarks>
public sealed class SubspaceReconstructor
{
    private readonly SubspaceCalibration _calibration;
    private readonly int _n;
    private readonly int _step;
    private readonly int _window;
    private readonly int _kept;
    private readonly double[][] _steps;
    private readonly double[][] _covariances;
    private readonly double[] _sum;
    private readonly double[] _work;
    private readonly double[] _vectors;
    private readonly double[] _basis;
    private readonly double[] _gram;
    private readonly double[] _solved;
    private readonly double[] _row;
    private readonly int[] _order;
    private readonly double[] _values;
    private double[] _matrix;
    private double[] _previous;
    private bool _isTrivial = true;
    private bool _wasTrivial = true;
    private int _filled;
    private long _stepNumber;

    public SubspaceReconstructor(SubspaceCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        _calibration = calibration;
        _n = calibration.ChannelCount;
        var options = calibration.Options;
        _step = Math.Max(1, (int)Math.Round(options.StepSeconds * calibration.SamplingRateHz));
        var windowSamples = Math.Max(options.WindowSeconds * calibration.SamplingRateHz, 1.5 * _n);
        _window = Math.Max(2, (int)Math.Ceiling(windowSamples / _step));
        _kept = Math.Max(1, _n - (int)Math.Floor(options.MostRemoved * _n));
        _steps = [.. Enumerable.Range(0, _window / 2 + 2).Select(_ => new double[_n * _step])];
        _covariances = [.. Enumerable.Range(0, _window).Select(_ => new double[_n * _n])];
        (_sum, _work, _vectors, _basis, _gram, _solved, _matrix, _previous) = (
            new double[_n * _n], new double[_n * _n], new double[_n * _n], new double[_n * _n],
            new double[_n * _n], new double[_n * _n], new double[_n * _n], new double[_n * _n]);
        _row = new double[_n];
        _values = new double[_n];
        _order = new int[_n];
    }

    /// <summary>Output sample t is input sample t − this; half the window and a step.</summary>
    public int LatencySamples => (_window / 2 + 1) * _step;

    public double LatencySeconds => LatencySamples / _calibration.SamplingRateHz;

    /// <summary>Samples that came out changed so far.</summary>
    public long RepairedSamples { get; private set; }

    /// <summary>Takes the samples that follow the last ones and hands out those of <see cref="LatencySamples"/> ago; zeros before the first.</summary>
    /// <param name="inputMicrovolts">A channel each, µV, finite, of one length; high-passed as in calibration.</param>
    /// <param name="outputMicrovolts">As many, as long; may be the input.</param>
    public void Process(IReadOnlyList<ReadOnlyMemory<double>> inputMicrovolts, IReadOnlyList<Memory<double>> outputMicrovolts)
    {
        Check(inputMicrovolts, outputMicrovolts);
        var length = inputMicrovolts[0].Length;
        for (var at = 0; at < length;)
        {
            var count = Math.Min(length - at, _step - _filled);
            var incoming = _steps[(int)(_stepNumber % _steps.Length)];
            // The oldest step held is the one due now; the ring has just one place more than the latency.
            var due = _steps[(int)((_stepNumber + 1) % _steps.Length)];
            for (var c = 0; c < _n; c++)
            {
                inputMicrovolts[c].Span.Slice(at, count).CopyTo(incoming.AsSpan(c * _step + _filled));
                due.AsSpan(c * _step + _filled, count).CopyTo(outputMicrovolts[c].Span[at..]);
            }

            at += count;
            _filled += count;
            if (_filled == _step)
                FinishStep(incoming);
        }
    }

    private void Check(IReadOnlyList<ReadOnlyMemory<double>> inputMicrovolts, IReadOnlyList<Memory<double>> outputMicrovolts)
    {
        ArgumentNullException.ThrowIfNull(inputMicrovolts);
        ArgumentNullException.ThrowIfNull(outputMicrovolts);
        if (inputMicrovolts.Count != _n || outputMicrovolts.Count != _n)
            throw new ArgumentException($"The calibration is of {_n} channels.", nameof(inputMicrovolts));
        var length = inputMicrovolts[0].Length;
        for (var c = 0; c < _n; c++)
        {
            if (inputMicrovolts[c].Length != length || outputMicrovolts[c].Length != length)
                throw new ArgumentException("Input and output must all be of one length.", nameof(inputMicrovolts));
            SampleChecks.RequireFinite(inputMicrovolts[c].Span, nameof(inputMicrovolts));
        }
    }

    private void FinishStep(ReadOnlySpan<double> incoming)
    {
        AddCovariance(incoming);
        (_matrix, _previous) = (_previous, _matrix);
        _wasTrivial = _isTrivial;
        _isTrivial = !Judge();
        // Due next is the step in the middle of the window.
        Repair(_steps[(int)((_stepNumber + 2) % _steps.Length)]);
        _filled = 0;
        _stepNumber++;
    }

    private void AddCovariance(ReadOnlySpan<double> incoming)
    {
        var covariance = _covariances[(int)(_stepNumber % _window)];
        for (var i = 0; i < _n; i++)
        {
            for (var j = 0; j <= i; j++)
                covariance[i * _n + j] = covariance[j * _n + i] = TensorPrimitives.Dot(incoming.Slice(i * _step, _step), incoming.Slice(j * _step, _step));
        }

        _sum.AsSpan().Clear();
        foreach (var part in _covariances)
            TensorPrimitives.Add<double>(_sum, part, _sum);
        var samples = (double)_step * Math.Min(_stepNumber + 1, _window);
        TensorPrimitives.Divide(_sum, samples, _sum);
    }

    /// <summary>Works out the matrix for this window.</summary>
    /// <returns>False when nothing is too large.</returns>
    private bool Judge()
    {
        // If thresholds less covariance is positive definite, no direction at all is too large: much cheaper than asking each.
        TensorPrimitives.Subtract(_calibration.Thresholds, _sum, _work);
        if (SymmetricMatrix.TryFactor(_work, _n))
            return false;
        _sum.CopyTo(_work, 0);
        SymmetricMatrix.Decompose(_work, _vectors, _n);
        for (var i = 0; i < _n; i++)
            (_values[i], _order[i]) = (_work[i * _n + i], i);
        Array.Sort(_values, _order);
        var kept = 0;
        for (var rank = 0; rank < _n; rank++)
        {
            var vector = _vectors.AsSpan(_order[rank] * _n, _n);
            if (rank < _kept || _values[rank] < Allowed(vector))
                vector.CopyTo(_basis.AsSpan(kept++ * _n));
        }

        if (kept == _n)
            return false;
        Rebuild(kept);
        return true;
    }

    private double Allowed(ReadOnlySpan<double> direction)
    {
        var sum = 0.0;
        for (var i = 0; i < _n; i++)
            sum += direction[i] * TensorPrimitives.Dot(_calibration.Thresholds.Slice(i * _n, _n), direction);
        return sum;
    }

    /// <summary>Σ·V·(Vᵀ·Σ·V)⁻¹·Vᵀ for the kept directions V in the rows of the basis.</summary>
    private void Rebuild(int kept)
    {
        var expected = _work;
        for (var k = 0; k < kept; k++)
        {
            var direction = _basis.AsSpan(k * _n, _n);
            for (var i = 0; i < _n; i++)
                expected[k * _n + i] = TensorPrimitives.Dot(_calibration.Covariance.Slice(i * _n, _n), direction);
        }

        for (var k = 0; k < kept; k++)
        {
            for (var l = 0; l <= k; l++)
                _gram[k * kept + l] = _gram[l * kept + k] = TensorPrimitives.Dot<double>(expected.AsSpan(k * _n, _n), _basis.AsSpan(l * _n, _n));
        }

        SymmetricMatrix.TryFactor(_gram.AsSpan(0, kept * kept), kept);
        for (var i = 0; i < _n; i++)
        {
            var solved = _solved.AsSpan(0, kept);
            for (var k = 0; k < kept; k++)
                solved[k] = expected[k * _n + i];
            SymmetricMatrix.Solve(_gram, kept, solved);
            var row = _matrix.AsSpan(i * _n, _n);
            row.Clear();
            for (var k = 0; k < kept; k++)
                TensorPrimitives.MultiplyAdd(_basis.AsSpan(k * _n, _n), solved[k], row, row);
        }
    }

    private void Repair(Span<double> step)
    {
        if (_isTrivial && _wasTrivial)
            return;
        RepairedSamples += _stepNumber >= _window / 2 ? _step : 0;
        for (var t = 0; t < _step; t++)
        {
            var share = 0.5 - 0.5 * Math.Cos(Math.PI * (t + 1) / _step);
            for (var c = 0; c < _n; c++)
                _row[c] = step[c * _step + t];
            for (var c = 0; c < _n; c++)
            {
                var now = _isTrivial ? _row[c] : TensorPrimitives.Dot<double>(_matrix.AsSpan(c * _n, _n), _row);
                var before = _wasTrivial ? _row[c] : TensorPrimitives.Dot<double>(_previous.AsSpan(c * _n, _n), _row);
                step[c * _step + t] = share * now + (1 - share) * before;
            }
        }
    }
}

/// <summary>Artifact subspace reconstruction of a whole signal.</summary>
public static class SubspaceCleaning
{
    /// <summary>Cleans channels in place, without the delay of the stream.</summary>
    /// <returns>Samples that were changed.</returns>
    public static long Clean(IReadOnlyList<Memory<double>> channelsMicrovolts, SubspaceCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(channelsMicrovolts);
        var reconstructor = new SubspaceReconstructor(calibration);
        ReadOnlyMemory<double>[] inputs = [.. channelsMicrovolts.Select(c => (ReadOnlyMemory<double>)c)];
        var length = Components.ComponentAnalysis.CheckedLength(inputs);
        reconstructor.Process(inputs, channelsMicrovolts);
        var latency = reconstructor.LatencySamples;
        Memory<double>[] rest = [.. channelsMicrovolts.Select(_ => (Memory<double>)new double[latency])];
        reconstructor.Process([.. rest.Select(r => (ReadOnlyMemory<double>)r)], rest);
        for (var c = 0; c < rest.Length; c++)
        {
            var whole = channelsMicrovolts[c].Span;
            var early = Math.Max(0, length - latency);
            whole[(length - early)..].CopyTo(whole);
            rest[c].Span[^Math.Min(latency, length)..].CopyTo(whole[early..]);
        }

        return reconstructor.RepairedSamples;
    }
}
