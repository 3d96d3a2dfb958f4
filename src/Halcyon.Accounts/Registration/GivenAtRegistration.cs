using Halcyon.Accounts.HealthScreening;
using Halcyon.Accounts.Profiles;
using Halcyon.Platform.Access;

namespace Halcyon.Accounts.Registration;

/// <summary>Saves the profile and the health answers that came with a registration, together with the account or not at all.</summary>
internal sealed class GivenAtRegistration(ProfileStore profiles, ScreeningStore screenings, TimeProvider clock)
{
    /// <summary>Encrypts before the transaction, since the new account's key is made on another connection.</summary>
    /// <returns>What to do within the transaction; null when nothing was given.</returns>
    public async Task<Func<CancellationToken, Task>?> PrepareAsync(
        UserId userId, ChangeProfileRequest? profile, ScreeningAnswers? answers, CancellationToken cancellationToken)
    {
        if (profile is null && answers is null)
            return null;

        await profiles.PrepareAsync(userId, cancellationToken);
        var screening = answers is null
            ? null
            : await screenings.SealAsync(userId, new ScreeningDocument(ScreeningForm.Version, answers), cancellationToken);
        return async stop =>
        {
            if (profile is not null)
                await profiles.ChangeAsync(userId, profile.ApplyTo, stop);
            if (screening is not null)
                await screenings.TryReplaceAsync(userId, screening, clock.GetUtcNow(), stop);
        };
    }
}
