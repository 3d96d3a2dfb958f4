using System.Collections.Frozen;
using Halcyon.Language.Weights;

namespace Halcyon.Language.Crisis;

/// <summary>
/// What the trained classifier adds to the rules. It hears what no phrase says, and is often wrong: it raises a text to
/// moderate or high, never to critical, and never lowers what a rule found.
/// </summary>
internal sealed class RiskModel
{
    private const string HeadName = "risk";
    private const string ShortHeadName = "cry";

    /// <summary>It was trained on posts; a few words give it nothing to go by.</summary>
    private const int FewestWords = 5;

    /// <summary>The short head was trained on short lines too.</summary>
    private const int FewestWordsOfShort = 3;

    /// <summary>The short head says nothing of labels, names and other languages: most words must be known to it.</summary>
    private const double LeastKnown = 0.8;
    private const int Thresholds = 4;

    private static readonly FrozenSet<string> Writer =
        "i me my myself mine i'm im i've ive i'd i'll".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Reader =
        "you your yours yourself you're youre you've you'd you'll u ur".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly int _head;
    private readonly int _shortHead;
    private readonly Head _short;
    private readonly double[] _coefficients;
    private readonly double _moderate;
    private readonly double _high;
    private readonly double _shortModerate;
    private readonly double _shortHigh;

    public RiskModel(LanguageModel model)
    {
        _head = model.IndexOf(HeadName);
        _shortHead = model.IndexOf(ShortHeadName);
        _short = model.Heads[_shortHead];
        _coefficients = [.. model.Risk.SkipLast(Thresholds)];
        (_moderate, _high, _shortModerate, _shortHigh) = (model.Risk[^4], model.Risk[^3], model.Risk[^2], model.Risk[^1]);
    }

    /// <summary>The probability of suicidal thoughts or worse, given the text and what the rules found.</summary>
    public double Probability(ModelTokens text, double[] scores, RiskLevel rules)
    {
        var count = Math.Max(1, text.Tokens.Count);
        double[] seen =
        [
            scores[_head],
            rules >= RiskLevel.Moderate ? 1 : 0,
            rules >= RiskLevel.High ? 1 : 0,
            rules >= RiskLevel.Critical ? 1 : 0,
            text.Tokens.Count(Writer.Contains) / (double)count,
            text.Tokens.Count(Reader.Contains) / (double)count,
            Math.Log(count),
        ];
        var sum = _coefficients[seen.Length];
        for (var index = 0; index < seen.Length; index++)
            sum += _coefficients[index] * seen[index];
        return 1 / (1 + Math.Exp(-sum));
    }

    public RiskLevel Raise(RiskLevel rules, double probability, ModelTokens text, double[] scores, int knownWords)
    {
        var words = text.Tokens.Count;
        var own = words >= FewestWords ? Level(probability, _moderate, _high) : RiskLevel.Low;
        // What the rules have graded keeps their grade: the short head says that something is there, less well how grave it is.
        var ofShort = rules == RiskLevel.Low && knownWords >= FewestWordsOfShort && knownWords >= LeastKnown * text.Tokens.Count(token => char.IsLetter(token[0]))
            ? Level(_short.Probability(scores[_shortHead]), _shortModerate, _shortHigh)
            : RiskLevel.Low;
        return (RiskLevel)Math.Max((int)rules, Math.Max((int)own, (int)ofShort));
    }

    private static RiskLevel Level(double probability, double moderate, double high) =>
        probability >= high ? RiskLevel.High : probability >= moderate ? RiskLevel.Moderate : RiskLevel.Low;
}
