using Halcyon.Wellness.Recommendations;
using Xunit;

namespace Halcyon.Wellness.Tests.Recommendations;

/// <summary>The tree of messages against the same model written out as one large Gaussian and solved directly.</summary>
public sealed class PersonalModelTests
{
    private const int N = ContextVector.Length;

    private static readonly ModelAction[] Actions =
        [ModelAction.Plain("a", "one"), ModelAction.Plain("b", "one"), ModelAction.Plain("c", "two"), ModelAction.Plain("d", "three")];

    [Fact]
    public void Predict_AfterSomeSessions_EqualsTheDenseSolution()
    {
        var sessions = Sessions(new Random(5), 12);
        var model = Model();
        foreach (var (action, x, reward) in sessions)
            model.Observe(action, x, reward);
        var asked = Context(new Random(6));

        for (var action = 0; action < Actions.Length; action++)
        {
            var (mean, variance) = model.Predict(action, asked);
            var (expectedMean, expectedVariance) = Dense(sessions, action, asked);
            Assert.Equal(expectedMean, mean, 1e-9);
            Assert.Equal(expectedVariance, variance, 1e-9);
        }
    }

    [Fact]
    public void Score_OverManyDraws_HasTheMeanAndVarianceOfThePrediction()
    {
        var model = Model();
        foreach (var (action, x, reward) in Sessions(new Random(8), 10))
            model.Observe(action, x, reward);
        var asked = Context(new Random(9));
        var noise = new Gaussian(new Random(10));
        const int Draws = 20_000;
        var (sums, squares, scores) = (new double[Actions.Length], new double[Actions.Length], new double[Actions.Length]);
        for (var draw = 0; draw < Draws; draw++)
        {
            model.Score(asked, noise, scores);
            for (var action = 0; action < Actions.Length; action++)
                (sums[action], squares[action]) = (sums[action] + scores[action], squares[action] + (scores[action] * scores[action]));
        }

        for (var action = 0; action < Actions.Length; action++)
        {
            var (mean, variance) = model.Predict(action, asked);
            var (drawnMean, drawnVariance) = (sums[action] / Draws, (squares[action] / Draws) - Math.Pow(sums[action] / Draws, 2));
            // Five standard errors of a mean and of a variance of normal draws.
            Assert.Equal(mean, drawnMean, 5 * Math.Sqrt(variance / Draws));
            Assert.Equal(variance, drawnVariance, 5 * variance * Math.Sqrt(2.0 / Draws));
        }
    }

    [Fact]
    public void Score_WithTheSameSeed_IsTheSame()
    {
        var (model, x) = (Model(), Context(new Random(1)));
        var (first, second) = (new double[Actions.Length], new double[Actions.Length]);
        model.Score(x, new Gaussian(new Random(3)), first);
        model.Score(x, new Gaussian(new Random(3)), second);
        Assert.Equal(first, second);
    }

    [Fact]
    public void Observe_GoodRatings_LiftTheActionMostAndItsApproachSome()
    {
        var (model, x) = (Model(), Context(new Random(2)));
        for (var times = 0; times < 5; times++)
            model.Observe(0, x, new Reward(1, 1, IsRating: true));

        var (own, kin, stranger) = (model.Predict(0, x).Mean, model.Predict(1, x).Mean, model.Predict(2, x).Mean);
        Assert.True(own > kin && kin > stranger && stranger > 0.5, $"{own} {kin} {stranger}");
        Assert.True(model.Predict(0, x).Variance < model.Predict(1, x).Variance);
    }

    [Fact]
    public void Evidence_WrittenAndRead_IsTheSameAndSmall()
    {
        var evidence = new PersonalEvidence();
        evidence.ForgetUpTo(new DateOnly(2026, 11, 1));
        var random = new Random(4);
        for (var action = 0; action < 60; action++)
        {
            evidence.Of($"action-{action}").Add(Context(random), random.NextDouble(), 1);
            evidence.Of($"action-{action}").Ratings = action;
        }

        var bytes = evidence.Write();
        var read = PersonalEvidence.Read(bytes);

        Assert.Equal(evidence.AsOf, read.AsOf);
        Assert.Equal(60, read.Actions.Count);
        Assert.All(evidence.Actions, pair =>
        {
            Assert.Equal(pair.Value.Ratings, read.Actions[pair.Key].Ratings);
            Assert.Equal(pair.Value.Gram, read.Actions[pair.Key].Gram, (a, b) => Math.Abs(a - b) < 1e-6);
            Assert.Equal(pair.Value.Moment, read.Actions[pair.Key].Moment, (a, b) => Math.Abs(a - b) < 1e-6);
        });
        Assert.True(bytes.Length < 60 * 1500, $"{bytes.Length} bytes.");
    }

    [Fact]
    public void ForgetUpTo_AfterAHalfLife_HalvesWhatWasLearnt()
    {
        var evidence = new PersonalEvidence();
        evidence.ForgetUpTo(new DateOnly(2026, 1, 1));
        evidence.Of("a").Add(Context(new Random(4)), 1, 1);

        Assert.False(evidence.ForgetUpTo(new DateOnly(2026, 1, 4)));
        Assert.Equal(1, evidence.Of("a").Weight);
        Assert.True(evidence.ForgetUpTo(new DateOnly(2026, 1, 1).AddDays(180)));
        Assert.Equal(0.5, evidence.Of("a").Weight, 1e-9);
        Assert.Equal(1, evidence.Of("a").MeanReward, 1e-9);
    }

    private static PersonalModel Model() => new(Actions, new ApproachNumbers(Actions), SharedPrior.None, new PersonalEvidence());

    private static List<(int Action, float[] X, Reward Reward)> Sessions(Random random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => (random.Next(3), Context(random), new Reward(random.NextDouble(), random.NextDouble() < 0.5 ? 1 : 0.25, IsRating: true)))];

    private static float[] Context(Random random) => ContextVector.Of(new Moment(
        Emotions.All[random.Next(Emotions.All.Count)], 1 + random.Next(10), ContextVector.TimesOfDay[random.Next(4)], random.NextDouble(), random.NextDouble(),
        random.Next(2) == 0, random.Next(2) == 0, 4 + (5 * random.NextDouble()), 1 + random.Next(10), 1 + random.Next(30)));

    /// <summary>Weights of all actions are jointly normal; each session is one noisy, weighted look at x·θ. Conditioning, by solving in the space of sessions.</summary>
    private static (double Mean, double Variance) Dense(List<(int Action, float[] X, Reward Reward)> sessions, int asked, float[] x)
    {
        var count = sessions.Count;
        var covariance = new double[count * count];
        var toAsked = new double[count];
        var residual = new double[count];
        for (var i = 0; i < count; i++)
        {
            for (var j = 0; j < count; j++)
                covariance[(i * count) + j] = Covariance(sessions[i].Action, sessions[i].X, sessions[j].Action, sessions[j].X);
            covariance[(i * count) + i] += Spread.NoiseVariance / sessions[i].Reward.Weight;
            toAsked[i] = Covariance(sessions[i].Action, sessions[i].X, asked, x);
            residual[i] = sessions[i].Reward.Value - 0.5;
        }

        Cholesky.Factor(covariance, count);
        var solved = residual.ToArray();
        Cholesky.Solve(covariance, count, solved);
        var explained = toAsked.ToArray();
        Cholesky.Solve(covariance, count, explained);
        var mean = 0.5 + toAsked.Zip(solved, (a, b) => a * b).Sum();
        return (mean, Covariance(asked, x, asked, x) - toAsked.Zip(explained, (a, b) => a * b).Sum());
    }

    private static double Covariance(int first, float[] x, int second, float[] y)
    {
        var own = Spread.Join(Spread.PersonAction, PriorEstimation.Unknown);
        var sum = 0.0;
        for (var i = 0; i < N; i++)
        {
            var shared = Square(Spread.Person[i]);
            if (Actions[first].Approach == Actions[second].Approach)
                shared += Square(Spread.PersonApproach[i]);
            if (first == second)
                shared += Square(own[i]);
            sum += shared * x[i] * y[i];
        }

        return sum;
    }

    private static double Square(double value) => value * value;
}
