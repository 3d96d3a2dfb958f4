using System.ComponentModel.DataAnnotations;

namespace Halcyon.Wellness;

/// <summary>One word of a closed list; the sentence for the caller names them all.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class OneOfAttribute(params string[] words) : ValidationAttribute($"Give one of {string.Join(", ", words)}.")
{
    public IReadOnlyList<string> Words { get; } = words;

    public override bool IsValid(object? value) => value is null || (value is string word && Words.Contains(word, StringComparer.Ordinal));
}
