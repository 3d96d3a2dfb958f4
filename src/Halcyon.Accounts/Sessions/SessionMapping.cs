using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Sessions;

internal sealed class SessionMapping
    : IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<RefreshToken>, IEntityTypeConfiguration<SignInAttempt>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.ToTable("sessions");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasOne<Account>().WithMany().HasForeignKey(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("refresh_tokens").HasKey(t => t.TokenSha256);
        builder.HasOne<Session>().WithMany().HasForeignKey(t => t.SessionId);
    }

    public void Configure(EntityTypeBuilder<SignInAttempt> builder) =>
        builder.ToTable("sign_in_attempts").HasKey(attempt => attempt.EmailSha256);
}
