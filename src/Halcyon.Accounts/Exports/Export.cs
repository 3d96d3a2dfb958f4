using Halcyon.Accounts.Users;
using Halcyon.Platform.Blobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Exports;

/// <summary>One copy of everything about a person, from the wish to its expiry.</summary>
internal sealed class Export
{
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>queued, running, completed, failed, expired.</summary>
    public required string Status { get; init; }

    /// <summary>0…1.</summary>
    public double Progress { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public long? SizeBytes { get; init; }

    public BlobId? BlobId { get; init; }
}

internal sealed class ExportTicket
{
    public required byte[] TicketSha256 { get; init; }

    public required Guid ExportId { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

internal static class ExportStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Expired = "expired";
}

internal sealed class ExportMapping : IEntityTypeConfiguration<Export>, IEntityTypeConfiguration<ExportTicket>
{
    public void Configure(EntityTypeBuilder<Export> builder)
    {
        builder.ToTable("exports");
        builder.Property(export => export.Id).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(export => export.UserId);
    }

    public void Configure(EntityTypeBuilder<ExportTicket> builder)
    {
        builder.ToTable("export_tickets").HasKey(ticket => ticket.TicketSha256);
        builder.HasOne<Export>().WithMany().HasForeignKey(ticket => ticket.ExportId);
    }
}
