using System.Globalization;
using Halcyon.Wellness.Recommendations;

namespace Halcyon.Bench.Recommender;

/// <summary>
/// Cumulative regret of several ways to choose, in several simulated populations: each person does one chosen action a day and
/// rates it in five steps. All see the same people, moments and luck.
/// </summary>
internal static class Simulation
{
    private const int People = 200;
    private const int Rounds = 200;
    private const int Resamples = 2000;

    /// <summary>Constants of the model were chosen on seeds below 100; what is reported uses these.</summary>
    private static readonly int[] ReportedSeeds = [101, 102, 103];

    public static int Run(string[] args)
    {
        int[] seeds = args.Length > 0 ? [.. args.Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))] : ReportedSeeds;
        ChoiceTime.Report();
        Console.WriteLine($"{People} people × {Rounds} rounds × seeds {string.Join(", ", seeds)}; {Truth.Actions} actions of {Truth.Approaches} approaches.");
        Console.WriteLine("Mean cumulative regret of a person over all rounds [95 %], bootstrap over people; lower is better.");
        foreach (var population in Population.All)
            Report(population, seeds);
        return 0;
    }

    private static void Report(Population population, int[] seeds)
    {
        var regrets = new Dictionary<string, List<double>>(StringComparer.Ordinal);
        foreach (var seed in seeds)
        {
            foreach (var (name, make) in Policies(seed))
            {
                if (!regrets.TryGetValue(name, out var all))
                    regrets.Add(name, all = []);
                all.AddRange(Regrets(population, seed, make()));
            }
        }

        Console.WriteLine();
        Console.WriteLine($"| {population.Name} | regret | 95 % | document − this | 95 % |");
        Console.WriteLine("|---|---:|---:|---:|---:|");
        var document = regrets["document"];
        foreach (var (name, all) in regrets)
        {
            var (low, high) = Interval(all);
            var differences = document.Zip(all, (theirs, ours) => theirs - ours).ToList();
            var (least, most) = Interval(differences);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {all.Average():F1} | {low:F1} to {high:F1} | {differences.Average():F1} | {least:F1} to {most:F1} |"));
        }
    }

    private static IEnumerable<(string Name, Func<Policy> Make)> Policies(int seed) =>
    [
        ("ours", () => new Ours(People, new Random(seed), shares: true)),
        ("ours, without sharing", () => new Ours(People, new Random(seed), shares: false)),
        ("document", () => new Document(People, new Random(seed))),
        ("LinUCB", () => new LinUcb(People)),
        ("popularity", () => new Popularity(new Random(seed))),
        ("random", () => new RandomChoice(new Random(seed))),
    ];

    /// <summary>One number for each person. Moments and luck come from generators of their own, the same for every policy.</summary>
    private static double[] Regrets(Population population, int seed, Policy policy)
    {
        var truth = new Truth(population, seed);
        var persons = Enumerable.Range(0, People).Select(person => new Simulated(truth.Person(), new Random(SeedOf(seed, person)))).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var person = 0; person < People; person++)
                persons[person].Live(person, round, truth, population, policy);
            policy.EndDay(round + 1);
        }

        return [.. persons.Select(person => person.Regret)];
    }

    private static int SeedOf(int seed, int person) => (seed * 100_003) + person;

    /// <summary>Percentile bootstrap of the mean.</summary>
    private static (double Low, double High) Interval(List<double> values)
    {
        var random = new Random(7);
        var means = new double[Resamples];
        for (var resample = 0; resample < Resamples; resample++)
        {
            var sum = 0.0;
            for (var draw = 0; draw < values.Count; draw++)
                sum += values[random.Next(values.Count)];
            means[resample] = sum / values.Count;
        }

        Array.Sort(means);
        return (means[(int)(0.025 * Resamples)], means[(int)(0.975 * Resamples)]);
    }

    private sealed class Simulated(double[][] weights, Random random)
    {
        private readonly Queue<double> _recent = new();
        private readonly Gaussian _noise = new(random);
        private readonly int _usualEmotion = random.Next(Emotions.All.Count);
        private readonly bool _hasAdhd = random.NextDouble() < 0.3;
        private readonly bool _isAutistic = random.NextDouble() < 0.2;

        public double Regret { get; private set; }

        public void Live(int person, int round, Truth truth, Population population, Policy policy)
        {
            if (population.DriftAt > 0 && round == population.DriftAt)
                truth.Drift(weights, random);
            var x = ContextVector.Of(Moment());
            var (luck, answers, patience) = (_noise.Next(), random.NextDouble(), random.NextDouble());
            var action = policy.Choose(person, x);
            var expected = truth.Expected(action, x, weights);
            var best = Enumerable.Range(0, Truth.Actions).Max(other => truth.Expected(other, x, weights));
            Regret += best - expected;
            if (answers >= population.RatedShare)
            {
                policy.Learn(person, action, x, null, wasSkipped: patience > 0.5 + expected);
                return;
            }

            var reward = Math.Clamp(Math.Round(4 * (expected + (Truth.NoiseDeviation * luck))), 0, 4) / 4;
            _recent.Enqueue(reward);
            if (_recent.Count > 5)
                _recent.Dequeue();
            policy.Learn(person, action, x, reward, wasSkipped: false);
        }

        private Moment Moment() => new(
            Emotions.All[random.NextDouble() < 0.4 ? _usualEmotion : random.Next(Emotions.All.Count)],
            1 + random.Next(10), ContextVector.TimesOfDay[random.Next(4)], _recent.Count > 0 ? _recent.Average() : null, 0,
            _hasAdhd, _isAutistic, SleepHours: random.NextDouble() < 0.6 ? 4 + (5 * random.NextDouble()) : null,
            SensoryLoad: random.NextDouble() < 0.4 ? 1 + random.Next(10) : null,
            TimeAvailableMinutes: random.NextDouble() < 0.5 ? 2 + random.Next(30) : null);
    }
}
