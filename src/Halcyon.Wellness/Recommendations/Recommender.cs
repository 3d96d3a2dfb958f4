using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Halcyon.Wellness.Interventions;

namespace Halcyon.Wellness.Recommendations;

/// <summary>Chooses small actions for a person and a moment, by contextual Thompson sampling over what they may be offered.</summary>
public sealed class Recommender
{
    private const double NineInTen = 1.645;

    /// <summary>How bold a draw is, beside one of the whole posterior. People try few things: what is learnt late is of no use to them.</summary>
    internal const double Boldness = 0.4;

    /// <summary>From so many ratings of one's own on, what the model expects of an action is more than a guess.</summary>
    private const int EnoughOwnRatings = 3;

    private readonly InterventionLibrary _library;
    private readonly SharedPriors _priors;
    private readonly PersonalRows _rows;
    private readonly IUserDirectory _people;
    private readonly TimeProvider _clock;
    private readonly Random _random;

    internal Recommender(
        InterventionLibrary library, SharedPriors priors, PersonalRows rows, IUserDirectory people, TimeProvider clock, Random random) =>
        (_library, _priors, _rows, _people, _clock, _random) = (library, priors, rows, people, clock, random);

    /// <returns>At most <paramref name="count"/>, best first; none while the library holds nothing that suits.</returns>
    public Task<IReadOnlyList<Recommendation>> RecommendAsync(
        UserId userId, RecommendationContext context, int count, CancellationToken cancellationToken) =>
        RecommendAsync(userId, known: null, context, count, cancellationToken);

    /// <param name="known">What is known of the person, where it was read already.</param>
    internal async Task<IReadOnlyList<Recommendation>> RecommendAsync(
        UserId userId, SealedPersonalRow? known, RecommendationContext context, int count, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var edition = await _library.GetAsync(cancellationToken);
        var prior = await _priors.GetAsync(cancellationToken);
        var person = await _people.FindAsync(userId, cancellationToken);
        var (row, sealedFlags) = known ?? await _rows.ReadSealedAsync(userId, cancellationToken);
        var flags = await sealedFlags.OpenAsync(cancellationToken);
        var moment = Moments.Of(context, row, person, _clock.GetUtcNow());
        var isInCrisis = row.IsInCrisis || context.CrisisLevel is "high" or "critical" or "unknown";
        var isHard = isInCrisis || (context.MoodScore is { } mood ? HardMoment.Is(mood, context.CrisisLevel) : row.IsHardMoment);
        var limits = new Limits(
            flags, row.Hidden, row.SkippedLately, person?.AgeRange == "under-18", moment.EnergyLevel, moment.TimeAvailableMinutes, moment.TimeOfDay,
            isInCrisis, isHard);
        return Choose(edition, prior, PersonalEvidence.Read(row.Model), moment, limits, count, limits.IsInCrisis ? null : new Gaussian(_random, Boldness));
    }

    /// <summary>The choice itself; the same noise gives the same answer.</summary>
    /// <param name="noise">Null to try nothing out, as in a crisis.</param>
    internal static IReadOnlyList<Recommendation> Choose(
        LibraryEdition edition, SharedPrior prior, PersonalEvidence evidence, Moment moment, Limits limits, int count, Gaussian? noise)
    {
        var eligible = Eligibility.Of(edition.Items, limits, count);
        if (eligible.Count == 0 || count < 1)
            return [];

        var model = new PersonalModel(edition.Actions, edition.Approaches, prior, evidence);
        var x = ContextVector.Of(moment);
        var scores = new double[edition.Items.Count];
        model.Score(x, noise, scores);
        var lead = MeanPrior(model, eligible);
        int[] first = limits.IsHardMoment && Steadying(edition, model, x, eligible) is { } steadying ? [steadying] : [];
        var others = eligible.Where(action => !first.Contains(action)).ToList();
        int[] chosen = [.. first, .. Selection.Of(others, scores, action => edition.Items[action].TherapeuticApproach, count - first.Length)];
        return [.. chosen.Select(action => Describe(action, edition, model, evidence, moment, x, lead))];
    }

    /// <summary>What is offered first in a hard moment, by what is known alone: nothing is tried out on somebody who needs something to hold on to.</summary>
    private static int? Steadying(LibraryEdition edition, PersonalModel model, float[] x, IReadOnlyList<int> eligible)
    {
        var expected = new double[edition.Items.Count];
        model.Score(x, null, expected);
        var best = eligible.Where(action => HardMoment.Steadies(edition.Items[action])).OrderByDescending(action => expected[action]).ThenBy(action => action);
        return best.Select(action => (int?)action).FirstOrDefault();
    }

    private static Recommendation Describe(
        int action, LibraryEdition edition, PersonalModel model, PersonalEvidence evidence, Moment moment, float[] x, double[] meanPrior)
    {
        var item = edition.Items[action];
        var prior = model.PriorOf(action);
        var own = evidence.Actions.GetValueOrDefault(item.Id);
        var grounds = new Grounds(
            item, moment, x, own, OfApproach(edition, evidence, item.TherapeuticApproach), model.PersonalWeights(action),
            [.. prior.Mean.Zip(meanPrior, (mean, usual) => mean - usual)],
            prior.Mean.Zip(x, (weight, value) => weight * value).Sum(), prior.People);
        var (expected, interval) = Expect(model, action, evidence, x);
        return new Recommendation(
            item.Id, item.Name, item.ShortDescription, item.DurationSeconds, item.EffortLevel, WhyRecommended.Of(grounds), expected, interval);
    }

    /// <summary>Null while there are too few ratings behind it.</summary>
    internal static (double? Expected, EffectivenessInterval? Interval) Expect(
        PersonalModel model, int action, PersonalEvidence evidence, float[] x)
    {
        var own = evidence.Actions.GetValueOrDefault(model.IdOf(action))?.Ratings ?? 0;
        if (own < EnoughOwnRatings && model.PriorOf(action).People == 0)
            return (null, null);

        var (mean, variance) = model.Predict(action, x);
        var half = NineInTen * Math.Sqrt(variance);
        return (Shown(mean), new EffectivenessInterval(Shown(mean - half), Shown(mean + half)));
    }

    /// <summary>More digits would claim more than is known.</summary>
    private static double Shown(double value) => Math.Round(Math.Clamp(value, 0, 1), 2);

    private static double[] MeanPrior(PersonalModel model, IReadOnlyList<int> eligible)
    {
        var mean = new double[ContextVector.Length];
        foreach (var action in eligible)
        {
            for (var place = 0; place < mean.Length; place++)
                mean[place] += model.PriorOf(action).Mean[place] / eligible.Count;
        }

        return mean;
    }

    private static ActionEvidence OfApproach(LibraryEdition edition, PersonalEvidence evidence, string approach)
    {
        var sum = new ActionEvidence();
        foreach (var (id, action) in evidence.Actions)
        {
            if (edition.Find(id)?.TherapeuticApproach != approach)
                continue;
            sum.Ratings += action.Ratings;
            for (var place = 0; place < sum.Gram.Length; place++)
                sum.Gram[place] += action.Gram[place];
            for (var place = 0; place < sum.Moment.Length; place++)
                sum.Moment[place] += action.Moment[place];
        }

        return sum;
    }
}
