namespace Halcyon.Wellness.Recommendations;

/// <summary>
/// The exact posterior of a tree of linear models: θ of an action = prior mean + what is common to all + what is common to its
/// approach + its own. Evidence on one action so speaks, more weakly, of those like it.
/// </summary>
/// <remarks>Messages go up the tree and draws come down it; an action without evidence costs nothing but its draw.</remarks>
internal sealed class HierarchicalPosterior(TreeLevels levels, IReadOnlyList<int> approachOf, int approachCount, double noiseVariance)
{
    private const int N = ContextVector.Length;

    private readonly GaussianNode?[] _actions = new GaussianNode?[approachOf.Count];
    private readonly GaussianNode?[] _approaches = new GaussianNode?[approachCount];
    private readonly double[] _zero = new double[N];
    private readonly double[] _rootDraw = new double[N];
    private readonly double[][] _approachDraws = [.. Enumerable.Range(0, approachCount).Select(_ => new double[N])];
    private GaussianNode? _root;

    /// <param name="mean">Prior mean of the action's weights; the tree holds what differs from it.</param>
    /// <param name="deviation">Of the action's own part.</param>
    public void See(int action, ActionEvidence evidence, ReadOnlySpan<double> mean, double[] deviation)
    {
        Span<double> lambda = stackalloc double[N * N];
        Span<double> information = stackalloc double[N];
        for (var i = 0; i < N; i++)
        {
            var expected = 0.0;
            for (var j = 0; j < N; j++)
            {
                lambda[(i * N) + j] = evidence.Gram[(i * N) + j] / noiseVariance;
                expected += evidence.Gram[(i * N) + j] * mean[j];
            }

            information[i] = (evidence.Moment[i] - expected) / noiseVariance;
        }

        _actions[action] = GaussianNode.Build(lambda, information, deviation);
        _approaches[approachOf[action]] = null;
        _root = null;
    }

    /// <summary>How well the spreads explain what was seen; only for comparing spreads on the same evidence.</summary>
    public double LogEvidence
    {
        get
        {
            Prepare();
            return _root!.LogEvidence + _approaches.Sum(node => node!.LogEvidence) + _actions.Sum(node => node?.LogEvidence ?? 0);
        }
    }

    /// <summary>Draws the upper levels, or takes their means where no noise is given; <see cref="Score"/> then goes by them.</summary>
    public void Draw(Gaussian? noise)
    {
        Prepare();
        _root!.Draw(_zero, noise, _rootDraw);
        for (var approach = 0; approach < approachCount; approach++)
            _approaches[approach]!.Draw(_rootDraw, noise, _approachDraws[approach]);
    }

    /// <summary>x·(what differs from the prior mean) under the last <see cref="Draw"/>.</summary>
    /// <param name="deviation">As in <see cref="See"/>; used where the action was never seen.</param>
    public double Score(int action, ReadOnlySpan<double> x, double[] deviation, Gaussian? noise)
    {
        Span<double> reliance = stackalloc double[N];
        var (mean, variance) = Leaf(action, x, deviation, _approachDraws[approachOf[action]], reliance);
        return noise is null ? mean : mean + (Math.Sqrt(variance) * noise.Next());
    }

    /// <summary>Mean and variance of x·(what differs from the prior mean), all levels taken together.</summary>
    public (double Mean, double Variance) Predict(int action, ReadOnlySpan<double> x, double[] deviation)
    {
        Draw(noise: null);
        Span<double> first = stackalloc double[N];
        Span<double> second = stackalloc double[N];
        var (mean, own) = Leaf(action, x, deviation, _approachDraws[approachOf[action]], first);
        var (_, shared) = _approaches[approachOf[action]]!.Predict(first, _rootDraw, second);
        var (_, common) = _root!.Predict(second, _zero, first);
        return (mean, own + shared + common);
    }

    /// <summary>The mean weights of an action beyond its prior mean.</summary>
    public double[] Weights(int action)
    {
        var weights = new double[N];
        var above = _approachDraws[approachOf[action]];
        if (_actions[action] is { } node)
            node.Draw(above, noise: null, weights);
        else
            above.CopyTo(weights, 0);
        return weights;
    }

    private (double Mean, double Variance) Leaf(
        int action, ReadOnlySpan<double> x, double[] deviation, ReadOnlySpan<double> above, Span<double> reliance)
    {
        if (_actions[action] is { } node)
            return node.Predict(x, above, reliance);

        var (mean, variance) = (0.0, 0.0);
        for (var i = 0; i < N; i++)
        {
            reliance[i] = x[i];
            mean += x[i] * above[i];
            variance += deviation[i] * deviation[i] * x[i] * x[i];
        }

        return (mean, variance);
    }

    private void Prepare()
    {
        if (_root is not null)
            return;

        Span<double> lambda = stackalloc double[N * N];
        Span<double> information = stackalloc double[N];
        for (var approach = 0; approach < approachCount; approach++)
        {
            if (_approaches[approach] is not null)
                continue;

            lambda.Clear();
            information.Clear();
            for (var action = 0; action < approachOf.Count; action++)
            {
                if (approachOf[action] == approach)
                    _actions[action]?.TellAbove(lambda, information);
            }

            _approaches[approach] = GaussianNode.Build(lambda, information, levels.Approach);
        }

        lambda.Clear();
        information.Clear();
        foreach (var approach in _approaches)
            approach!.TellAbove(lambda, information);
        _root = GaussianNode.Build(lambda, information, levels.Root);
    }
}

/// <summary>Standard deviations of what is common to all actions, and of what is common to those of one approach.</summary>
internal sealed record TreeLevels(double[] Root, double[] Approach);
