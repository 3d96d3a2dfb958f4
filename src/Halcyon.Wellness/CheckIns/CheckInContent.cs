using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;

namespace Halcyon.Wellness.CheckIns;

/// <summary>A factor of one's own, such as coffee, rated 1-5.</summary>
public sealed record CustomRating(string Name, int Rating);

/// <summary>All that a person typed, and what was read from it: one document under their key.</summary>
/// <param name="CustomTags">Emotions in words of their own.</param>
/// <param name="Emotions">Probability 0-1 of each of the twelve; null without a journal.</param>
public sealed record CheckInContent(
    string? JournalText = null,
    IReadOnlyList<string>? CustomTags = null,
    string? Activity = null,
    IReadOnlyList<CustomRating>? CustomRatings = null,
    IReadOnlyDictionary<string, double>? Emotions = null)
{
    internal const string Purpose = "wellness.check_in";

    public static CheckInContent Nothing { get; } = new();

    /// <returns>Null when there is nothing to keep: then no key is needed either.</returns>
    internal async Task<byte[]?> SealAsync(IFieldProtector protector, UserId userId, CancellationToken cancellationToken) =>
        JournalText is null && Activity is null && CustomTags is not { Count: > 0 } && CustomRatings is not { Count: > 0 }
            ? null
            : await protector.ProtectJsonAsync(userId, Purpose, this, cancellationToken);

    /// <summary>For every feature that goes by factors or words: opens <see cref="CheckIn.Content"/>.</summary>
    public static async Task<CheckInContent> OpenAsync(IFieldProtector protector, UserId userId, byte[]? content, CancellationToken cancellationToken) =>
        content is null ? Nothing : await protector.UnprotectJsonAsync<CheckInContent>(userId, Purpose, content, cancellationToken);
}
