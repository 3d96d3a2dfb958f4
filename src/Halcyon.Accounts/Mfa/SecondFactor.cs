using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Mfa;

/// <summary>The secret that an account shares with its authenticator app.</summary>
internal sealed class TotpSecret
{
    /// <summary>Bound into the encrypted secret.</summary>
    public const string Purpose = "totp.secret";

    public required Guid UserId { get; init; }

    /// <summary>Encrypted under the owner's key.</summary>
    public required byte[] Secret { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ConfirmedAt { get; init; }

    public long? LastStep { get; init; }
}

internal sealed class StoredRecoveryCode
{
    public required Guid UserId { get; init; }

    public required byte[] CodeSha256 { get; init; }

    public DateTimeOffset? UsedAt { get; init; }
}

internal sealed class SecondFactorMapping : IEntityTypeConfiguration<TotpSecret>, IEntityTypeConfiguration<StoredRecoveryCode>
{
    public void Configure(EntityTypeBuilder<TotpSecret> builder)
    {
        builder.ToTable("totp").HasKey(totp => totp.UserId);
        builder.HasOne<Account>().WithOne().HasForeignKey<TotpSecret>(totp => totp.UserId);
    }

    public void Configure(EntityTypeBuilder<StoredRecoveryCode> builder)
    {
        builder.ToTable("recovery_codes").HasKey(code => new { code.UserId, code.CodeSha256 });
        builder.HasOne<Account>().WithMany().HasForeignKey(code => code.UserId);
    }
}

internal enum SecondFactorState
{
    /// <summary>The account asks for none.</summary>
    NotNeeded,
    Missing,
    Wrong,
    Right,
}

/// <param name="Method">`totp` or `recovery_code` when right.</param>
internal readonly record struct SecondFactorAnswer(SecondFactorState State, string? Method = null);

/// <summary>Looks at the code that is given beside a password. Each code is good once, on whatever node and however many at once.</summary>
internal sealed class SecondFactor(AccountsDb db, IFieldProtector protector, TimeProvider clock)
{
    public const string TotpMethod = "totp";
    public const string RecoveryMethod = "recovery_code";

    public async Task<SecondFactorAnswer> CheckAsync(UserId userId, string? code, CancellationToken cancellationToken)
    {
        var totp = await db.Set<TotpSecret>().AsNoTracking()
            .SingleOrDefaultAsync(secret => secret.UserId == userId.Value && secret.ConfirmedAt != null, cancellationToken);
        if (totp is null)
        {
            return new SecondFactorAnswer(SecondFactorState.NotNeeded);
        }

        if (string.IsNullOrWhiteSpace(code))
        {
            return new SecondFactorAnswer(SecondFactorState.Missing);
        }

        if (await UseTotpAsync(totp, code, cancellationToken))
        {
            return new SecondFactorAnswer(SecondFactorState.Right, TotpMethod);
        }

        return await UseRecoveryCodeAsync(userId, code, cancellationToken)
            ? new SecondFactorAnswer(SecondFactorState.Right, RecoveryMethod)
            : new SecondFactorAnswer(SecondFactorState.Wrong);
    }

    /// <param name="typed">As a person typed it: apps show the digits in two groups.</param>
    public async Task<long?> FindStepAsync(TotpSecret totp, string typed, CancellationToken cancellationToken)
    {
        var secret = await protector.UnprotectAsync(new UserId(totp.UserId), TotpSecret.Purpose, totp.Secret, cancellationToken);
        return Totp.FindStep(secret, typed.Replace(" ", "", StringComparison.Ordinal), clock.GetUtcNow(), totp.LastStep);
    }

    private async Task<bool> UseTotpAsync(TotpSecret totp, string code, CancellationToken cancellationToken) =>
        await FindStepAsync(totp, code, cancellationToken) is { } step
        && await db.Set<TotpSecret>()
            .Where(secret => secret.UserId == totp.UserId && secret.LastStep < step)
            .ExecuteUpdateAsync(secret => secret.SetProperty(s => s.LastStep, step), cancellationToken) == 1;

    private async Task<bool> UseRecoveryCodeAsync(UserId userId, string typed, CancellationToken cancellationToken)
    {
        if (RecoveryCode.Read(typed) is not { } code)
        {
            return false;
        }

        var (hash, now) = (RecoveryCode.Hash(userId, code), clock.GetUtcNow());
        return await db.Set<StoredRecoveryCode>()
            .Where(stored => stored.UserId == userId.Value && stored.CodeSha256 == hash && stored.UsedAt == null)
            .ExecuteUpdateAsync(stored => stored.SetProperty(s => s.UsedAt, now), cancellationToken) == 1;
    }
}
