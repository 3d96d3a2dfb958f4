using Halcyon.Accounts.AccessTokens;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts;

/// <summary>Schema `accounts`. ASP.NET Core Identity's stores work on it; only the tables that are used exist.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : DbContext(options)
{
    internal const string Schema = "accounts";

    public DbSet<Account> Users => Set<Account>();

    public DbSet<IdentityRole<Guid>> Roles => Set<IdentityRole<Guid>>();

    public DbSet<IdentityUserRole<Guid>> UserRoles => Set<IdentityUserRole<Guid>>();

    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    internal DbSet<StoredSigningKey> SigningKeys => Set<StoredSigningKey>();

    internal DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.Entity<Account>(account =>
        {
            account.ToTable("users");
            account.Property(a => a.Id).ValueGeneratedNever();
            account.Property(a => a.EmailConfirmed).HasColumnName("email_verified");
            account.Property(a => a.ConcurrencyStamp).IsRequired().IsConcurrencyToken();
            account.Property(a => a.SecurityStamp).IsRequired();
            account.Property(a => a.UserName).IsRequired();
            account.Property(a => a.NormalizedUserName).IsRequired();
            account.Ignore(a => a.UserId);
            // Wrong passwords are counted in sign_in_attempts; telephone numbers are not asked for.
            account.Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed).Ignore(a => a.TwoFactorEnabled);
            account.Ignore(a => a.LockoutEnabled).Ignore(a => a.LockoutEnd).Ignore(a => a.AccessFailedCount);
        });
        modelBuilder.Entity<IdentityRole<Guid>>(role =>
        {
            role.ToTable("roles");
            role.Property(r => r.Id).ValueGeneratedNever();
            role.Property(r => r.Name).IsRequired();
            role.Property(r => r.NormalizedName).IsRequired();
            role.Property(r => r.ConcurrencyStamp).IsConcurrencyToken();
        });
        modelBuilder.Entity<IdentityUserRole<Guid>>(userRole =>
        {
            userRole.ToTable("user_roles");
            userRole.HasKey(r => new { r.UserId, r.RoleId });
            userRole.HasOne<Account>().WithMany().HasForeignKey(r => r.UserId);
            userRole.HasOne<IdentityRole<Guid>>().WithMany().HasForeignKey(r => r.RoleId);
        });
        MapSessions(modelBuilder);
        modelBuilder.Entity<StoredSigningKey>().ToTable("signing_keys").HasKey(key => key.Kid);
    }

    private static void MapSessions(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Session>(session =>
        {
            session.ToTable("sessions");
            session.Property(s => s.Id).ValueGeneratedNever();
            session.HasOne<Account>().WithMany().HasForeignKey(s => s.UserId);
        });
        modelBuilder.Entity<RefreshToken>(token =>
        {
            token.ToTable("refresh_tokens").HasKey(t => t.TokenSha256);
            token.HasOne<Session>().WithMany().HasForeignKey(t => t.SessionId);
        });
        modelBuilder.Entity<SignInAttempt>().ToTable("sign_in_attempts").HasKey(attempt => attempt.EmailSha256);
    }
}
