using Halcyon.Accounts.HealthScreening;
using Halcyon.Accounts.Profiles;
using Halcyon.Platform.People;
using Xunit;

namespace Halcyon.Accounts.Tests.HealthScreening;

public sealed class HealthFlagRulesTests
{
    private static readonly ScreeningAnswers AllNo = new("no", "no", "no", "no", "no", "no", "no", "no", "no");

    [Fact]
    public void Of_NothingAnswered_CountsEveryQuestionAsYes() =>
        Assert.Equal(HealthFlag.Screened.Order(StringComparer.Ordinal), HealthFlagRules.Of(null, null).Order(StringComparer.Ordinal));

    [Fact]
    public void Of_AnswersToOlderQuestions_CountsEveryQuestionAsYes() =>
        Assert.Superset(HealthFlag.Screened.ToHashSet(), HealthFlagRules.Of(new ScreeningDocument(ScreeningForm.Version - 1, AllNo), null).ToHashSet());

    [Fact]
    public void Of_AllAnsweredNo_IsEmpty() => Assert.Empty(HealthFlagRules.Of(new ScreeningDocument(ScreeningForm.Version, AllNo), new Profile()));

    [Theory]
    [InlineData("yes")]
    [InlineData("unsure")]
    public void Of_YesOrUnsure_IsAFlag(string answer) =>
        Assert.Equal([HealthFlag.Pregnancy], HealthFlagRules.Of(new ScreeningDocument(ScreeningForm.Version, AllNo with { Pregnancy = answer }), null));

    [Theory]
    [InlineData("PTSD (complex)", HealthFlag.Trauma)]
    [InlineData("Panic attacks", HealthFlag.Panic)]
    [InlineData("mild asthma", HealthFlag.BreathingCondition)]
    [InlineData("recovering from Anorexia", HealthFlag.EatingDisorder)]
    [InlineData("high blood pressure", HealthFlag.HeartCondition)]
    [InlineData("ME/CFS", HealthFlag.FatigueCondition)]
    public void Of_ConditionInTheProfile_IsAFlag(string written, string flag)
    {
        var screening = new ScreeningDocument(ScreeningForm.Version, AllNo);
        Assert.Contains(flag, HealthFlagRules.Of(screening, new Profile { OtherConditions = [written] }));
        Assert.Contains(flag, HealthFlagRules.Of(screening, new Profile { MedicalConditions = [written] }));
        Assert.DoesNotContain(flag, HealthFlagRules.Of(screening, new Profile { OtherConditions = ["hay fever"] }));
    }

    [Fact]
    public void Of_AnxietyInTheProfile_IsReadAsPanic() =>
        Assert.Equal([HealthFlag.Panic], HealthFlagRules.Of(new ScreeningDocument(ScreeningForm.Version, AllNo), new Profile { HasAnxiety = true }));
}
