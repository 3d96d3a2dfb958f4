using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Invitations;

/// <summary>An account that waits for its person. Gone once it was accepted; the audit trail remembers.</summary>
internal sealed class Invitation
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>How long an administrator sees that nobody came.</summary>
    public static readonly TimeSpan KeptExpired = TimeSpan.FromDays(30);

    public required Guid Id { get; init; }

    public required string Email { get; init; }

    public required string NormalizedEmail { get; init; }

    public string? DisplayName { get; init; }

    public required string[] Roles { get; init; }

    public required byte[] TokenSha256 { get; init; }

    public Guid? InvitedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

/// <param name="Status">`pending` or `expired`.</param>
public sealed record InvitationResponse(
    Guid Id, string Email, string? DisplayName, IReadOnlyList<string> Roles, string Status, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);

internal sealed class InvitationMapping : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations");
        builder.HasOne<Account>().WithMany().HasForeignKey(invitation => invitation.InvitedBy).OnDelete(DeleteBehavior.SetNull);
    }
}
