namespace Halcyon.Wellness.Recommendations;

/// <summary>
/// Empirical Bayes: what to expect of an action for somebody new, from the sums of many people. Only sums over at least
/// <see cref="FewestPeople"/> people are used, and nobody counts for more than <see cref="MostWeight"/> sessions of one action.
/// </summary>
internal sealed class PriorEstimation(IReadOnlyList<ModelAction> actions)
{
    /// <summary>An action that fewer people rated takes its prior from its approach alone.</summary>
    public const int FewestPeople = 10;

    /// <summary>Bounds what one person can move, and keeps repeated ratings of one person from passing for many people's.</summary>
    private const double MostWeight = 4;

    /// <summary>To tell how much people differ, so many are enough; they must have rated something like <see cref="ManyRatings"/> sessions.</summary>
    private const int MostCompared = 40;
    private const int ManyRatings = 10;

    private const int N = ContextVector.Length;

    private readonly List<PersonalEvidence> _compared = [];
    private readonly Dictionary<string, int> _numbers = actions.Select((action, number) => (action.Id, number))
        .ToDictionary(pair => pair.Id, pair => pair.number, StringComparer.Ordinal);
    private readonly ActionEvidence[] _sums = [.. actions.Select(_ => new ActionEvidence())];
    private int _people;

    /// <summary>How unsure the prior of an action is that nobody rated.</summary>
    public static double[] Unknown { get; } = Spread.Join(Spread.General, Spread.Join(Spread.Approach, Spread.Action));

    public void Add(PersonalEvidence person)
    {
        var took = false;
        foreach (var (id, evidence) in person.Actions)
        {
            if (evidence.Ratings == 0 || evidence.Weight <= 0 || !_numbers.TryGetValue(id, out var number))
                continue;

            took = true;
            var share = Math.Min(1, MostWeight / evidence.Weight);
            var sum = _sums[number];
            for (var i = 0; i < N * N; i++)
                sum.Gram[i] += share * evidence.Gram[i];
            for (var i = 0; i < N; i++)
                sum.Moment[i] += share * evidence.Moment[i];
            sum.Ratings++;
        }

        if (took)
            _people++;
        if (_compared.Count < MostCompared && person.Actions.Values.Sum(evidence => evidence.Ratings) >= ManyRatings)
            _compared.Add(person);
    }

    public SharedPrior Estimate()
    {
        if (_people < FewestPeople)
            return SharedPrior.None;

        var approaches = new ApproachNumbers(actions);
        var (tree, deviation) = General(approaches, SpreadScale.Best(scale => General(approaches, scale).Tree.LogEvidence));
        tree.Draw(noise: null);
        var priors = actions.Select((action, number) => (action.Id, Prior: Of(tree, action, number, deviation)))
            .ToDictionary(pair => pair.Id, pair => pair.Prior, StringComparer.Ordinal);
        return new SharedPrior(priors, _people, PersonScale(approaches, priors));
    }

    /// <summary>A sum over people scatters by how people differ, too.</summary>
    private static double NoiseVariance
    {
        get
        {
            var constant = ContextVector.Constant;
            return Spread.NoiseVariance + Square(Spread.Person[constant]) + Square(Spread.PersonApproach[constant]) + Square(Spread.PersonAction[constant]);
        }
    }

    private (HierarchicalPosterior Tree, double[] Deviation) General(ApproachNumbers approaches, SpreadScale scale)
    {
        var deviation = scale.Of(Spread.Action);
        var tree = new HierarchicalPosterior(new TreeLevels(Spread.General, scale.Of(Spread.Approach)), approaches.Of, approaches.Count, NoiseVariance);
        for (var action = 0; action < actions.Count; action++)
        {
            if (_sums[action].Ratings >= FewestPeople)
                tree.See(action, _sums[action], actions[action].LibraryMean, deviation);
        }

        return (tree, deviation);
    }

    /// <summary>How much people differ, by which spread explains the ratings of many best; only the sum over them is looked at.</summary>
    private SpreadScale PersonScale(ApproachNumbers approaches, Dictionary<string, ActionPrior> priors) =>
        _compared.Count < FewestPeople
            ? SpreadScale.Usual
            : SpreadScale.Best(scale =>
            {
                var prior = new SharedPrior(priors, _people, scale);
                return _compared.Sum(person => new PersonalModel(actions, approaches, prior, person).LogEvidence);
            });

    private ActionPrior Of(HierarchicalPosterior tree, ModelAction action, int number, double[] own)
    {
        var deviation = new double[N];
        var place = new double[N];
        for (var i = 0; i < N; i++)
        {
            place[i] = 1;
            deviation[i] = Math.Sqrt(tree.Predict(number, place, own).Variance);
            place[i] = 0;
        }

        double[] mean = [.. action.LibraryMean.Zip(tree.Weights(number), (library, learnt) => library + learnt)];
        var people = _sums[number].Ratings;
        return new ActionPrior(mean, deviation, people >= FewestPeople ? people : 0);
    }

    private static double Square(double value) => value * value;
}
