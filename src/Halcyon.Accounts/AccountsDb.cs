using Halcyon.Accounts.AccessTokens;
using Halcyon.Accounts.Sessions;
using Halcyon.Accounts.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts;

/// <summary>Schema `accounts`. Each feature maps its own tables beside its entities; ASP.NET Core Identity's stores work on some of them.</summary>
public sealed class AccountsDb(DbContextOptions<AccountsDb> options) : DbContext(options)
{
    internal const string Schema = "accounts";

    public DbSet<Account> Users => Set<Account>();

    public DbSet<IdentityRole<Guid>> Roles => Set<IdentityRole<Guid>>();

    public DbSet<IdentityUserRole<Guid>> UserRoles => Set<IdentityUserRole<Guid>>();

    internal DbSet<Session> Sessions => Set<Session>();

    internal DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    internal DbSet<SignInAttempt> SignInAttempts => Set<SignInAttempt>();

    internal DbSet<StoredSigningKey> SigningKeys => Set<StoredSigningKey>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AccountsDb).Assembly);
    }
}
