namespace Halcyon.Wellness.Recommendations;

/// <summary>What is expected of every action for one person: the prior of people in general, moved by their own ratings.</summary>
/// <remarks>Not thread-safe; made for one request, or kept by a simulation.</remarks>
internal sealed class PersonalModel
{
    private const int N = ContextVector.Length;

    private readonly IReadOnlyList<ModelAction> _actions;
    private readonly ApproachNumbers _approaches;
    private readonly PersonalEvidence _evidence;
    private readonly ActionPrior[] _priors;
    private readonly double[][] _deviations;
    private readonly TreeLevels _levels;
    private HierarchicalPosterior _tree;

    public PersonalModel(IReadOnlyList<ModelAction> actions, ApproachNumbers approaches, SharedPrior prior, PersonalEvidence evidence)
    {
        (_actions, _approaches, _evidence) = (actions, approaches, evidence);
        var known = prior.For(actions);
        (_priors, _deviations, _levels) = (known.Priors, known.Deviations, known.Levels);
        _tree = See();
    }

    /// <summary>How well the prior explains this person's ratings, for comparing priors.</summary>
    public double LogEvidence => _tree.LogEvidence;

    /// <summary>Thompson sampling: what each action would be worth now under one draw of all that is unsure.</summary>
    /// <param name="noise">Null for the expectations themselves.</param>
    public void Score(ReadOnlySpan<float> context, Gaussian? noise, Span<double> scores)
    {
        Span<double> x = stackalloc double[N];
        Widen(context, x);
        _tree.Draw(noise);
        for (var action = 0; action < _actions.Count; action++)
            scores[action] = Dot(x, _priors[action].Mean) + _tree.Score(action, x, _deviations[action], noise);
    }

    /// <summary>Expected effectiveness and how unsure it is, squared. The mean may lie a little beyond 0-1.</summary>
    public (double Mean, double Variance) Predict(int action, ReadOnlySpan<float> context)
    {
        Span<double> x = stackalloc double[N];
        Widen(context, x);
        var (mean, variance) = _tree.Predict(action, x, _deviations[action]);
        return (Dot(x, _priors[action].Mean) + mean, variance);
    }

    public string IdOf(int action) => _actions[action].Id;

    public ActionPrior PriorOf(int action) => _priors[action];

    /// <summary>How this person's weights differ from people's in general, by their own ratings.</summary>
    public double[] PersonalWeights(int action)
    {
        _tree.Draw(noise: null);
        return _tree.Weights(action);
    }

    public void Observe(int action, ReadOnlySpan<float> context, Reward reward)
    {
        var evidence = _evidence.Of(_actions[action].Id);
        evidence.Add(context, reward.Value, reward.Weight);
        if (reward.IsRating)
            evidence.Ratings++;
        _tree.See(action, evidence, _priors[action].Mean, _deviations[action]);
    }

    /// <summary>Lets time pass; see <see cref="PersonalEvidence.ForgetUpTo"/>.</summary>
    public void ForgetUpTo(DateOnly day)
    {
        if (_evidence.ForgetUpTo(day))
            _tree = See();
    }

    private HierarchicalPosterior See()
    {
        var tree = new HierarchicalPosterior(_levels, _approaches.Of, _approaches.Count, Spread.NoiseVariance);
        for (var action = 0; action < _actions.Count; action++)
        {
            if (_evidence.Actions.TryGetValue(_actions[action].Id, out var evidence))
                tree.See(action, evidence, _priors[action].Mean, _deviations[action]);
        }

        return tree;
    }

    private static void Widen(ReadOnlySpan<float> context, Span<double> x)
    {
        for (var i = 0; i < N; i++)
            x[i] = context[i];
    }

    private static double Dot(ReadOnlySpan<double> x, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < N; i++)
            sum += x[i] * weights[i];
        return sum;
    }
}
