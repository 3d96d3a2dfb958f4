using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.EmailChange;

/// <summary>The right of an address that was replaced to have its account back.</summary>
internal sealed class EmailUndo
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required byte[] TokenSha256 { get; init; }

    public required string OldEmail { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class EmailUndoMapping : IEntityTypeConfiguration<EmailUndo>
{
    public void Configure(EntityTypeBuilder<EmailUndo> builder)
    {
        builder.ToTable("email_undos");
        builder.HasOne<Account>().WithMany().HasForeignKey(undo => undo.UserId);
    }
}
