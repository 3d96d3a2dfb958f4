using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace Halcyon.Language.Tests;

/// <summary>No string makes the analysis throw, and every span lies inside its text.</summary>
public sealed class HostileTextTests
{
    private static readonly string[] Pieces =
    [
        "I", "want", "to", "die", "kill", "myself", "k i l l", "k.i.l.l", "s*icide", "1want2d1e", "\"", "“", "”", "'", "not", "\uD800", "\uDC00", "\0",
        "\u200B", "🔪", "𝐤", "ß", "\n", "\r\n", "...", "!", "?!", "*", "|", "#", "$", "@", "a", "ii", "123", "ǆ", "İ", "ﷺ", "\u202E", "e\u0301\u0301\u0301",
    ];

    [Fact]
    public void Analyze_AnyString_Answers() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string?>(), text => Holds(text ?? "")).QuickCheckThrowOnFailure();

    [Fact]
    public void Analyze_PiecesInAnyOrder_Answers() =>
        Prop.ForAll(
            Gen.Elements(Pieces).ListOf().Select(pieces => string.Concat(pieces)).ToArbitrary(),
            text => Holds(text)).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("a ")]
    [InlineData("a!")]
    [InlineData("i want to ")]
    [InlineData("k.i.l.l ")]
    [InlineData("not ")]
    [InlineData("\"I want to die\" ")]
    [InlineData("kill myself ")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("\uD83D")]
    [InlineData("\0")]
    [InlineData("*")]
    public void Analyze_HundredKilobytes_Answers(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));

        Assert.True(Holds(text));
    }

    private static bool Holds(string text)
    {
        var analysis = TextAnalyzer.Shared.Analyze(text);
        return analysis.Emotions.Count == 12
            && analysis.Emotions.All(score => score.Probability is >= 0 and <= 1)
            && analysis.Sentiment is >= -1 and <= 1
            && analysis.Crisis.RiskScore is >= 0 and <= 1
            && analysis.Crisis.Spans.All(span => span.Start >= 0 && span.Length > 0 && span.Start + span.Length <= text.Length);
    }
}
