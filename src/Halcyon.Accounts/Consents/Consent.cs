using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Consents;

/// <summary>One decision of a person; the newest of a purpose holds.</summary>
internal sealed class Consent
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Purpose { get; init; }

    /// <summary>Of the text that was decided on.</summary>
    public required int Version { get; init; }

    public required bool Granted { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }
}

internal sealed class ConsentMapping : IEntityTypeConfiguration<Consent>
{
    public void Configure(EntityTypeBuilder<Consent> builder)
    {
        builder.ToTable("consents");
        builder.Property(consent => consent.Id).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(consent => consent.UserId);
    }
}
