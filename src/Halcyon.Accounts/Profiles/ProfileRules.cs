using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Halcyon.Accounts.Users;

namespace Halcyon.Accounts.Profiles;

internal static class ProfileRules
{
    public const string DefaultTimeZone = "UTC";
    public const int LongestName = 100;
    public const int LongestPronouns = 40;
    public const int MostYears = 120;
    private const int LongestTimeZone = 50;

    public static readonly string[] AgeRanges = ["under-18", "18-24", "25-34", "35-44", "45-54", "55-64", "65+"];

    public static DateOnly? ReadDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    /// <summary>Not in the future anywhere on Earth, and less than 120 years ago.</summary>
    public static bool IsPlausible(DateOnly birth, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime.AddHours(14));
        return birth <= today && birth > today.AddYears(-MostYears);
    }

    /// <summary>An IANA name, or UTC: other systems' names mean nothing to a browser.</summary>
    public static bool IsTimeZone(string name) =>
        name == DefaultTimeZone
        || (name.Length <= LongestTimeZone
            && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
            && zone.HasIanaId && !TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out _));
}

/// <summary>yyyy-MM-dd of a living person; blank to remove it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateOfBirthRulesAttribute() : ValidationAttribute("Give a date of birth as yyyy-MM-dd, in the past and less than 120 years ago.")
{
    protected override ValidationResult? IsValid(object? value, ValidationContext validationContext)
    {
        ArgumentNullException.ThrowIfNull(validationContext);
        var now = (validationContext.GetService(typeof(TimeProvider)) as TimeProvider ?? TimeProvider.System).GetUtcNow();
        var isFine = value is null or "" || (value is string text && ProfileRules.ReadDate(text) is { } birth && ProfileRules.IsPlausible(birth, now));
        return isFine ? ValidationResult.Success : new ValidationResult(ErrorMessage, [validationContext.MemberName!]);
    }
}

/// <summary>One of <see cref="ProfileRules.AgeRanges"/>; blank to remove it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AgeRangeRulesAttribute() : ValidationAttribute($"Give one of {string.Join(", ", ProfileRules.AgeRanges)}.")
{
    public override bool IsValid(object? value) => value is null or "" || (value is string text && ProfileRules.AgeRanges.Contains(text, StringComparer.Ordinal));
}

/// <summary>An IANA name such as Europe/Zurich; blank for UTC.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TimeZoneRulesAttribute() : ValidationAttribute("Give a time zone such as Europe/Zurich.")
{
    public override bool IsValid(object? value) => value is null or "" || (value is string text && ProfileRules.IsTimeZone(text));
}

/// <summary>Text on one line, without control characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OneLineRulesAttribute(int maximumLength)
    : ValidationAttribute($"Use at most {maximumLength} characters on one line, without control characters.")
{
    public int MaximumLength { get; } = maximumLength;

    public override bool IsValid(object? value) => value is null || (value is string text && DisplayName.IsOneLine(text, MaximumLength));
}

/// <summary>A list of short lines in a person's own words.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ConditionListRulesAttribute() : ValidationAttribute("Give at most 50 entries of 1 to 200 characters, each on one line.")
{
    private const int MostEntries = 50;
    private const int LongestEntry = 200;

    public override bool IsValid(object? value) =>
        value is null
        || (value is IReadOnlyList<string?> entries && entries.Count <= MostEntries
            && entries.All(entry => !string.IsNullOrWhiteSpace(entry) && DisplayName.IsOneLine(entry, LongestEntry)));
}
