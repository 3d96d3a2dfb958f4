using System.Numerics.Tensors;

namespace Halcyon.Signals.Spectra;

/// <summary>
/// Least squares of a sum of Gaussians (middle, height, standard deviation each) within bounds. Levenberg–Marquardt
/// (Marquardt 1963, doi:10.1137/0111030) with every step clipped to the bounds and parameters that press against
/// one held there for the step (Kanzow, Yamashita and Fukushima 2004, doi:10.1016/j.cam.2004.02.013).
/// </summary>
internal sealed class GaussianFit(int points)
{
    private const int MostSteps = 100;
    private const double SmallestStep = 1e-9;

    // Of the sum of squares in one step. Peaks that overlap can creep on for long without the fit changing.
    private const double LeastGain = 1e-6;
    private const int Most = AperiodicWorkspace.MostParameters;

    private readonly double[] _derivatives = new double[Most * points];
    private readonly double[] _residuals = new double[points];
    private readonly double[] _normal = new double[Most * Most];
    private readonly double[] _factor = new double[Most * Most];
    private readonly double[] _gradient = new double[Most];
    private readonly double[] _step = new double[Most];
    private readonly double[] _trial = new double[Most];
    private readonly double[] _away = new double[points];
    private readonly double[] _bell = new double[points];

    /// <summary>The sum at one place.</summary>
    public static double Value(ReadOnlySpan<double> parameters, double x)
    {
        var sum = 0.0;
        for (var p = 0; p < parameters.Length; p += 3)
        {
            var away = (x - parameters[p]) / parameters[p + 2];
            sum += parameters[p + 1] * Math.Exp(-0.5 * away * away);
        }

        return sum;
    }

    /// <summary>Takes the sum away from values at many places.</summary>
    public void Subtract(ReadOnlySpan<double> parameters, ReadOnlySpan<double> x, Span<double> values)
    {
        for (var p = 0; p < parameters.Length; p += 3)
        {
            Bell(x, parameters[p], parameters[p + 2], _away, _bell);
            TensorPrimitives.MultiplyAdd(_bell, -parameters[p + 1], values, values);
        }
    }

    private static void Bell(ReadOnlySpan<double> x, double middle, double deviation, Span<double> away, Span<double> bell)
    {
        TensorPrimitives.Subtract(x, middle, away);
        TensorPrimitives.Multiply(away, 1 / deviation, away);
        TensorPrimitives.Multiply(away, away, bell);
        TensorPrimitives.Multiply(bell, -0.5, bell);
        TensorPrimitives.Exp(bell, bell);
    }

    /// <param name="parameters">In: a guess within the bounds. Out: where the sum of squares is least.</param>
    public void Minimise(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> parameters, ReadOnlySpan<double> lowest, ReadOnlySpan<double> highest)
    {
        var count = parameters.Length;
        if (count == 0)
            return;
        for (var i = 0; i < count; i++)
            parameters[i] = Math.Clamp(parameters[i], lowest[i], highest[i]);
        var damping = 1e-3;
        var squares = Linearise(x, y, parameters);
        for (var step = 0; step < MostSteps; step++)
        {
            if (!Solve(parameters, lowest, highest, damping))
            {
                damping *= 10;
                continue;
            }

            var moved = TakeStep(parameters, lowest, highest);
            var trial = Squares(x, y, _trial.AsSpan(0, count));
            var isSettled = moved < SmallestStep || damping > 1e12 || (trial < squares && squares - trial < LeastGain * squares);
            damping = trial < squares ? Math.Max(damping / 10, 1e-12) : damping * 10;
            if (trial < squares)
            {
                _trial.AsSpan(0, count).CopyTo(parameters);
                squares = Linearise(x, y, parameters);
            }

            if (isSettled)
                return;
        }
    }

    /// <summary>The step clipped to the bounds, as a trial; returns the greatest relative change of a parameter.</summary>
    private double TakeStep(ReadOnlySpan<double> parameters, ReadOnlySpan<double> lowest, ReadOnlySpan<double> highest)
    {
        var moved = 0.0;
        for (var i = 0; i < parameters.Length; i++)
        {
            _trial[i] = Math.Clamp(parameters[i] + _step[i], lowest[i], highest[i]);
            moved = Math.Max(moved, Math.Abs(_trial[i] - parameters[i]) / (1e-3 + Math.Abs(parameters[i])));
        }

        return moved;
    }

    private double Squares(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> parameters)
    {
        // The residuals of the last accepted parameters are needed no more: their derivatives have been taken.
        y.CopyTo(_residuals);
        Subtract(parameters, x, _residuals);
        return TensorPrimitives.Dot<double>(_residuals, _residuals);
    }

    /// <summary>Residuals, derivatives, normal matrix and gradient at the parameters; returns the sum of squares.</summary>
    private double Linearise(ReadOnlySpan<double> x, ReadOnlySpan<double> y, ReadOnlySpan<double> parameters)
    {
        y.CopyTo(_residuals);
        for (var p = 0; p < parameters.Length; p += 3)
        {
            var (height, deviation) = (parameters[p + 1], parameters[p + 2]);
            Span<double> byMiddle = Derivative(p), byHeight = Derivative(p + 1), byDeviation = Derivative(p + 2);
            Bell(x, parameters[p], deviation, _away, byHeight);
            TensorPrimitives.Multiply(byHeight, _away, byMiddle);
            TensorPrimitives.Multiply(byMiddle, height / deviation, byMiddle);
            TensorPrimitives.Multiply(byMiddle, _away, byDeviation);
            TensorPrimitives.MultiplyAdd(byHeight, -height, _residuals, _residuals);
        }

        for (var i = 0; i < parameters.Length; i++)
        {
            _gradient[i] = TensorPrimitives.Dot<double>(Derivative(i), _residuals);
            for (var j = 0; j <= i; j++)
                _normal[i * Most + j] = TensorPrimitives.Dot<double>(Derivative(i), Derivative(j));
        }

        return TensorPrimitives.Dot<double>(_residuals, _residuals);
    }

    private Span<double> Derivative(int parameter) => _derivatives.AsSpan(parameter * points, points);

    /// <summary>Cholesky of the damped normal matrix; false where it is not positive definite.</summary>
    private bool Solve(ReadOnlySpan<double> parameters, ReadOnlySpan<double> lowest, ReadOnlySpan<double> highest, double damping)
    {
        var count = parameters.Length;
        for (var i = 0; i < count; i++)
        {
            var isHeld = IsHeld(parameters, lowest, highest, i);
            for (var j = 0; j <= i; j++)
            {
                var sum = isHeld || IsHeld(parameters, lowest, highest, j) ? 0 : _normal[i * Most + j];
                if (i == j)
                    sum = isHeld ? 1 : sum * (1 + damping) + 1e-12;
                for (var k = 0; k < j; k++)
                    sum -= _factor[i * Most + k] * _factor[j * Most + k];
                if (i != j)
                    _factor[i * Most + j] = sum / _factor[j * Most + j];
                else if (sum > 0)
                    _factor[i * Most + i] = Math.Sqrt(sum);
                else
                    return false;
            }

            var right = isHeld ? 0 : _gradient[i];
            for (var k = 0; k < i; k++)
                right -= _factor[i * Most + k] * _step[k];
            _step[i] = right / _factor[i * Most + i];
        }

        SolveBack(count);
        return true;
    }

    private void SolveBack(int count)
    {
        for (var i = count - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < count; k++)
                _step[i] -= _factor[k * Most + i] * _step[k];
            _step[i] /= _factor[i * Most + i];
        }
    }

    private bool IsHeld(ReadOnlySpan<double> parameters, ReadOnlySpan<double> lowest, ReadOnlySpan<double> highest, int i) =>
        (parameters[i] <= lowest[i] && _gradient[i] < 0) || (parameters[i] >= highest[i] && _gradient[i] > 0);
}
