using Xunit;

namespace Halcyon.Language.Tests.Crisis;

/// <summary>The published rule corpus: what must be heard, and what must not raise an alarm.</summary>
public sealed class CorpusTests
{
    [Fact]
    public void Corpus_Size_IsWhatTheCardSays()
    {
        var all = CorpusLine.Tuning.Concat(CorpusLine.HeldOut).ToList();

        Assert.True(all.Count >= 600);
        Assert.True(all.Count(line => line.Category == "obfuscated") >= 120);
        Assert.True(all.Count(line => line.Category == "ordinary") >= 200);
        Assert.Empty(CorpusLine.HeldOut.Select(line => line.Text).Intersect(CorpusLine.Tuning.Select(line => line.Text), StringComparer.Ordinal));
    }

    [Fact]
    public void Tuning_EveryLine_IsWithinItsLevels() => Assert.Empty(Wrong(CorpusLine.Tuning));

    [Fact]
    public void LaterLooks_EveryLine_IsWithinItsLevels() => Assert.Empty(Wrong(CorpusLine.LaterLooks));

    /// <summary>A few lines speak so far around it that no rule hears them; the card says so.</summary>
    [Fact]
    public void Indirect_NearlyEveryLine_IsWithinItsLevels()
    {
        var wrong = Wrong(CorpusLine.Indirect);

        Assert.True(wrong.Count <= CorpusLine.Indirect.Count * 0.03, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>The bound is what was measured before any rule was tuned.</summary>
    [Fact]
    public void HeldOut_NearlyEveryLine_IsWithinItsLevels()
    {
        var wrong = Wrong(CorpusLine.HeldOut);

        Assert.True(wrong.Count <= CorpusLine.HeldOut.Count * 0.05, string.Join(Environment.NewLine, wrong));
    }

    /// <summary>The bounds are a little below what the card tells.</summary>
    [Fact]
    public void Cries_OfEverySet_AreMostlyHeard()
    {
        Assert.True(ShareHeard(CorpusLine.IndirectUntouched) >= 0.9);
        Assert.True(ShareHeard(CorpusLine.Wide) >= 0.9);
        Assert.True(ShareHeard(CorpusLine.Fresh) >= 0.75);
        Assert.True(ShareHeard(CorpusLine.Voices) >= 0.9);
        Assert.True(ShareHeard(CorpusLine.Strangers) >= 0.8);
    }

    /// <summary>The classifiers may ask after somebody who is well; seldom, and they hardly ever press.</summary>
    [Fact]
    public void Ordinary_RaisedByTheClassifiersAlone_IsSeldomAndHardlyEverHigh()
    {
        var levels = CorpusLine.Tuning.Concat(CorpusLine.HeldOut).Concat(CorpusLine.LaterLooks).Concat(CorpusLine.Indirect).Concat(CorpusLine.Fresh)
            .Concat(CorpusLine.Strangers)
            .Where(line => line.Most == RiskLevel.Low)
            .Select(line => TextAnalyzer.Shared.Analyze(line.Text).Crisis)
            .Where(crisis => crisis.Spans.Count == 0)
            .Select(crisis => crisis.Level)
            .ToList();

        Assert.InRange(levels.Count(level => level >= RiskLevel.High), 0, levels.Count * 0.005);
        Assert.InRange(levels.Count(level => level == RiskLevel.Moderate), 0, levels.Count * 0.05);
    }

    [Theory]
    [InlineData("my trainer tried to kill me today")]
    [InlineData("two more pages, I'll finish it tonight")]
    [InlineData("I want to finish everything tonight so the weekend is free")]
    [InlineData("I'll be dead when mum sees the carpet")]
    [InlineData("I'm so dead when she finds out")]
    [InlineData("today I die inside a little")]
    public void Idioms_ResemblingWhatIsSaidOutright_AreNotCritical(string text) =>
        Assert.NotEqual(RiskLevel.Critical, TextAnalyzer.Shared.Analyze(text).Crisis.Level);

    /// <summary>What is only measured on must not be among what the classifier learnt from.</summary>
    [Fact]
    public void Strangers_NoLine_IsAmongWhatWasTrainedOn()
    {
        var trained = CorpusLine.Voices.Concat(CorpusLine.Wide).Concat(CorpusLine.Indirect).Concat(CorpusLine.Tuning).Concat(CorpusLine.HeldOut)
            .Concat(CorpusLine.LaterLooks).Select(line => Letters(line.Text)).ToHashSet(StringComparer.Ordinal);

        Assert.DoesNotContain(CorpusLine.Strangers, line => trained.Contains(Letters(line.Text)));

        static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }

    private static double ShareHeard(IReadOnlyList<CorpusLine> lines)
    {
        var cries = lines.Where(line => line.Least > RiskLevel.Low).ToList();
        return cries.Count(line => TextAnalyzer.Shared.Analyze(line.Text).Crisis.Level > RiskLevel.Low) / (double)cries.Count;
    }

    /// <summary>Rules and classifier together must reach the lower level; the rules alone must keep within the upper.</summary>
    private static List<string> Wrong(IEnumerable<CorpusLine> lines) =>
        [.. lines
            .Select(line => (line, crisis: TextAnalyzer.Shared.Analyze(line.Text).Crisis))
            .Where(result => result.crisis.Level < result.line.Least || RulesLevel(result.crisis) > result.line.Most)
            .Select(result => $"{result.line.Category}: {result.crisis.Level} for \"{result.line.Text}\"")];

    private static RiskLevel RulesLevel(CrisisAssessment crisis) =>
        crisis.Spans.Count == 0 ? RiskLevel.Low : crisis.Spans.Max(span => span.Level);
}
