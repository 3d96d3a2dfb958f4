using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace Halcyon.Accounts.Users;

[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class DisplayNameRulesAttribute()
    : ValidationAttribute("Use a name of at most 120 characters on one line, without control characters.")
{
    public override bool IsValid(object? value) => value is null || (value is string text && DisplayName.IsValid(text));
}

internal static class DisplayName
{
    private const int MaximumLength = 120;

    public static bool IsValid(string text) => IsOneLine(text, MaximumLength);

    public static bool IsOneLine(string text, int maximumLength) => text.Length <= maximumLength && !text.Any(IsForbidden);

    /// <returns>Null when nothing visible is left.</returns>
    public static string? Clean(string? text, int maximumLength = MaximumLength)
    {
        var name = text?.Trim().Normalize(NormalizationForm.FormC);
        return string.IsNullOrEmpty(name) ? null : name[..Math.Min(name.Length, maximumLength)];
    }

    /// <summary>Line breaks and the marks that turn text around would let a name disguise what stands beside it.</summary>
    private static bool IsForbidden(char c) =>
        char.IsControl(c) || c is (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069')
        || char.GetUnicodeCategory(c) == UnicodeCategory.OtherNotAssigned;
}
