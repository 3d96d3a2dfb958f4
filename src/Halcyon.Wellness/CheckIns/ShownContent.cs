using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;

namespace Halcyon.Wellness.CheckIns;

/// <summary>
/// What is shown of a <see cref="CheckInContent"/>, for a page or a year of them. The probabilities are most of the document and no
/// list shows them, so they are not read.
/// </summary>
/// <remarks>Of properties, not parameters: those are read at half the speed.</remarks>
internal sealed class ShownContent
{
    private static readonly ShownContent Nothing = new();

    public string? JournalText { get; init; }

    public List<string>? CustomTags { get; init; }

    public string? Activity { get; init; }

    public List<CustomRating>? CustomRatings { get; init; }

    /// <summary>In the order of <paramref name="contents"/>. Where there is nothing to open no key is asked for, which would make one.</summary>
    public static async Task<List<T>> OpenAsync<T>(
        IFieldProtector protector, UserId userId, IReadOnlyCollection<byte[]?> contents, Func<ShownContent, T> pick, CancellationToken cancellationToken)
    {
        if (contents.All(content => content is null))
            return [.. contents.Select(_ => pick(Nothing))];

        using var opener = await protector.OpenerAsync(userId, CheckInContent.Purpose, cancellationToken);
        return [.. contents.Select(content => pick(content is null ? Nothing : opener.UnprotectJson<ShownContent>(content)))];
    }

    public CheckInContent AsContent() => new(JournalText, CustomTags, Activity, CustomRatings);
}
