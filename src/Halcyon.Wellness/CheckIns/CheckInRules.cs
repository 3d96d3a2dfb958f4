using System.ComponentModel.DataAnnotations;

namespace Halcyon.Wellness.CheckIns;

/// <summary>At most 20 emotions, each 1 to 40 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EmotionTagRulesAttribute() : ValidationAttribute($"Give at most {CheckInWords.MostTags} emotions, each 1 to {CheckInWords.LongestTag} characters.")
{
    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyList<string> tags && tags.Count <= CheckInWords.MostTags && tags.All(tag => IsName(tag)));

    internal static bool IsName(string? name) => !string.IsNullOrWhiteSpace(name) && name.Trim().Length <= CheckInWords.LongestTag && !name.Any(char.IsControl);
}

/// <summary>At most 20 factors of one's own, each with a name and a rating from 1 to 5, none twice.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CustomRatingRulesAttribute()
    : ValidationAttribute($"Give at most {CheckInWords.MostTags} factors, each once, with a name of 1 to {CheckInWords.LongestTag} characters and a rating from 1 to 5.")
{
    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyList<CustomRating> ratings && ratings.Count <= CheckInWords.MostTags
            && ratings.All(rating => rating is { Rating: >= 1 and <= 5 } && EmotionTagRulesAttribute.IsName(rating.Name))
            && ratings.Select(rating => rating.Name.Trim()).Distinct(StringComparer.OrdinalIgnoreCase).Count() == ratings.Count);
}

/// <summary>Known areas of the body, tension 0 to 10.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BodyScanRulesAttribute() : ValidationAttribute($"Give a tension from 0 to 10 for any of {string.Join(", ", CheckInWords.BodyAreas)}.")
{
    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyDictionary<string, int> areas && areas.All(area => CheckInWords.KnownAreas.Contains(area.Key) && area.Value is >= 0 and <= 10));
}

internal static class CheckInRules
{
    /// <summary>How long ago a check-in may have been: a phone that was without network.</summary>
    public static readonly TimeSpan LongestAgo = TimeSpan.FromDays(7);

    /// <summary>What attributes cannot say. A clock that runs ahead is no fault: the moment is then taken as now.</summary>
    public static string? FaultOf(DateTimeOffset? occurredAt, DateTimeOffset now) =>
        occurredAt < now - LongestAgo ? "Give a moment of the last 7 days; older days come in through the import." : null;

    /// <summary>As the framework does for a body, for one that was put together here.</summary>
    public static Dictionary<string, string[]> Faults(CreateCheckInRequest request)
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(request, new ValidationContext(request), results, validateAllProperties: true);
        return results
            .SelectMany(result => result.MemberNames.Select(member => (Member: member, Message: result.ErrorMessage ?? "This cannot be used.")))
            .GroupBy(fault => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(fault.Member), fault => fault.Message, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal);
    }
}
