using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.ExternalSignIn;

/// <summary>A way into an account through a provider. Issuer and subject together say who it is; an address never does.</summary>
internal sealed class ExternalLogin
{
    public required Guid Id { get; init; }

    public required Guid UserId { get; init; }

    public required string Issuer { get; init; }

    /// <summary>Claim `sub`: never given to another person by the same issuer.</summary>
    public required string Subject { get; init; }

    /// <summary>The provider's address of the person when the login was made, for the list in the settings.</summary>
    public string? Email { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public static ExternalLogin Of(ExternalIdentity identity, Guid userId, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        UserId = userId,
        Issuer = identity.Issuer,
        Subject = identity.Subject,
        Email = identity.Email,
        CreatedAt = now,
    };
}

internal sealed class ExternalLoginMapping : IEntityTypeConfiguration<ExternalLogin>
{
    public void Configure(EntityTypeBuilder<ExternalLogin> builder)
    {
        builder.ToTable("external_logins");
        builder.Property(login => login.Id).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(login => login.UserId);
    }
}
