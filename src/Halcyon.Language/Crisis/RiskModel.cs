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

    /// <summary>It was trained on posts; a few words give it nothing to go by.</summary>
    private const int FewestWords = 5;

    private static readonly FrozenSet<string> Writer =
        "i me my myself mine i'm im i've ive i'd i'll".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Reader =
        "you your yours yourself you're youre you've you'd you'll u ur".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private readonly int _head;
    private readonly double[] _coefficients;
    private readonly double _moderate;
    private readonly double _high;

    public RiskModel(LanguageModel model)
    {
        _head = model.IndexOf(HeadName);
        _coefficients = [.. model.Risk.SkipLast(2)];
        _moderate = model.Risk[^2];
        _high = model.Risk[^1];
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

    public RiskLevel Raise(RiskLevel rules, double probability, ModelTokens text)
    {
        if (text.Tokens.Count < FewestWords)
            return rules;
        var own = probability >= _high ? RiskLevel.High : probability >= _moderate ? RiskLevel.Moderate : RiskLevel.Low;
        return own > rules ? own : rules;
    }
}
