using System.Numerics.Tensors;

namespace Halcyon.Signals.Decoding;

/// <summary>Multinomial logistic regression with a squared penalty on the weights, not on the offsets.</summary>
/// <remarks>
/// Minimises ½‖w‖² + C·Σ loss, as sklearn's LogisticRegression. Limited-memory BFGS with backtracking (Nocedal 1980,
/// doi:10.1090/S0025-5718-1980-0572855-7); the function is convex, so where it ends does not depend on where it starts.
/// </remarks>
internal static class LogisticRegression
{
    private const int Memory = 10;
    private const int MostSteps = 500;
    private const double Tolerance = 1e-6;

    /// <param name="inversePenalty">C, above 0.</param>
    public static LinearClassifier Fit(double[][] features, int[] labels, int classes, double inversePenalty)
    {
        var size = features[0].Length + 1;
        var weights = new double[classes * size];
        var gradient = new double[weights.Length];
        var next = (Weights: new double[weights.Length], Gradient: new double[weights.Length]);
        var history = new List<(double[] Step, double[] Change)>();
        var value = Evaluate(features, labels, inversePenalty, weights, gradient);
        for (var step = 0; step < MostSteps && TensorPrimitives.Norm<double>(gradient) > Tolerance * Math.Max(1, Math.Abs(value)); step++)
        {
            var direction = Direction(gradient, history);
            var slope = TensorPrimitives.Dot<double>(direction, gradient);
            var length = history.Count == 0 ? 1 / Math.Max(1, TensorPrimitives.Norm<double>(gradient)) : 1.0;
            double trial;
            while (true)
            {
                TensorPrimitives.MultiplyAdd(direction, length, weights, next.Weights);
                trial = Evaluate(features, labels, inversePenalty, next.Weights, next.Gradient);
                if (trial <= value + (1e-4 * length * slope))
                    break;
                length /= 2;
                if (length < 1e-12)
                    return Split(weights, classes, size);
            }
            Remember(history, weights, gradient, next);
            next.Weights.CopyTo(weights, 0);
            next.Gradient.CopyTo(gradient, 0);
            value = trial;
        }
        return Split(weights, classes, size);
    }

    private static double Evaluate(double[][] features, int[] labels, double inversePenalty, double[] weights, double[] gradient)
    {
        var size = features[0].Length + 1;
        Span<double> sums = new double[weights.Length / size];
        Array.Clear(gradient);
        var loss = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            for (var k = 0; k < sums.Length; k++)
                sums[k] = TensorPrimitives.Dot<double>(weights.AsSpan(k * size, size - 1), features[i]) + weights[(k * size) + size - 1];
            var own = sums[labels[i]];
            var largest = TensorPrimitives.Max<double>(sums);
            TensorPrimitives.Subtract(sums, largest, sums);
            TensorPrimitives.Exp(sums, sums);
            var total = TensorPrimitives.Sum<double>(sums);
            loss += Math.Log(total) + largest - own;
            for (var k = 0; k < sums.Length; k++)
            {
                var pull = inversePenalty * ((sums[k] / total) - (labels[i] == k ? 1 : 0));
                var part = gradient.AsSpan(k * size, size - 1);
                TensorPrimitives.MultiplyAdd(features[i], pull, part, part);
                gradient[(k * size) + size - 1] += pull;
            }
        }
        var value = inversePenalty * loss;
        for (var at = 0; at < weights.Length; at += size)
        {
            var part = weights.AsSpan(at, size - 1);
            value += 0.5 * TensorPrimitives.SumOfSquares<double>(part);
            TensorPrimitives.Add(gradient.AsSpan(at, size - 1), part, gradient.AsSpan(at, size - 1));
        }
        return value;
    }

    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change)> history)
    {
        var direction = new double[gradient.Length];
        TensorPrimitives.Negate(gradient, direction);
        var shares = new double[history.Count];
        for (var i = history.Count - 1; i >= 0; i--)
        {
            var (step, change) = history[i];
            shares[i] = TensorPrimitives.Dot<double>(step, direction) / TensorPrimitives.Dot<double>(step, change);
            TensorPrimitives.MultiplyAdd(change, -shares[i], direction, direction);
        }
        if (history.Count > 0)
        {
            var (step, change) = history[^1];
            TensorPrimitives.Multiply(direction, TensorPrimitives.Dot<double>(step, change) / TensorPrimitives.SumOfSquares<double>(change), direction);
        }
        for (var i = 0; i < history.Count; i++)
        {
            var (step, change) = history[i];
            var back = TensorPrimitives.Dot<double>(change, direction) / TensorPrimitives.Dot<double>(step, change);
            TensorPrimitives.MultiplyAdd(step, shares[i] - back, direction, direction);
        }
        return direction;
    }

    private static void Remember(
        List<(double[] Step, double[] Change)> history, double[] weights, double[] gradient, (double[] Weights, double[] Gradient) next)
    {
        var (step, change) = (new double[weights.Length], new double[weights.Length]);
        TensorPrimitives.Subtract(next.Weights, weights, step);
        TensorPrimitives.Subtract(next.Gradient, gradient, change);
        // Without curvature along the step there is nothing to learn from it.
        if (TensorPrimitives.Dot<double>(step, change) <= 1e-14 * TensorPrimitives.SumOfSquares<double>(change))
            return;
        history.Add((step, change));
        if (history.Count > Memory)
            history.RemoveAt(0);
    }

    private static LinearClassifier Split(double[] weights, int classes, int size) => new(
        [.. Enumerable.Range(0, classes).Select(k => weights.AsSpan(k * size, size - 1).ToArray())],
        [.. Enumerable.Range(0, classes).Select(k => weights[(k * size) + size - 1])]);
}
