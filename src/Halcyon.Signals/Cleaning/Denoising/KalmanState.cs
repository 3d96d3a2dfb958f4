using System.Numerics.Tensors;

namespace Halcyon.Signals.Cleaning.Denoising;

/// <summary>What is known of the last samples of a process, and how surely; the recursion that filter and smoother share.</summary>
/// <remarks>
/// Kalman 1960, doi:10.1115/1.3662552. The state is the last samples, newest first. Uncertainty does not depend on what is
/// measured, only on when: once it has settled it is no longer worked out, until a sample is missing.
/// </remarks>
internal sealed class KalmanState
{
    // Change, against the process's own variance, below which uncertainty has settled.
    private const double Settled = 1e-13;

    private readonly double[] _coefficients;
    private readonly double _innovation;
    private readonly double _noise;
    private readonly double _ownVariance;
    private readonly int _n;
    private readonly double[] _expected;
    private readonly double[] _covariance;
    private readonly double[] _updated;
    private readonly double[] _gain;
    private readonly double[] _start;
    private bool _isSettled;
    private bool _wasMeasured;

    /// <param name="length">Samples held, at least the model's order.</param>
    public KalmanState(KalmanModel model, int length)
    {
        _n = length;
        _coefficients = new double[length];
        model.Coefficients.CopyTo(_coefficients);
        _innovation = model.InnovationMicrovolts * model.InnovationMicrovolts;
        _noise = model.NoiseMicrovolts * model.NoiseMicrovolts;
        var lags = model.Covariance(length);
        _ownVariance = lags[0];
        (_expected, _gain) = (new double[length], new double[length]);
        (_covariance, _updated, _start) = (new double[length * length], new double[length * length], new double[length * length]);
        for (var i = 0; i < length; i++)
        {
            for (var j = 0; j < length; j++)
                _start[i * length + j] = lags[Math.Abs(i - j)];
        }

        Reset();
    }

    /// <summary>Samples as expected, newest first: before a measurement after <see cref="Predict"/>, with it after <see cref="Update"/>.</summary>
    public ReadOnlySpan<double> Expected => _expected;

    /// <summary>Covariance of the next sample's error with those of the samples held, before it is measured.</summary>
    public ReadOnlySpan<double> FirstRow => _covariance.AsSpan(0, _n);

    public double InnovationVariance => _covariance[0] + _noise;

    /// <summary>True when the uncertainty before a measurement is what it was one sample earlier.</summary>
    public bool IsSettled => _isSettled;

    /// <summary>Nothing was measured yet: all that is known is the process.</summary>
    public void Reset()
    {
        Array.Clear(_expected);
        _start.CopyTo(_covariance, 0);
        _isSettled = false;
    }

    /// <summary>Takes in a measurement of the newest sample, less the mean.</summary>
    /// <returns>What was measured less what was expected.</returns>
    public double Update(double measured)
    {
        _wasMeasured = true;
        var surprise = measured - _expected[0];
        var variance = InnovationVariance;
        var first = FirstRow;
        TensorPrimitives.Divide(first, variance, _gain);
        TensorPrimitives.MultiplyAdd(_gain, surprise, _expected, _expected);
        if (_isSettled)
            return surprise;
        for (var i = 0; i < _n; i++)
            TensorPrimitives.MultiplyAdd(first, -_gain[i], _covariance.AsSpan(i * _n, _n), _updated.AsSpan(i * _n, _n));
        return surprise;
    }

    /// <summary>Goes without a measurement of the newest sample.</summary>
    public void Skip()
    {
        (_isSettled, _wasMeasured) = (false, false);
        _covariance.CopyTo(_updated, 0);
    }

    /// <summary>Variance of a sample's error with all that was measured.</summary>
    public double UpdatedVariance(int age) => Math.Max(0, _updated[age * _n + age]);

    /// <summary>Moves on by one sample.</summary>
    public void Predict()
    {
        var next = TensorPrimitives.Dot<double>(_coefficients, _expected);
        _expected.AsSpan(0, _n - 1).CopyTo(_expected.AsSpan(1));
        _expected[0] = next;
        if (_isSettled)
            return;
        var variance = _innovation;
        var change = 0.0;
        for (var i = 1; i < _n; i++)
        {
            // Row and column 0 are the new sample's; what is left is the updated matrix, moved by one.
            var from = _updated.AsSpan((i - 1) * _n, _n - 1);
            var to = _covariance.AsSpan(i * _n + 1, _n - 1);
            for (var j = 0; j < to.Length; j++)
                change = Math.Max(change, Math.Abs(from[j] - to[j]));
            from.CopyTo(to);
        }

        for (var j = 0; j < _n; j++)
        {
            var sum = TensorPrimitives.Dot<double>(_coefficients, _updated.AsSpan(j * _n, _n));
            variance += _coefficients[j] * sum;
            if (j + 1 >= _n)
                continue;
            change = Math.Max(change, Math.Abs(_covariance[j + 1] - sum));
            _covariance[j + 1] = _covariance[(j + 1) * _n] = sum;
        }

        change = Math.Max(change, Math.Abs(variance - _covariance[0]));
        _covariance[0] = variance;
        // Without a measurement nothing changes either, where nothing is known yet.
        _isSettled = _wasMeasured && change <= Settled * _ownVariance;
    }
}
