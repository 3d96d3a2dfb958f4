using System.Globalization;

namespace Halcyon.Signals.Cleaning.Components;

/// <summary>Where a component most likely comes from.</summary>
public enum ComponentKind
{
    /// <summary>No kind's rules are all met.</summary>
    Unclear,
    Brain,
    Blink,
    EyeMovement,
    Heart,
    LineNoise,
    Muscle,
    ChannelNoise,
}

/// <summary>A component's kind and what speaks for it: rules met or not, never a made-up probability.</summary>
/// <param name="Component">Place in the model.</param>
/// <param name="Rules">Those of the kind; of an unclear component, those of the kind that comes nearest.</param>
/// <param name="Reason">In words.</param>
public sealed record ComponentLabel(int Component, ComponentKind Kind, IReadOnlyList<ComponentRule> Rules, string Reason)
{
    /// <summary>Other kinds whose rules are all met too; the label is then the less certain.</summary>
    public IReadOnlyList<ComponentKind> Others { get; init; } = [];
}

/// <summary>One measure beside its limit.</summary>
/// <param name="Measure">In words, with its unit.</param>
/// <param name="AtLeast">Must the value be at least the limit, or at most?</param>
public sealed record ComponentRule(string Measure, double Value, double Limit, bool AtLeast)
{
    public bool IsMet => AtLeast ? Value >= Limit : Value <= Limit;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Measure} {Value:0.##} ({(AtLeast ? "at least" : "at most")} {Limit:0.##}: {(IsMet ? "met" : "not met")})");
}
