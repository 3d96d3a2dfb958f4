namespace Halcyon.Language.Crisis;

internal enum RuleKind
{
    /// <summary>Ending one's own life; the frame around it decides.</summary>
    Act,

    /// <summary>A statement that carries its frame already ("want to die").</summary>
    Wish,

    /// <summary>An act or a wish in the past tense.</summary>
    Past,

    /// <summary>Preparations.</summary>
    Plan,

    /// <summary>Something indirect. A time or means beside it do not raise it: they are part of ordinary days too.</summary>
    Sign,

    /// <summary>Hurting oneself.</summary>
    Harm,

    HarmPast,

    /// <summary>A topic: counts in full only where the writer speaks of themselves.</summary>
    Mention,

    /// <summary>About somebody else, or done by somebody else.</summary>
    Other,

    /// <summary>No level of its own; colours what else its sentence says.</summary>
    Cue,
}

/// <param name="NotBefore">Words that must not stand before or inside.</param>
/// <param name="NotBeforeReach">So many words before are looked at.</param>
/// <param name="NotAfter">What must not follow.</param>
/// <param name="ExceptIn">Name of a cue whose presence in the sentence makes the match an idiom.</param>
/// <param name="OnlyIn">Name of a cue that the sentence must hold.</param>
/// <param name="OnlyNear">Name of a cue that the sentence, or one beside it, must hold.</param>
internal sealed record CrisisRule(
    string Name, RiskLevel Level, RuleKind Kind, Pattern Pattern, Pattern? NotAfter, IReadOnlySet<int> NotBefore, int NotBeforeReach,
    string? ExceptIn, string? OnlyIn, string? OnlyNear);

/// <param name="First">Index of the first word of the match.</param>
/// <param name="Last">Index of its last word.</param>
internal readonly record struct RuleMatch(CrisisRule Rule, int First, int Last);
