using Halcyon.Accounts.Users;
using Halcyon.Platform.Sharing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Sharing;

/// <summary>What a person lets one therapist see.</summary>
internal sealed class TherapistShare
{
    public required Guid Id { get; init; }

    /// <summary>The client, whose data it is.</summary>
    public required Guid UserId { get; init; }

    public required string TherapistEmail { get; init; }

    public required string NormalizedEmail { get; init; }

    /// <summary>Null until somebody whose verified address it is accepts.</summary>
    public Guid? TherapistId { get; set; }

    public bool CheckIns { get; set; }

    public bool Journals { get; set; }

    public bool Interventions { get; set; }

    public bool Summaries { get; set; }

    public bool Recordings { get; set; }

    public required DateTimeOffset GrantedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; set; }

    public DateTimeOffset? AcceptedAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public string? EndedBecause { get; set; }

    public DateTimeOffset? LastAccessedAt { get; init; }

    public ShareScopes Scopes
    {
        get => new(CheckIns, Journals, Interventions, Summaries, Recordings);
        set => (CheckIns, Journals, Interventions, Summaries, Recordings) =
            (value.CheckIns, value.Journals, value.Interventions, value.Summaries, value.Recordings);
    }

    /// <summary>invited, active, declined, expired or revoked.</summary>
    public string StatusAt(DateTimeOffset now) =>
        EndedBecause ?? (ExpiresAt <= now ? ShareStatus.Expired : AcceptedAt is null ? ShareStatus.Invited : ShareStatus.Active);
}

internal static class ShareStatus
{
    public const string Invited = "invited";
    public const string Active = "active";
    public const string Declined = "declined";
    public const string Expired = "expired";
    public const string Revoked = "revoked";
}

/// <summary>What may be seen. Journals and recordings only when somebody says so.</summary>
public sealed record ShareScopes(
    bool CheckIns = true, bool Journals = false, bool Interventions = true, bool Summaries = true, bool Recordings = false)
{
    internal bool Has(string scope) => scope switch
    {
        SharingScopes.CheckIns => CheckIns,
        SharingScopes.Journals => Journals,
        SharingScopes.Interventions => Interventions,
        SharingScopes.Summaries => Summaries,
        SharingScopes.Recordings => Recordings,
        _ => false,
    };
}

/// <summary>A therapist looked at something.</summary>
internal sealed class TherapistAccess
{
    public required Guid Id { get; init; }

    public required Guid ShareId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    public required string Section { get; init; }

    public string? Resource { get; init; }
}

internal sealed class SharingMapping : IEntityTypeConfiguration<TherapistShare>, IEntityTypeConfiguration<TherapistAccess>
{
    public void Configure(EntityTypeBuilder<TherapistShare> builder)
    {
        builder.ToTable("therapist_shares");
        builder.Property(share => share.Id).ValueGeneratedNever();
        builder.Ignore(share => share.Scopes);
        builder.HasOne<Account>().WithMany().HasForeignKey(share => share.UserId);
        builder.HasOne<Account>().WithMany().HasForeignKey(share => share.TherapistId);
    }

    public void Configure(EntityTypeBuilder<TherapistAccess> builder)
    {
        builder.ToTable("therapist_accesses");
        builder.Property(access => access.Id).ValueGeneratedNever();
        builder.HasOne<TherapistShare>().WithMany().HasForeignKey(access => access.ShareId);
    }
}
