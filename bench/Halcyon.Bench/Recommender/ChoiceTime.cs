using System.Diagnostics;
using System.Globalization;
using Halcyon.Wellness.Interventions;
using Halcyon.Wellness.Recommendations;

namespace Halcyon.Bench.Recommender;

/// <summary>How long one choice takes, from the stored bytes to three sentences: ninety-nine actions, sixty of them tried before.</summary>
internal static class ChoiceTime
{
    private const int Actions = 99;
    private const int Tried = 60;
    private const int SessionsEach = 8;
    private const int Repetitions = 400;

    private static readonly string[] Approaches = ["DBT", "ACT", "CBT", "Mindfulness", "Sensory", "Physical"];

    public static void Report()
    {
        var edition = new LibraryEdition(Enumerable.Range(0, Actions).Select(Item));
        var random = new Random(1);
        var evidence = new PersonalEvidence();
        for (var session = 0; session < Tried * SessionsEach; session++)
            evidence.Of(edition.Items[session % Tried].Id).Add(ContextVector.Of(AnyMoment(random)), random.NextDouble(), 1);
        var bytes = evidence.Write();
        var limits = new Limits(Nothing(), Nothing(), Nothing(), IsMinor: false, 9, null, "evening", IsInCrisis: false);
        var milliseconds = new double[Repetitions];
        for (var repetition = 0; repetition < Repetitions; repetition++)
        {
            var start = Stopwatch.GetTimestamp();
            Wellness.Recommendations.Recommender.Choose(
                edition, SharedPrior.None, PersonalEvidence.Read(bytes), AnyMoment(random) with { TimeOfDay = "evening" }, limits, 3,
                new Gaussian(random, Wellness.Recommendations.Recommender.Boldness));
            milliseconds[repetition] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        Array.Sort(milliseconds);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"One choice among {Actions} actions, {Tried} of them tried ({bytes.Length / 1024} KiB stored): median {milliseconds[Repetitions / 2]:F2} ms, best {milliseconds[0]:F2} ms."));
    }

    private static HashSet<string> Nothing() => new(StringComparer.Ordinal);

    private static Moment AnyMoment(Random random) => new(
        Emotions.All[random.Next(Emotions.All.Count)], 9, ContextVector.TimesOfDay[random.Next(4)], random.NextDouble(), 0,
        HasAdhd: false, HasAutismSpectrum: true, 4 + (5 * random.NextDouble()), 1 + random.Next(10), null);

    private static Intervention Item(int number) => new()
    {
        Id = $"action-{number}",
        ContentVersion = 1,
        Name = $"Action {number:D2}",
        ShortDescription = "",
        DetailedInstructions = "",
        Steps = "[]",
        Player = "steps",
        PlayerSettings = "{}",
        DurationSeconds = 60,
        EffortLevel = "low",
        EnergyRequired = 2,
        TherapeuticApproach = Approaches[number % Approaches.Length],
        SubCategory = "",
        TargetEmotions = [Emotions.All[number % 12]],
        TimesOfDay = [.. ContextVector.TimesOfDay],
        AdhdFriendly = true,
        AsdFriendly = true,
        SensoryIntensity = "low",
        RequiresVerbal = false,
        RequiresMovement = false,
        Contraindications = [],
        AgeAppropriate = ["18+"],
        SafeInCrisis = false,
        EvidenceSource = "",
        EvidenceStrength = "strong",
        IsActive = true,
    };
}
