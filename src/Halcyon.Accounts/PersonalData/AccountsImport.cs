using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Halcyon.Accounts.HealthScreening;
using Halcyon.Accounts.Preferences;
using Halcyon.Accounts.Profiles;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.PersonalData;

/// <summary>
/// Brings in who somebody is, by the same rules as if they typed it, where nothing is given here yet. Consents are not brought
/// in: they were given to those who run the other Halcyon. Nor are sign-ins, which open nothing here.
/// </summary>
internal sealed class AccountsImport(
    AccountsDb db, ProfileStore profiles, ScreeningStore screenings, IServiceProvider services, TimeProvider clock)
{
    public async Task RunAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        var account = await FirstAsync<AccountRow>(source, "account", cancellationToken);
        var profile = await FirstAsync<Profile>(source, "profile", cancellationToken);
        var preferences = await FirstAsync<PreferenceValues>(source, "preferences", cancellationToken);
        var screening = await FirstAsync<ScreeningRow>(source, "health_screening", cancellationToken);
        Require(account, "account");
        Require(preferences, "preferences");
        if (screening is not null)
            Require(screening.Answers ?? throw new ImportRefusedException("The file accounts/health_screening.json of the archive has no answers."), "health_screening");
        var profileChange = profile is null ? null : Require(ChangeOf(profile), "profile");

        await profiles.PrepareAsync(userId, cancellationToken);
        var answers = screening is null
            ? null
            : await screenings.SealAsync(userId, new ScreeningDocument(Math.Min(screening.Version, ScreeningForm.Version), screening.Answers), cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.LockAccountAsync(userId, cancellationToken))
            return;

        if (DisplayName.Clean(account?.DisplayName) is { } name)
        {
            await db.Users.Where(user => user.Id == userId.Value && user.DisplayName == null)
                .ExecuteUpdateAsync(set => set.SetProperty(user => user.DisplayName, name), cancellationToken);
        }

        if (profileChange is not null && !await db.Set<StoredProfile>().AnyAsync(p => p.UserId == userId.Value, cancellationToken))
            await profiles.ChangeAsync(userId, profileChange.ApplyTo, cancellationToken);
        if (preferences is not null && !await db.Set<StoredPreferences>().AnyAsync(p => p.UserId == userId.Value, cancellationToken))
            await db.TryReplacePreferencesAsync(userId, preferences, clock.GetUtcNow(), cancellationToken);
        if (answers is not null && !await db.Set<StoredScreening>().AnyAsync(s => s.UserId == userId.Value, cancellationToken))
            await screenings.TryReplaceAsync(userId, answers, Earlier(screening!.CompletedAt), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private DateTimeOffset Earlier(DateTimeOffset time) => time < clock.GetUtcNow() ? time.ToUniversalTime() : clock.GetUtcNow();

    private static ChangeProfileRequest ChangeOf(Profile profile) => new(
        profile.FirstName, profile.LastName, profile.DateOfBirth?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), profile.AgeRange,
        profile.TimeZone, profile.Pronouns, profile.HasAdhd, profile.HasAutismSpectrum, profile.HasAnxiety, profile.HasDepression,
        profile.OtherConditions, profile.MedicalConditions);

    /// <exception cref="ImportRefusedException">Somebody typing it would have been refused.</exception>
    private T? Require<T>(T? row, string file)
        where T : class
    {
        if (row is null)
            return null;

        var results = new List<ValidationResult>();
        return Validator.TryValidateObject(row, new ValidationContext(row, services, null), results, validateAllProperties: true)
            ? row
            : throw new ImportRefusedException($"The file accounts/{file}.json of the archive has a value that cannot be: {results[0].ErrorMessage}");
    }

    private static async Task<T?> FirstAsync<T>(IPersonalDataImport source, string name, CancellationToken cancellationToken)
        where T : class
    {
        await foreach (var row in source.ReadRowsAsync<T>(name, cancellationToken))
            return row;
        return null;
    }

    /// <summary>All that is taken of the other account itself.</summary>
    internal sealed record AccountRow([property: DisplayNameRules] string? DisplayName);
}
