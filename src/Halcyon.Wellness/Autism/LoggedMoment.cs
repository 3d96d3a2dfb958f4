using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;

namespace Halcyon.Wellness.Autism;

/// <summary>One moment as somebody logged it, in a tap or with detail. Kept for 30 days after it was deleted, as check-ins are.</summary>
internal abstract class LoggedMoment
{
    /// <summary>Version 7; its milliseconds are <see cref="OccurredAt"/>.</summary>
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }

    /// <summary>home, work, school, social or other.</summary>
    public string? Place { get; init; }

    /// <summary>What they typed, under their key.</summary>
    public byte[]? Note { get; init; }
}

/// <summary>What every such moment may hold besides its number.</summary>
internal interface IMomentRequest
{
    string? Note { get; }

    DateTimeOffset? OccurredAt { get; }

    Guid? ClientId { get; }
}

/// <summary>Short texts of a person under their own key.</summary>
internal static class OwnWords
{
    public const int LongestNote = 500;

    /// <returns>Null when nothing was typed: then no key is needed either.</returns>
    public static async Task<byte[]?> SealAsync(this IFieldProtector protector, UserId userId, string purpose, string? words, CancellationToken cancellationToken) =>
        words is null ? null : await protector.ProtectAsync(userId, purpose, Encoding.UTF8.GetBytes(words), cancellationToken);

    public static async Task<string?> OpenAsync(this IFieldProtector protector, UserId userId, string purpose, byte[]? secret, CancellationToken cancellationToken) =>
        secret is null ? null : Encoding.UTF8.GetString(await protector.UnprotectAsync(userId, purpose, secret, cancellationToken));

    public static string? Tidy(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}
