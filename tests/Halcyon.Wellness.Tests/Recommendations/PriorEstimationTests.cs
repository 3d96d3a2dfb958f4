using Halcyon.Wellness.Recommendations;
using Xunit;

namespace Halcyon.Wellness.Tests.Recommendations;

public sealed class PriorEstimationTests
{
    private static readonly ModelAction[] Actions =
        [ModelAction.Plain("good", "one"), ModelAction.Plain("bad", "one"), ModelAction.Plain("rare", "two")];

    private static readonly float[] X = ContextVector.Of(new Moment(
        "anxiety", 4, "evening", null, 0, HasAdhd: false, HasAutismSpectrum: false, null, null, null));

    [Fact]
    public void Estimate_FromFewerPeopleThanEnough_KnowsNothing()
    {
        var prior = Estimate(people: PriorEstimation.FewestPeople - 1);

        Assert.Equal(0, prior.People);
        Assert.Equal(0, prior.Of(Actions[0]).People);
        Assert.Equal(Actions[0].LibraryMean, prior.Of(Actions[0]).Mean);
    }

    [Fact]
    public void Estimate_FromEnoughPeople_LearnsWhatHelpsAndHowSurely()
    {
        var prior = SharedPrior.Read(Estimate(people: 60).Write());
        var (good, bad, rare) = (prior.Of(Actions[0]), prior.Of(Actions[1]), prior.Of(Actions[2]));

        Assert.Equal((60, 60, 60), (prior.People, good.People, bad.People));
        Assert.True(Expect(good) > 0.65 && Expect(bad) < 0.35, $"{Expect(good)} {Expect(bad)}");
        // Rated by nine people only: neither told of nor known.
        Assert.Equal(0, rare.People);
        Assert.InRange(Expect(rare), 0.45, 0.55);
        Assert.True(good.Deviation[ContextVector.Constant] < rare.Deviation[ContextVector.Constant]);
    }

    [Fact]
    public void Estimate_OnePersonWithManyRatings_CountsForAFew()
    {
        var with = new PriorEstimation(Actions);
        var without = new PriorEstimation(Actions);
        foreach (var estimation in new[] { with, without })
        {
            for (var person = 0; person < 30; person++)
                estimation.Add(Person(1000));
        }

        var loud = new PersonalEvidence();
        for (var times = 0; times < 10_000; times++)
            loud.Of("good").Add(X, 0, 1);
        loud.Of("good").Ratings = 10_000;
        with.Add(loud);

        // Four of thirty-four sessions, where all counted equally it would be nearly all of ten thousand.
        Assert.InRange(Expect(without.Estimate().Of(Actions[0])) - Expect(with.Estimate().Of(Actions[0])), 0, 4.0 / 34);
    }

    private static SharedPrior Estimate(int people)
    {
        var estimation = new PriorEstimation(Actions);
        for (var person = 0; person < people; person++)
            estimation.Add(Person(person));
        return estimation.Estimate();
    }

    private static PersonalEvidence Person(int number)
    {
        var evidence = new PersonalEvidence();
        foreach (var (id, reward) in new[] { ("good", 0.9), ("bad", 0.1), ("rare", 1.0) })
        {
            if (id == "rare" && number >= 9)
                continue;
            evidence.Of(id).Add(X, reward, 1);
            evidence.Of(id).Ratings = 1;
        }

        return evidence;
    }

    private static double Expect(ActionPrior prior) => prior.Mean.Zip(X, (weight, value) => weight * value).Sum();
}
