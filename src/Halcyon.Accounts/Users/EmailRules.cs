using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text;

namespace Halcyon.Accounts.Users;

/// <summary>An address that a message could be sent to: one @, no spaces or control characters, RFC 5321 lengths.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class EmailRulesAttribute() : ValidationAttribute("Enter an email address such as name@example.org.")
{
    public override bool IsValid(object? value) => value is null || (value is string text && Email.IsValid(text));
}

internal static class Email
{
    public const int MaximumLength = 254;
    private const int MaximumLocalLength = 64;

    public static bool IsValid(string text)
    {
        var address = text.Trim(' ');
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at is > 0 and <= MaximumLocalLength
            && address.Length <= MaximumLength
            && IsDomain(address.AsSpan(at + 1))
            && !address.Any(IsForbidden);
    }

    /// <summary>The form that is stored: Unicode composed, domain in lower case. Case of the local part is kept for display.</summary>
    public static string Clean(string text)
    {
        var address = text.Trim(' ').Normalize(NormalizationForm.FormC);
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return at < 0 ? address : string.Concat(address.AsSpan(0, at), address[at..].ToLowerInvariant());
    }

    private static bool IsForbidden(char c) =>
        char.IsControl(c) || char.IsWhiteSpace(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.OtherNotAssigned
        || "<>()[],;:\\\"".Contains(c, StringComparison.Ordinal);

    private static bool IsDomain(ReadOnlySpan<char> domain)
    {
        if (domain.IsEmpty || domain.Contains('@'))
        {
            return false;
        }

        foreach (var range in domain.Split('.'))
        {
            var label = domain[range];
            if (label.IsEmpty || label.Length > 63 || label[0] == '-' || label[^1] == '-')
            {
                return false;
            }
        }

        return true;
    }
}
