using Halcyon.Wellness.Recommendations;

namespace Halcyon.Bench.Recommender;

/// <summary>One way of choosing, for all simulated people.</summary>
internal abstract class Policy
{
    public abstract int Choose(int person, float[] x);

    /// <param name="reward">0-1; null when the session was not rated.</param>
    public abstract void Learn(int person, int action, float[] x, double? reward, bool wasSkipped);

    /// <summary>Once for each simulated day, between two rounds.</summary>
    public virtual void EndDay(int day)
    {
    }
}

internal sealed class RandomChoice(Random random) : Policy
{
    public override int Choose(int person, float[] x) => random.Next(Truth.Actions);

    public override void Learn(int person, int action, float[] x, double? reward, bool wasSkipped)
    {
    }
}

/// <summary>The best mean rating over everybody, each action tried ten times first.</summary>
internal sealed class Popularity(Random random) : Policy
{
    private const int Tries = 10;

    private readonly double[] _sum = new double[Truth.Actions];
    private readonly int[] _count = new int[Truth.Actions];

    public override int Choose(int person, float[] x)
    {
        var untried = Enumerable.Range(0, Truth.Actions).Where(action => _count[action] < Tries).ToList();
        return untried.Count > 0
            ? untried[random.Next(untried.Count)]
            : Enumerable.Range(0, Truth.Actions).MaxBy(action => _sum[action] / _count[action]);
    }

    public override void Learn(int person, int action, float[] x, double? reward, bool wasSkipped)
    {
        if (reward is not { } given)
            return;
        _sum[action] += given;
        _count[action]++;
    }
}

/// <summary>The document's algorithm, FF-128 to FF-136, to the letter: Beta(1,1), weights N(0,1)·0.1, score Beta + 0.5·w·x, rate 0.01, no sharing.</summary>
internal sealed class Document(int people, Random random) : Policy
{
    /// <summary>Its twenty places are those of ours from emotion to autism.</summary>
    private const int First = ContextVector.FirstEmotion;
    private const int Last = ContextVector.Autism;
    private const double Rate = 0.01;

    private readonly Gaussian _normal = new(random);
    private readonly State?[] _states = new State?[people];

    public override int Choose(int person, float[] x)
    {
        var state = Of(person);
        var best = -1;
        var bestScore = double.NegativeInfinity;
        for (var action = 0; action < Truth.Actions; action++)
        {
            var score = Beta(state.Alpha[action], state.Beta[action]) + (0.5 * Dot(state.Weights[action], x));
            if (score > bestScore)
                (best, bestScore) = (action, score);
        }

        return best;
    }

    public override void Learn(int person, int action, float[] x, double? reward, bool wasSkipped)
    {
        if (reward is not { } given)
            return;

        var state = Of(person);
        if (given > 0.5)
            state.Alpha[action] += given;
        else
            state.Beta[action] += 1 - given;
        var error = given - Dot(state.Weights[action], x);
        for (var i = First; i <= Last; i++)
            state.Weights[action][i] += Rate * error * x[i];
    }

    private State Of(int person) => _states[person] ??= new State(
        [.. Enumerable.Repeat(1.0, Truth.Actions)], [.. Enumerable.Repeat(1.0, Truth.Actions)],
        [.. Enumerable.Range(0, Truth.Actions).Select(_ => Enumerable.Range(0, ContextVector.Length).Select(_ => 0.1 * _normal.Next()).ToArray())]);

    private static double Dot(double[] weights, float[] x)
    {
        var sum = 0.0;
        for (var i = First; i <= Last; i++)
            sum += weights[i] * x[i];
        return sum;
    }

    private double Beta(double alpha, double beta)
    {
        var first = Gamma(alpha);
        return first / (first + Gamma(beta));
    }

    /// <summary>Marsaglia and Tsang 2000, for shapes of 1 and more, as all here are.</summary>
    private double Gamma(double shape)
    {
        var d = shape - (1.0 / 3);
        var c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            var normal = _normal.Next();
            var cube = Math.Pow(1 + (c * normal), 3);
            if (cube > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * normal * normal) + d - (d * cube) + (d * Math.Log(cube)))
                return d * cube;
        }
    }

    private sealed record State(double[] Alpha, double[] Beta, double[][] Weights);
}

/// <summary>Disjoint LinUCB (Li and others 2010), one ridge regression for each person and action, on our context.</summary>
internal sealed class LinUcb(int people) : Policy
{
    private const int N = ContextVector.Length;
    private const double Alpha = 0.3;

    private readonly Arm?[,] _arms = new Arm?[people, Truth.Actions];

    public override int Choose(int person, float[] x) =>
        Enumerable.Range(0, Truth.Actions).MaxBy(action => _arms[person, action]?.Bound(x) ?? Arm.Unseen(x));

    public override void Learn(int person, int action, float[] x, double? reward, bool wasSkipped)
    {
        if (reward is { } given)
            (_arms[person, action] ??= new Arm()).Add(x, given - 0.5);
    }

    /// <summary>Keeps the inverse by Sherman and Morrison.</summary>
    private sealed class Arm
    {
        private readonly double[] _inverse = new double[N * N];
        private readonly double[] _moment = new double[N];

        public Arm()
        {
            for (var i = 0; i < N; i++)
                _inverse[(i * N) + i] = 1;
        }

        public static double Unseen(float[] x) => Alpha * Math.Sqrt(x.Sum(value => value * value));

        public double Bound(float[] x)
        {
            var (mean, variance) = (0.0, 0.0);
            for (var i = 0; i < N; i++)
            {
                var row = 0.0;
                for (var j = 0; j < N; j++)
                    row += _inverse[(i * N) + j] * x[j];
                mean += row * _moment[i];
                variance += row * x[i];
            }

            return mean + (Alpha * Math.Sqrt(variance));
        }

        public void Add(float[] x, double reward)
        {
            var row = new double[N];
            var scale = 1.0;
            for (var i = 0; i < N; i++)
            {
                for (var j = 0; j < N; j++)
                    row[i] += _inverse[(i * N) + j] * x[j];
                scale += row[i] * x[i];
                _moment[i] += reward * x[i];
            }

            for (var i = 0; i < N; i++)
            {
                for (var j = 0; j < N; j++)
                    _inverse[(i * N) + j] -= row[i] * row[j] / scale;
            }
        }
    }
}

/// <summary>What ships: <see cref="PersonalModel"/>, with or without the nightly estimate over people.</summary>
internal sealed class Ours : Policy
{
    /// <summary>In truth every night; seldomer here, for time.</summary>
    private const int DaysBetweenEstimates = 10;
    private const int LaterDaysBetweenEstimates = 25;
    private const int Later = 50;

    private readonly ModelAction[] _actions =
        [.. Enumerable.Range(0, Truth.Actions).Select(action => ModelAction.Plain($"action-{action}", $"approach-{action % Truth.Approaches}"))];
    private readonly ApproachNumbers _approaches;
    private readonly PersonalEvidence[] _evidence;
    private readonly PersonalModel[] _models;
    private readonly Gaussian _noise;
    private readonly bool _shares;
    private readonly double[] _scores = new double[Truth.Actions];

    public Ours(int people, Random random, bool shares)
    {
        (_noise, _shares, _approaches) = (new Gaussian(random, Wellness.Recommendations.Recommender.Boldness), shares, new ApproachNumbers(_actions));
        _evidence = [.. Enumerable.Range(0, people).Select(_ => new PersonalEvidence())];
        _models = [.. _evidence.Select(evidence => new PersonalModel(_actions, _approaches, SharedPrior.None, evidence))];
    }

    public override int Choose(int person, float[] x)
    {
        _models[person].Score(x, _noise, _scores);
        return Array.IndexOf(_scores, _scores.Max());
    }

    public override void Learn(int person, int action, float[] x, double? reward, bool wasSkipped) =>
        _models[person].Observe(action, x, reward is { } given ? new Reward(given, 1, IsRating: true) : wasSkipped ? Reward.Skipped : Reward.OfCompletion(null, []));

    public override void EndDay(int day)
    {
        var date = DateOnly.FromDayNumber(740_000 + day);
        foreach (var model in _models)
            model.ForgetUpTo(date);
        if (!_shares || day % (day > Later ? LaterDaysBetweenEstimates : DaysBetweenEstimates) != 0)
            return;

        var estimation = new PriorEstimation(_actions);
        foreach (var evidence in _evidence)
            estimation.Add(evidence);
        var prior = estimation.Estimate();
        for (var person = 0; person < _models.Length; person++)
            _models[person] = new PersonalModel(_actions, _approaches, prior, _evidence[person]);
    }
}
