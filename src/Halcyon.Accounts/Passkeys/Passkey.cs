using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Passkeys;

/// <summary>The public half of a key that somebody's device or password manager holds.</summary>
internal sealed class Passkey
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>What the authenticator calls it.</summary>
    public required byte[] CredentialId { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>COSE key.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>Always 0 for passkeys that are kept in step between devices; else it only grows, and a copy is found out.</summary>
    public required long SignCount { get; init; }

    public required string[] Transports { get; init; }

    /// <summary>Whether it may be kept in step between devices; never changes.</summary>
    public required bool IsBackupEligible { get; init; }

    public required bool IsBackedUp { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }
}

/// <summary>Remembers that a challenge was answered.</summary>
internal sealed class AnsweredChallenge
{
    public required Guid Id { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class PasskeyMapping : IEntityTypeConfiguration<Passkey>, IEntityTypeConfiguration<AnsweredChallenge>
{
    public void Configure(EntityTypeBuilder<Passkey> builder)
    {
        builder.ToTable("passkeys").HasKey(passkey => passkey.Id);
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.UserId);
    }

    public void Configure(EntityTypeBuilder<AnsweredChallenge> builder) =>
        builder.ToTable("answered_challenges").HasKey(challenge => challenge.Id);
}
