using System.Text.Json;
using Halcyon.Platform.People;
using Halcyon.Wellness.Interventions;
using Halcyon.Wellness.Recommendations;
using Xunit;

namespace Halcyon.Wellness.Tests.Recommendations;

public sealed class ChoiceTests
{
    private static readonly LibraryEdition Edition = new(LibraryFile.ReadAll().SelectMany(file => file.Interventions.Select(item => From(item, file))));

    private static readonly string[] AllFlags =
    [
        .. HealthFlag.Screened, HealthFlag.Panic, HealthFlag.Trauma, HealthFlag.Dissociation, HealthFlag.Psychosis, HealthFlag.EatingDisorder,
        HealthFlag.BreathingCondition, HealthFlag.BalanceCondition, HealthFlag.FatigueCondition, HealthFlag.PainCondition, HealthFlag.Migraine,
    ];

    /// <summary>Whatever the person, the moment and what was learnt: nothing that is forbidden is ever offered.</summary>
    [Fact]
    public void Choose_ForAnybody_OffersNothingThatIsForbidden()
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            var (moment, limits, evidence) = (AnyMoment(random), AnyLimits(random), AnyEvidence(random));
            limits = limits with { EnergyLevel = moment.EnergyLevel, TimeAvailableMinutes = moment.TimeAvailableMinutes, TimeOfDay = moment.TimeOfDay };

            var chosen = Recommender.Choose(Edition, SharedPrior.None, evidence, moment, limits, 3, limits.IsInCrisis ? null : new Gaussian(random));

            Assert.Equal(chosen.Count, chosen.Select(action => action.Id).Distinct(StringComparer.Ordinal).Count());
            Assert.All(chosen, action =>
            {
                var item = Edition.Find(action.Id)!;
                Assert.DoesNotContain(item.Contraindications, name => Contraindication.All[name].Flags.Any(limits.HealthFlags.Contains));
                Assert.DoesNotContain(item.Id, limits.Hidden);
                Assert.True(item.EnergyRequired <= (moment.EnergyLevel ?? 5), "energy");
                Assert.True(moment.TimeAvailableMinutes is not { } minutes || item.DurationSeconds <= 60 * minutes, "time");
                Assert.Contains(limits.IsMinor ? "under-18" : "18+", item.AgeAppropriate);
                Assert.True(item.TimesOfDay.Contains(moment.TimeOfDay) || (limits.IsInCrisis && item.SubCategory == "safety"), "time of day");
                Assert.True(!limits.IsHardMoment || item.TargetEmotions.Intersect(Heavy).Any(), "hard moment");
                Assert.True(!limits.IsInCrisis || (item.SafeInCrisis && item.Player != "thought_record"), "crisis");
            });
            var approaches = Eligibility.Of(Edition.Items, limits, 3).Select(number => Edition.Items[number].TherapeuticApproach).Distinct(StringComparer.Ordinal);
            if (chosen.Count > 1 && approaches.Count() > 1)
                Assert.True(chosen.Select(action => Edition.Find(action.Id)!.TherapeuticApproach).Distinct(StringComparer.Ordinal).Count() > 1, $"All of one approach at seed {seed}.");
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Choose_ForSomebodyWithEveryFlagAndLittleEnergy_StillOffersThree(bool isInCrisis)
    {
        var limits = new Limits(AllFlags.ToHashSet(StringComparer.Ordinal), Set(), Set(), IsMinor: true, 1, null, "night", isInCrisis);
        Assert.Equal(3, Choose(limits, new PersonalEvidence()).Count);
    }

    [Fact]
    public void Choose_InAHardMoment_BeginsWithSomethingToHoldOnToAndLeavesGoodMomentsAlone()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var evidence = AnyEvidence(new Random(seed));
            foreach (var forGood in (string[])["savour-this", "open-listening-joy", "describe-and-thank", "mindful-bite"])
                Rate(evidence, forGood, Evening, 1, times: 5);

            var chosen = Choose(Free with { IsHardMoment = true }, evidence, seed);

            var first = Edition.Find(chosen[0].Id)!;
            Assert.True(first is { SafeInCrisis: true, EffortLevel: "minimal", EnergyRequired: 1, RequiresVerbal: false, RequiresMovement: false }, first.Id);
            Assert.Empty(first.Contraindications);
            Assert.Equal(3, chosen.Select(action => action.Id).Distinct(StringComparer.Ordinal).Count());
            Assert.All(chosen, action => Assert.NotEmpty(Edition.Find(action.Id)!.TargetEmotions.Intersect(Heavy)));
        }
    }

    /// <summary>Somebody who hid everything that steadies is offered the rest.</summary>
    [Fact]
    public void Choose_InAHardMomentWithNothingSteadyingLeft_StillOffers() =>
        Assert.Equal(3, Choose(Free with
        {
            IsHardMoment = true,
            Hidden = Edition.Items.Where(item => item.SafeInCrisis).Select(item => item.Id).ToHashSet(StringComparer.Ordinal),
        }, new PersonalEvidence()).Count);

    [Fact]
    public void Choose_AtNight_PrefersWhatSettles()
    {
        Assert.True(ShareThatSettles("night") > ShareThatSettles("afternoon") + 0.1, $"{ShareThatSettles("night")} at night, {ShareThatSettles("afternoon")} in the afternoon.");

        double ShareThatSettles(string time)
        {
            var chosen = Enumerable.Range(0, 300).SelectMany(seed => Choose(Free with { TimeOfDay = time }, new PersonalEvidence(), seed))
                .Select(action => Edition.Find(action.Id)!).ToList();
            return chosen.Count(item => item is { EnergyRequired: <= 2, RequiresVerbal: false, RequiresMovement: false }) / (double)chosen.Count;
        }
    }

    /// <summary>Telling somebody that one is not safe has no hour.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Choose_AtNight_SaysToReachSomebodyOnlyInACrisis(bool isInCrisis)
    {
        var limits = Free with
        {
            TimeOfDay = "night",
            IsInCrisis = isInCrisis,
            Hidden = Edition.Items.Where(item => item.Id != "reach-out").Select(item => item.Id).ToHashSet(StringComparer.Ordinal),
        };
        Assert.Equal(isInCrisis ? ["reach-out"] : [], Choose(limits, new PersonalEvidence()).Select(action => action.Id));
    }

    [Fact]
    public void Choose_SkippedToday_ComesOnlyWhereNothingElseIsLeft()
    {
        var all = Edition.Items.Select(item => item.Id).ToList();
        var limits = Free with { SkippedLately = all.Take(90).ToHashSet(StringComparer.Ordinal) };
        for (var seed = 0; seed < 50; seed++)
            Assert.DoesNotContain(Choose(limits, new PersonalEvidence(), seed), action => limits.SkippedLately.Contains(action.Id));
        Assert.Equal(3, Choose(Free with { SkippedLately = all.ToHashSet(StringComparer.Ordinal) }, new PersonalEvidence()).Count);
    }

    [Fact]
    public void Choose_WithoutRatings_SaysWhatItAsksForAndNoNumber() =>
        Assert.All(Choose(Free, new PersonalEvidence()), action =>
        {
            Assert.Null(action.PredictedEffectiveness);
            Assert.Null(action.Interval);
            Assert.Matches("^(Made for when you feel anxious; i|I)t asks for (little energy|some energy|a bit of effort)\\.$", action.WhyRecommended);
        });

    [Fact]
    public void Choose_AfterGoodRatings_SaysSoWithTheContextInWhichTheyWereGiven()
    {
        var evidence = new PersonalEvidence();
        Rate(evidence, "hum", Evening with { EnergyLevel = 2 }, 1.0, times: 6);
        Rate(evidence, "hum", Evening with { Emotion = "joy", TimeOfDay = "morning", EnergyLevel = 2 }, 0.25, times: 3);
        var limits = Free with { EnergyLevel = 2, Hidden = Edition.Items.Where(item => item.Id != "hum").Select(item => item.Id).ToHashSet(StringComparer.Ordinal) };

        var action = Assert.Single(Choose(limits, evidence, moment: Evening with { EnergyLevel = 2 }));

        Assert.Matches("^You rated this helpful (when you feel anxious|on low-energy evenings)\\.$", action.WhyRecommended);
        Assert.InRange(action.PredictedEffectiveness!.Value, 0.6, 1);
        Assert.True(action.Interval!.Low < action.PredictedEffectiveness && action.PredictedEffectiveness <= action.Interval.High);
    }

    [Fact]
    public void Choose_AfterBadRatings_DoesNotCallItHelpful()
    {
        var evidence = new PersonalEvidence();
        Rate(evidence, "hum", Evening, 0, times: 4);
        var limits = Free with { Hidden = Edition.Items.Where(item => item.Id != "hum").Select(item => item.Id).ToHashSet(StringComparer.Ordinal) };

        var action = Assert.Single(Choose(limits, evidence));

        Assert.DoesNotContain("helpful", action.WhyRecommended, StringComparison.Ordinal);
        Assert.InRange(action.PredictedEffectiveness!.Value, 0, 0.4);
    }

    [Fact]
    public void Choose_WhatHelpsManyPeople_IsSaidOfPeopleOnly()
    {
        var estimation = new PriorEstimation(Edition.Actions);
        for (var person = 0; person < 40; person++)
        {
            var evidence = new PersonalEvidence();
            Rate(evidence, "drop-anchor", Evening, 1, times: 2);
            Rate(evidence, "feet-on-floor", Evening, 0, times: 2);
            estimation.Add(evidence);
        }

        var limits = Free with { Hidden = Edition.Items.Where(item => item.Id is not ("drop-anchor" or "feet-on-floor")).Select(item => item.Id).ToHashSet(StringComparer.Ordinal) };
        var chosen = Recommender.Choose(Edition, estimation.Estimate(), new PersonalEvidence(), Evening, limits, 3, noise: null);

        Assert.Equal(["drop-anchor", "feet-on-floor"], chosen.Select(action => action.Id));
        Assert.Equal("New to you; people often find it helpful when they feel anxious.", chosen[0].WhyRecommended);
        Assert.NotNull(chosen[0].PredictedEffectiveness);
        Assert.DoesNotContain("people", chosen[1].WhyRecommended, StringComparison.Ordinal);
    }

    private static readonly string[] Heavy = ["sadness", "anger", "fear", "disgust", "anxiety", "overwhelm", "frustrated"];

    private static Moment Evening { get; } = new("anxiety", 4, "evening", null, 0, HasAdhd: false, HasAutismSpectrum: false, null, null, null);

    private static Limits Free { get; } = new(Set(), Set(), Set(), IsMinor: false, 4, null, "evening", IsInCrisis: false);

    private static HashSet<string> Set() => new(StringComparer.Ordinal);

    private static IReadOnlyList<Recommendation> Choose(Limits limits, PersonalEvidence evidence, int seed = 1, Moment? moment = null) =>
        Recommender.Choose(
            Edition, SharedPrior.None, evidence, (moment ?? Evening) with { TimeOfDay = limits.TimeOfDay }, limits, 3,
            limits.IsInCrisis ? null : new Gaussian(new Random(seed)));

    private static void Rate(PersonalEvidence evidence, string action, Moment moment, double reward, int times)
    {
        for (var time = 0; time < times; time++)
            evidence.Of(action).Add(ContextVector.Of(moment), reward, 1);
        evidence.Of(action).Ratings += times;
    }

    private static Moment AnyMoment(Random random) => new(
        random.Next(5) == 0 ? null : Emotions.All[random.Next(12)], random.Next(5) == 0 ? null : 1 + random.Next(10),
        ContextVector.TimesOfDay[random.Next(4)], random.NextDouble(), random.NextDouble(), random.Next(2) == 0, random.Next(2) == 0,
        12 * random.NextDouble(), 1 + random.Next(10), random.Next(3) == 0 ? null : 1 + random.Next(20));

    private static Limits AnyLimits(Random random) => new(
        Some(AllFlags, random), Some([.. Edition.Items.Select(item => item.Id)], random), Some([.. Edition.Items.Select(item => item.Id)], random),
        random.Next(2) == 0, null, null, "morning", random.Next(3) == 0, random.Next(2) == 0);

    private static PersonalEvidence AnyEvidence(Random random)
    {
        var evidence = new PersonalEvidence();
        for (var left = random.Next(20); left > 0; left--)
            Rate(evidence, Edition.Items[random.Next(Edition.Items.Count)].Id, AnyMoment(random), random.NextDouble(), 1 + random.Next(3));
        return evidence;
    }

    private static HashSet<string> Some(IReadOnlyList<string> words, Random random)
    {
        var share = random.NextDouble() * 0.6;
        return words.Where(_ => random.NextDouble() < share).ToHashSet(StringComparer.Ordinal);
    }

    private static Intervention From(LibraryItem item, LibraryFile file) => new()
    {
        Id = item.Id,
        ContentVersion = file.ContentVersion,
        Name = item.Name,
        ShortDescription = item.ShortDescription,
        DetailedInstructions = item.DetailedInstructions,
        Steps = JsonSerializer.Serialize(item.Steps),
        Player = item.Player,
        PlayerSettings = item.PlayerSettings.GetRawText(),
        DurationSeconds = item.DurationSeconds,
        EffortLevel = item.EffortLevel,
        EnergyRequired = item.EnergyRequired,
        TherapeuticApproach = file.TherapeuticApproach,
        SubCategory = item.SubCategory,
        TargetEmotions = item.TargetEmotions,
        TimesOfDay = item.TimesOfDay,
        AdhdFriendly = item.AdhdFriendly,
        AsdFriendly = item.AsdFriendly,
        SensoryIntensity = item.SensoryIntensity,
        RequiresVerbal = item.RequiresVerbal,
        RequiresMovement = item.RequiresMovement,
        Contraindications = item.Contraindications,
        AgeAppropriate = item.AgeAppropriate,
        SafeInCrisis = item.SafeInCrisis,
        EvidenceSource = item.EvidenceSource,
        EvidenceStrength = item.EvidenceStrength,
        IsActive = true,
    };
}
