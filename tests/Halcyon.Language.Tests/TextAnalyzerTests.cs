using Xunit;

namespace Halcyon.Language.Tests;

public sealed class TextAnalyzerTests
{
    [Theory]
    [InlineData("I want to kill myself tonight", RiskLevel.Critical)]
    [InlineData("cutting vegetables before my finals tonight", RiskLevel.Low)]
    public void Analyze_ExamplesOfTheDesign_AreReadAsAPersonWould(string text, RiskLevel expected) =>
        Assert.Equal(expected, TextAnalyzer.Shared.Analyze(text).Crisis.Level);
}
