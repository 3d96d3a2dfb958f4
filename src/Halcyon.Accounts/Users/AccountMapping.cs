using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Users;

/// <summary>Maps Identity's accounts and roles; only the columns that are used exist.</summary>
internal sealed class AccountMapping
    : IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<IdentityRole<Guid>>, IEntityTypeConfiguration<IdentityUserRole<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("users");
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.EmailConfirmed).HasColumnName("email_verified");
        builder.Property(a => a.ConcurrencyStamp).IsRequired().IsConcurrencyToken();
        builder.Property(a => a.SecurityStamp).IsRequired();
        builder.Property(a => a.UserName).IsRequired();
        builder.Property(a => a.NormalizedUserName).IsRequired();
        builder.Ignore(a => a.UserId);
        // Wrong passwords are counted in sign_in_attempts; telephone numbers are not asked for.
        builder.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled);
        builder.Ignore(a => a.LockoutEnabled).Ignore(a => a.LockoutEnd).Ignore(a => a.AccessFailedCount);
    }

    public void Configure(EntityTypeBuilder<IdentityRole<Guid>> builder)
    {
        builder.ToTable("roles");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Name).IsRequired();
        builder.Property(r => r.NormalizedName).IsRequired();
        builder.Property(r => r.ConcurrencyStamp).IsConcurrencyToken();
    }

    public void Configure(EntityTypeBuilder<IdentityUserRole<Guid>> builder)
    {
        builder.ToTable("user_roles");
        builder.HasKey(r => new { r.UserId, r.RoleId });
        builder.HasOne<Account>().WithMany().HasForeignKey(r => r.UserId);
        builder.HasOne<IdentityRole<Guid>>().WithMany().HasForeignKey(r => r.RoleId);
    }
}
