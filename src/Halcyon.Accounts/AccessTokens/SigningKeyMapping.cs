using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.AccessTokens;

internal sealed class SigningKeyMapping : IEntityTypeConfiguration<StoredSigningKey>
{
    public void Configure(EntityTypeBuilder<StoredSigningKey> builder) => builder.ToTable("signing_keys").HasKey(key => key.Kid);
}
