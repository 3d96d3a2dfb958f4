namespace Halcyon.Language.Crisis;

/// <summary>Names of cues found in the sentence of a match, and beside it.</summary>
internal readonly record struct SentenceCues(IReadOnlySet<string> Here, IReadOnlySet<string> Nearby)
{
    public bool Has(string cue) => Here.Contains(cue);

    /// <summary>Long ago, and not back again.</summary>
    public bool IsOld => Has("cue.old") && !Has("cue.still");

    public bool IsImminent => Here.Contains("cue.soon") || Nearby.Contains("cue.soon") || HasMeans;

    public bool HasMeans => Nearby.Contains("cue.means") || Nearby.Contains("cue.final");
}

/// <summary>The level of one match in its sentence: the heart of the detector, and all of its policy.</summary>
/// <remarks>
/// Whatever is not understood keeps the rule's own level: failing means showing help. Old attempts count as moderate
/// and recent ones as urgent, as screening instruments do.
/// </remarks>
internal static class Severity
{
    public static RiskLevel Of(CrisisRule rule, ClauseContext context, SentenceCues cues, bool isSomebodyElses)
    {
        if ((rule.ExceptIn is { } idiom && cues.Has(idiom)) || (rule.OnlyIn is { } topic && !cues.Has(topic))
            || (rule.OnlyNear is { } nearby && !cues.Nearby.Contains(nearby)))
            return RiskLevel.Low;
        if (isSomebodyElses)
            return Lower(rule.Level, RiskLevel.Moderate);
        return rule.Kind switch
        {
            RuleKind.Other => OfOther(rule, context),
            RuleKind.Mention => OfMention(rule, context, cues),
            _ => OfWriter(rule, context, cues),
        };
    }

    private static RiskLevel OfOther(CrisisRule rule, ClauseContext context) =>
        context.IsNegated ? RiskLevel.Low : rule.Level;

    private static RiskLevel OfMention(CrisisRule rule, ClauseContext context, SentenceCues cues)
    {
        if (context.IsNegated)
            return RiskLevel.Low;
        if (context.IsAboutOthers || !context.NamesWriter)
            return cues.Has("cue.fiction") || !context.NamesWriter && rule.Level < RiskLevel.High ? RiskLevel.Low : Lower(rule.Level, RiskLevel.Moderate);
        if (cues.IsOld)
            return Lower(rule.Level, RiskLevel.Moderate);
        return Escalated(rule.Level, cues);
    }

    private static RiskLevel OfWriter(CrisisRule rule, ClauseContext context, SentenceCues cues)
    {
        if (context.IsStruggle)
            return Lower(rule.Level, RiskLevel.High);
        if (context.IsNegated)
            return RiskLevel.Low;
        if (context.IsDoubtfullyNegated || context.IsAboutOthers)
            return Lower(rule.Level, RiskLevel.Moderate);
        return rule.Kind switch
        {
            RuleKind.Act => OfAct(rule, context, cues),
            RuleKind.Past or RuleKind.HarmPast => OfPast(rule, cues),
            RuleKind.Wish when context.IsPast => OfPast(rule, cues),
            RuleKind.Harm => OfHarm(rule, context, cues),
            RuleKind.Sign => cues.IsOld ? Lower(rule.Level, RiskLevel.Moderate) : rule.Level,
            RuleKind.Wish or RuleKind.Plan when cues.IsOld => Lower(rule.Level, RiskLevel.Moderate),
            _ => Escalated(rule.Level, cues),
        };
    }

    private static RiskLevel OfAct(CrisisRule rule, ClauseContext context, SentenceCues cues)
    {
        if (context.IsJoke)
            return RiskLevel.Moderate;
        if (context.IsPast)
            return OfPast(rule, cues);
        if (context.IsThought || context.IsHypothetical)
            return cues.IsOld ? RiskLevel.Moderate : Escalated(Lower(rule.Level, RiskLevel.High), cues);
        return rule.Level == RiskLevel.High ? Escalated(rule.Level, cues) : rule.Level;
    }

    private static RiskLevel OfPast(CrisisRule rule, SentenceCues cues)
    {
        if (cues.IsOld)
            return Lower(rule.Level, RiskLevel.Moderate);
        if (cues.Has("cue.recent") && (rule.Kind == RuleKind.Act || rule.Name == "past.attempt"))
            return RiskLevel.Critical;
        return Lower(rule.Level, RiskLevel.High);
    }

    private static RiskLevel OfHarm(CrisisRule rule, ClauseContext context, SentenceCues cues) =>
        cues.IsOld || context.IsJoke ? Lower(rule.Level, RiskLevel.Moderate) : rule.Level;

    /// <summary>A wish or a thought together with a time or means.</summary>
    private static RiskLevel Escalated(RiskLevel level, SentenceCues cues) =>
        level == RiskLevel.High && cues.IsImminent ? RiskLevel.Critical : level;

    private static RiskLevel Lower(RiskLevel level, RiskLevel most) => level < most ? level : most;
}
