namespace Halcyon.Wellness.Recommendations;

/// <summary>
/// One level of a hierarchical Gaussian: weights θ ~ N(η, S), S diagonal, seen through a quadratic −½θᵀΛθ + cᵀθ. Answers for θ
/// given η, and tells the level above what was seen of η.
/// </summary>
/// <remarks>
/// Only places that were ever seen (Λ has something there) take part in the matrices; elsewhere θ is N(η, S) still. Everything
/// is scaled by S^½, M = I + S^½ΛS^½, which stays well conditioned however little or much was seen.
/// </remarks>
internal sealed class GaussianNode
{
    private const int N = ContextVector.Length;

    private readonly double[] _deviation;
    private readonly int[] _seen;
    private readonly double[] _factor;
    private readonly double[] _information;
    private double[]? _message;

    private GaussianNode(double[] deviation, int[] seen, double[] factor, double[] information) =>
        (_deviation, _seen, _factor, _information) = (deviation, seen, factor, information);

    /// <summary>What this level adds to the logarithm of the evidence for the spreads, but for what no spread changes: ½(S^½c)ᵀM⁻¹(S^½c) − ½ ln det M.</summary>
    public double LogEvidence
    {
        get
        {
            double[] solved = [.. _information];
            Cholesky.Solve(_factor, _seen.Length, solved);
            var sum = 0.0;
            for (var i = 0; i < _seen.Length; i++)
                sum += (0.5 * solved[i] * _information[i]) - Math.Log(_factor[(i * _seen.Length) + i]);
            return sum;
        }
    }

    /// <param name="lambda">Λ, symmetric, row by row.</param>
    /// <param name="information">c.</param>
    /// <param name="deviation">Square roots of S.</param>
    public static GaussianNode Build(ReadOnlySpan<double> lambda, ReadOnlySpan<double> information, double[] deviation)
    {
        var seen = new int[N];
        var count = 0;
        for (var i = 0; i < N; i++)
        {
            if (lambda[(i * N) + i] > 0)
                seen[count++] = i;
        }

        Array.Resize(ref seen, count);
        var factor = new double[count * count];
        var scaled = new double[count];
        for (var i = 0; i < count; i++)
        {
            scaled[i] = deviation[seen[i]] * information[seen[i]];
            for (var j = 0; j <= i; j++)
                factor[(i * count) + j] = deviation[seen[i]] * lambda[(seen[i] * N) + seen[j]] * deviation[seen[j]];
            factor[(i * count) + i] += 1;
        }

        Cholesky.Factor(factor, count);
        return new GaussianNode(deviation, seen, factor, scaled);
    }

    /// <summary>Adds what was seen of η, θ integrated out: precision S^-½(I − M⁻¹)S^-½ and information S^-½M⁻¹S^½c.</summary>
    public void TellAbove(Span<double> lambda, Span<double> information)
    {
        _message ??= Message();
        var count = _seen.Length;
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                lambda[(_seen[i] * N) + _seen[j]] += _message[(i * count) + j];
            information[_seen[i]] += _message[(count * count) + i];
        }
    }

    /// <summary>Precision row by row, then information; kept, as most nodes stay the same when one changes.</summary>
    private double[] Message()
    {
        var count = _seen.Length;
        var message = new double[(count * count) + count];
        var column = message.AsSpan(count * count);
        for (var j = 0; j < count; j++)
        {
            column.Clear();
            column[j] = 1;
            Cholesky.Solve(_factor, count, column);
            for (var i = 0; i < count; i++)
                message[(i * count) + j] = ((i == j ? 1 : 0) - column[i]) / (_deviation[_seen[i]] * _deviation[_seen[j]]);
        }

        _information.CopyTo(column);
        Cholesky.Solve(_factor, count, column);
        for (var i = 0; i < count; i++)
            column[i] /= _deviation[_seen[i]];
        return message;
    }

    /// <summary>θ given η: its mean, or a draw where noise is given.</summary>
    public void Draw(ReadOnlySpan<double> above, Gaussian? noise, Span<double> theta)
    {
        var count = _seen.Length;
        for (var i = 0; i < N; i++)
            theta[i] = above[i] + (noise is null ? 0 : _deviation[i] * noise.Next());

        Span<double> solved = stackalloc double[count];
        Span<double> jitter = stackalloc double[count];
        for (var i = 0; i < count; i++)
        {
            solved[i] = _information[i] + (above[_seen[i]] / _deviation[_seen[i]]);
            jitter[i] = noise?.Next() ?? 0;
        }

        Cholesky.Solve(_factor, count, solved);
        if (noise is not null)
            Cholesky.SolveTransposed(_factor, count, jitter);
        for (var i = 0; i < count; i++)
            theta[_seen[i]] = _deviation[_seen[i]] * (solved[i] + jitter[i]);
    }

    /// <summary>Mean and variance of x·θ given η.</summary>
    /// <param name="reliance">Out: how x·θ moves with η, place by place.</param>
    public (double Mean, double Variance) Predict(ReadOnlySpan<double> x, ReadOnlySpan<double> above, Span<double> reliance)
    {
        var count = _seen.Length;
        Span<double> y = stackalloc double[count];
        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < N; i++)
        {
            reliance[i] = x[i];
            variance += _deviation[i] * _deviation[i] * x[i] * x[i];
        }

        for (var i = 0; i < count; i++)
        {
            y[i] = _deviation[_seen[i]] * x[_seen[i]];
            variance -= y[i] * y[i];
        }

        Cholesky.Solve(_factor, count, y);
        for (var i = 0; i < count; i++)
        {
            var at = _seen[i];
            variance += _deviation[at] * x[at] * y[i];
            mean += y[i] * _information[i];
            reliance[at] = y[i] / _deviation[at];
        }

        for (var i = 0; i < N; i++)
            mean += reliance[i] * above[i];
        return (mean, Math.Max(0, variance));
    }
}

/// <summary>Of small symmetric positive definite matrices, row by row, lower triangle.</summary>
internal static class Cholesky
{
    /// <summary>Replaces the lower triangle of A by L, A = LLᵀ.</summary>
    public static void Factor(Span<double> a, int n)
    {
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = a[(i * n) + j];
                for (var k = 0; k < j; k++)
                    sum -= a[(i * n) + k] * a[(j * n) + k];
                // Rounding may take a pivot that is 1 or more in truth below it, never near 0.
                a[(i * n) + j] = i == j ? Math.Sqrt(Math.Max(sum, 1e-9)) : sum / a[(j * n) + j];
            }
        }
    }

    /// <summary>b := (LLᵀ)⁻¹ b.</summary>
    public static void Solve(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (var i = 0; i < n; i++)
        {
            var sum = b[i];
            for (var k = 0; k < i; k++)
                sum -= l[(i * n) + k] * b[k];
            b[i] = sum / l[(i * n) + i];
        }

        SolveTransposed(l, n, b);
    }

    /// <summary>b := L⁻ᵀ b.</summary>
    public static void SolveTransposed(ReadOnlySpan<double> l, int n, Span<double> b)
    {
        for (var i = n - 1; i >= 0; i--)
        {
            var sum = b[i];
            for (var k = i + 1; k < n; k++)
                sum -= l[(k * n) + i] * b[k];
            b[i] = sum / l[(i * n) + i];
        }
    }
}

/// <summary>Normal numbers from any generator; the same seed gives the same ones.</summary>
internal sealed class Gaussian(Random random, double deviation = 1)
{
    private double? _spare;

    public double Next()
    {
        if (_spare is { } spare)
        {
            _spare = null;
            return spare;
        }

        var radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * random.NextDouble());
        _spare = radius * sine;
        return radius * cosine;
    }
}
