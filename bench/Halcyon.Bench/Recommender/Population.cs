using Halcyon.Wellness.Recommendations;

namespace Halcyon.Bench.Recommender;

/// <summary>What is true of a simulated population. Everything is drawn from the seed; nothing is known to the algorithms.</summary>
/// <param name="PersonSpread">How much what helps differs between people, as a standard deviation of the reward.</param>
/// <param name="DriftAt">Round at which a third of what is true of each person is drawn anew; 0 for never.</param>
/// <param name="RatedShare">Share of sessions that are rated; of the rest a third is skipped when the action suits badly, else done without a word.</param>
/// <param name="IsNonlinear">Effects that no linear model holds: products of feeling and energy, thresholds, an S-shaped scale.</param>
internal sealed record Population(string Name, double PersonSpread, int DriftAt, double RatedShare, bool IsNonlinear)
{
    public static IReadOnlyList<Population> All { get; } =
    [
        new("linear, people alike", 0.03, 0, 1, false),
        new("people differ", 0.12, 0, 1, false),
        new("people differ, change at 100", 0.12, 100, 1, false),
        new("people differ, 30 % rated", 0.12, 0, 0.3, false),
        new("not linear, people differ", 0.12, 0, 1, true),
        new("people share nothing", 0.22, 0, 1, false) { GeneralSpread = 0 },
    ];

    /// <summary>How much actions differ for people in general.</summary>
    public double GeneralSpread { get; init; } = 0.12;
}

/// <summary>The truth about actions for people in general, and for each person.</summary>
internal sealed class Truth
{
    public const int Actions = 30;
    public const int Approaches = 6;
    private const int N = ContextVector.Length;
    private const double Middle = 0.5;

    /// <summary>On the reward scale; with it a rating of five steps is off by one about every second time.</summary>
    public const double NoiseDeviation = 0.2;

    private readonly Population _population;
    private readonly Gaussian _draw;
    private readonly double[][] _general;
    private readonly double[][,] _pairs;

    public Truth(Population population, int seed)
    {
        _population = population;
        _draw = new Gaussian(new Random(seed));
        var approaches = Enumerable.Range(0, Approaches).Select(_ => Weights(population.GeneralSpread / 2)).ToArray();
        _general = [.. Enumerable.Range(0, Actions).Select(action => Sum(approaches[action % Approaches], Weights(population.GeneralSpread)))];
        _pairs = [.. Enumerable.Range(0, Actions).Select(_ => Pairs())];
    }

    /// <summary>One person's weights: of all, of each approach, of each action.</summary>
    public double[][] Person()
    {
        var spread = _population.PersonSpread;
        var approaches = Enumerable.Range(0, Approaches).Select(_ => Weights(spread * 0.7)).ToArray();
        var all = new double[N];
        all[ContextVector.Constant] = spread * 0.7 * _draw.Next();
        return [.. Enumerable.Range(0, Actions).Select(action => Sum(all, Sum(approaches[action % Approaches], Weights(spread))))];
    }

    public void Drift(double[][] person, Random random)
    {
        for (var action = 0; action < Actions; action++)
        {
            if (random.NextDouble() < 1.0 / 3)
                person[action] = Weights(1.6 * _population.PersonSpread);
        }
    }

    /// <summary>The expected reward, 0-1.</summary>
    public double Expected(int action, ReadOnlySpan<float> x, double[][] person)
    {
        var value = Middle;
        for (var i = 0; i < N; i++)
            value += (_general[action][i] + person[action][i]) * (x[i] - (i == ContextVector.Energy || i == ContextVector.Recent ? 0.5f : 0));
        if (_population.IsNonlinear)
        {
            var emotion = Emotion(x);
            var isTired = x[ContextVector.Energy] < 0.4f ? 1 : 0;
            value += _pairs[action][emotion, isTired];
            value = 1 / (1 + Math.Exp(-6 * (value - Middle)));
        }

        return Math.Clamp(value, 0, 1);
    }

    /// <summary>The places that people do not differ much in are small, those of feeling and time larger.</summary>
    private double[] Weights(double spread)
    {
        var weights = new double[N];
        for (var i = 0; i < N; i++)
        {
            var share = i switch
            {
                ContextVector.Constant => 1,
                >= ContextVector.FirstEmotion and < ContextVector.Energy => 0.7,
                ContextVector.Energy => 0.8,
                >= ContextVector.FirstTimeOfDay and < ContextVector.Recent => 0.4,
                _ => 0.2,
            };
            weights[i] = share * spread * _draw.Next();
        }

        return weights;
    }

    private double[,] Pairs()
    {
        var pairs = new double[Emotions.All.Count, 2];
        for (var emotion = 0; emotion < Emotions.All.Count; emotion++)
        {
            pairs[emotion, 0] = _population.GeneralSpread * _draw.Next();
            pairs[emotion, 1] = _population.GeneralSpread * _draw.Next();
        }

        return pairs;
    }

    private static int Emotion(ReadOnlySpan<float> x)
    {
        for (var emotion = 0; emotion < Emotions.All.Count; emotion++)
        {
            if (x[ContextVector.FirstEmotion + emotion] > 0)
                return emotion;
        }

        return Emotions.All.Count - 1;
    }

    private static double[] Sum(double[] first, double[] second) => [.. first.Zip(second, (a, b) => a + b)];
}
