using Halcyon.Accounts.Users;
using Halcyon.Platform.Blobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Imports;

/// <summary>An archive that somebody brought, and what became of it.</summary>
internal sealed class Import
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    /// <summary>queued, running, completed, failed.</summary>
    public required string Status { get; init; }

    /// <summary>0…1.</summary>
    public double Progress { get; init; }

    /// <summary>One sentence for its owner.</summary>
    public string? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>Null once the archive was taken in or refused.</summary>
    public BlobId? BlobId { get; init; }
}

internal static class ImportStatus
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Completed = "completed";
    public const string Failed = "failed";
}

internal sealed class ImportMapping : IEntityTypeConfiguration<Import>
{
    public void Configure(EntityTypeBuilder<Import> builder)
    {
        builder.ToTable("imports");
        builder.Property(import => import.Id).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(import => import.UserId);
    }
}
