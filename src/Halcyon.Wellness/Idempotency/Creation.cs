using System.Security.Cryptography;
using System.Text.Json;
using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Idempotency;

/// <summary>Which thing a creating call made, so that the same call makes no second one.</summary>
internal sealed class Creation
{
    public const string Header = "Idempotency-Key";
    private const int LongestKey = 200;

    /// <summary>How long a call may be repeated; a phone without network sends what is up to a week old.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public required UserId UserId { get; init; }

    /// <summary>Operation and what the client named the call.</summary>
    public required string Key { get; init; }

    /// <summary>SHA-256 of what was asked for.</summary>
    public required byte[] Fingerprint { get; init; }

    public required Guid ThingId { get; init; }

    public required DateTimeOffset ThingAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <returns>What is wrong with the header's value, or null.</returns>
    public static string? Fault(string? key) =>
        key is null || (key.Length is > 0 and <= LongestKey && !key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            ? null
            : $"Give 1 to {LongestKey} visible ASCII characters.";

    public static byte[] FingerprintOf<TRequest>(TRequest request) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(request));
}

internal sealed class CreationMapping : IEntityTypeConfiguration<Creation>
{
    public void Configure(EntityTypeBuilder<Creation> builder) =>
        builder.ToTable("creations").HasKey(creation => new { creation.UserId, creation.Key });
}
