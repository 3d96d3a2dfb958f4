using Xunit;

namespace Halcyon.Language.Tests;

public sealed class TextAnalyzerTests
{
    [Theory]
    [InlineData("I want to kill myself tonight", RiskLevel.Critical)]
    [InlineData("cutting vegetables before my finals tonight", RiskLevel.Low)]
    public void Analyze_ExamplesOfTheDesign_AreReadAsAPersonWould(string text, RiskLevel expected) =>
        Assert.Equal(expected, TextAnalyzer.Shared.Analyze(text).Crisis.Level);

    [Theory]
    [InlineData("I want to kill myself", RiskLevel.Critical, RecommendedResponse.ShowCrisisResources, true)]
    [InlineData("I wish I had never been born", RiskLevel.High, RecommendedResponse.ShowCrisisResources, true)]
    [InlineData("I feel hopeless", RiskLevel.Moderate, RecommendedResponse.OfferSafetyCheck, false)]
    [InlineData("We had soup", RiskLevel.Low, RecommendedResponse.ContinueNormally, false)]
    public void Analyze_EachLevel_HasItsResponse(string text, RiskLevel level, RecommendedResponse response, bool immediate)
    {
        var crisis = TextAnalyzer.Shared.Analyze(text).Crisis;

        Assert.Equal((level, response, immediate), (crisis.Level, crisis.Response, crisis.RequiresImmediateAction));
        Assert.InRange(crisis.RiskScore, (int)level / 4.0, ((int)level + 1) / 4.0);
    }

    [Fact]
    public void Analyze_ExplicitStatement_NamesItsPlace()
    {
        const string Text = "Soup was good. I want to end my life. Bus at nine.";
        var span = Assert.Single(TextAnalyzer.Shared.Analyze(Text).Crisis.Spans);

        Assert.Equal("end my life", Text.Substring(span.Start, span.Length));
        Assert.Equal(("act.end-life", RiskLevel.Critical), (span.Rule, span.Level));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n ")]
    [InlineData("...")]
    [InlineData("xqzzt")]
    [InlineData("12 34")]
    public void Analyze_TextThatSaysNothing_InventsNoEmotion(string text)
    {
        var analysis = TextAnalyzer.Shared.Analyze(text);

        Assert.Equal((null, null, 0.0), (analysis.Primary, analysis.Secondary, analysis.Sentiment));
        Assert.Equal(12, analysis.Emotions.Count);
        Assert.Equal(RiskLevel.Low, analysis.Crisis.Level);
    }

    [Theory]
    [InlineData("I had a wonderful day with my friends, we laughed so much!", Emotion.Joy)]
    [InlineData("I am so sad, I miss my grandmother and I cried all evening", Emotion.Sadness)]
    [InlineData("I am furious, how dare he, I hate this", Emotion.Anger)]
    [InlineData("I'm really anxious and nervous about tomorrow", Emotion.Anxiety)]
    public void Analyze_PlainStatements_LeadWithTheirEmotion(string text, Emotion expected)
    {
        var analysis = TextAnalyzer.Shared.Analyze(text);

        Assert.Equal(expected, analysis.Primary?.Emotion);
        Assert.Equal(analysis.Emotions.OrderByDescending(score => score.Probability), analysis.Emotions);
        Assert.All(analysis.Emotions, score => Assert.InRange(score.Probability, 0, 1));
    }

    [Fact]
    public void Analyze_CryInPlainWords_IsNotCalledNeutral() =>
        Assert.NotEqual(Emotion.Neutral, TextAnalyzer.Shared.Analyze("I want to kill myself tonight").Primary?.Emotion);

    [Fact]
    public void Sentiment_PleasantAndUnpleasant_HaveTheirSigns()
    {
        Assert.True(TextAnalyzer.Shared.Analyze("What a lovely, happy morning, I love it").Sentiment > 0.2);
        Assert.True(TextAnalyzer.Shared.Analyze("A terrible, miserable night, I hate this pain").Sentiment < -0.2);
    }

    [Fact]
    public void Analyze_Null_IsRefused() => Assert.Throws<ArgumentNullException>(() => TextAnalyzer.Shared.Analyze(null!));

    [Fact]
    public void Analyze_ManyThreads_AnswerAlike()
    {
        const string Text = "I feel hopeless and I want to die, but the soup was good.";
        var expected = TextAnalyzer.Shared.Analyze(Text);
        var answers = new TextAnalysis[64];

        Parallel.For(0, answers.Length, index => answers[index] = TextAnalyzer.Shared.Analyze(Text));

        Assert.All(answers, answer =>
        {
            Assert.Equal(expected.Emotions, answer.Emotions);
            Assert.Equal(expected.Crisis.Spans, answer.Crisis.Spans);
            Assert.Equal(expected.Crisis.RiskScore, answer.Crisis.RiskScore);
        });
    }
}
