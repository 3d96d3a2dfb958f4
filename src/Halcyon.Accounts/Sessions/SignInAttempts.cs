using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Sessions;

internal sealed class SignInAttempt
{
    public required byte[] EmailSha256 { get; init; }

    public required int FailedCount { get; init; }

    public required DateTimeOffset LastAttemptAt { get; init; }

    public DateTimeOffset? LockedUntil { get; init; }
}

/// <param name="RetryAfter">How long the address stays locked; null when the password may be looked at.</param>
/// <param name="IsLast">Whether a wrong password now locks the address.</param>
internal readonly record struct AttemptVerdict(TimeSpan? RetryAfter, bool IsLast);

/// <summary>
/// Five wrong passwords lock an address for 15 minutes, whether or not it has an account. An attempt is counted before the
/// password is looked at, in one statement, so that a hundred guesses sent at once are not a hundred guesses.
/// </summary>
internal sealed class SignInAttempts(AccountsDb db, TimeProvider clock)
{
    public const int Allowed = 5;
    public static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    public async Task<AttemptVerdict> BeginAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        var key = KeyOf(normalizedEmail);
        var now = clock.GetUtcNow();
        var forgottenBefore = now - LockTime;
        var lockUntil = now + LockTime;
        var counted = await db.Database.SqlQuery<int>(
            $"""
            insert into accounts.sign_in_attempts as a (email_sha256, failed_count, last_attempt_at)
            values ({key}, 1, {now})
            on conflict (email_sha256) do update set
                failed_count = case when a.last_attempt_at < {forgottenBefore} then 1 else a.failed_count + 1 end,
                last_attempt_at = {now},
                locked_until = case when a.last_attempt_at >= {forgottenBefore} and a.failed_count + 1 >= {Allowed}
                                    then {lockUntil} end
            where a.locked_until is null or a.locked_until <= {now}
            returning failed_count
            """).ToListAsync(cancellationToken);
        if (counted is [var count])
        {
            return new AttemptVerdict(null, IsLast: count >= Allowed);
        }

        var lockedUntil = await db.SignInAttempts.Where(attempt => attempt.EmailSha256 == key)
            .Select(attempt => attempt.LockedUntil).SingleOrDefaultAsync(cancellationToken);
        return new AttemptVerdict((lockedUntil ?? lockUntil) - now, IsLast: false);
    }

    /// <summary>
    /// Gives back an attempt that was right as far as it went, and only that one: the wrong ones before it stay counted, so
    /// that it cannot be used to go on guessing.
    /// </summary>
    public async Task TakeBackAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        var key = KeyOf(normalizedEmail);
        await db.SignInAttempts.Where(attempt => attempt.EmailSha256 == key && attempt.FailedCount == 1).ExecuteDeleteAsync(cancellationToken);
        await db.SignInAttempts.Where(attempt => attempt.EmailSha256 == key && attempt.FailedCount > 1)
            .ExecuteUpdateAsync(
                attempt => attempt
                    .SetProperty(a => a.FailedCount, a => a.FailedCount - 1)
                    .SetProperty(a => a.LockedUntil, a => a.FailedCount > Allowed ? a.LockedUntil : null),
                cancellationToken);
    }

    public Task SucceedAsync(string normalizedEmail, CancellationToken cancellationToken)
    {
        var key = KeyOf(normalizedEmail);
        return db.SignInAttempts.Where(attempt => attempt.EmailSha256 == key).ExecuteDeleteAsync(cancellationToken);
    }

    private static byte[] KeyOf(string normalizedEmail) => SHA256.HashData(Encoding.UTF8.GetBytes(normalizedEmail));
}
