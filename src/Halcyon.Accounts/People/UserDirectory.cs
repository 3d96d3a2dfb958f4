using System.Globalization;
using Halcyon.Accounts.Preferences;
using Halcyon.Accounts.Profiles;
using Halcyon.Platform.Access;
using Halcyon.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.People;

internal sealed class UserDirectory(AccountsDb db, ProfileStore profiles, KnownPeople known, TimeProvider clock) : IUserDirectory
{
    public async Task<Person?> FindAsync(UserId userId, CancellationToken cancellationToken)
    {
        if (known.Find(userId) is { } remembered)
            return remembered;

        var changesBefore = known.Changes;
        var person = await LoadAsync(userId, cancellationToken);
        if (person is not null)
            known.Remember(person, changesBefore);
        return person;
    }

    private async Task<Person?> LoadAsync(UserId userId, CancellationToken cancellationToken)
    {
        var account = await db.Users.Where(user => user.Id == userId.Value)
            .Select(user => new { user.DisplayName, user.Email, user.EmailConfirmed, user.IsGuest })
            .SingleOrDefaultAsync(cancellationToken);
        if (account is null)
            return null;

        var preferences = await db.Set<StoredPreferences>().AsNoTracking()
            .Where(stored => stored.UserId == userId.Value).Select(stored => stored.Values).SingleOrDefaultAsync(cancellationToken);
        var profile = await profiles.FindAsync(userId, cancellationToken) ?? new Profile();
        return new Person(
            userId, account.DisplayName, account.Email, account.EmailConfirmed, account.IsGuest,
            profile.TimeZone, profile.AgeRangeOn(clock.GetUtcNow()), profile.HasAdhd, profile.HasAutismSpectrum,
            Read(preferences ?? PreferenceValues.Defaults));
    }

    private static PersonalPreferences Read(PreferenceValues values) => new(
        values.PreferredLanguage, values.CommunicationStyle,
        values.MorningCheckinEnabled ? Time(values.MorningCheckinTime) : null,
        values.EveningReflectionEnabled ? Time(values.EveningReflectionTime) : null,
        values.MaxNotificationsPerDay, Time(values.QuietHoursStart), Time(values.QuietHoursEnd),
        values.TimeBlindnessSupport, values.TaskBreakdownAuto, values.HyperfocusReminders, values.DopamineRewardStyle,
        values.SensoryLoadTracking, values.RoutineDeviationAlerts, values.EmotionScaffoldingLevel);

    private static TimeOnly Time(string value) => TimeOnly.ParseExact(value, "HH:mm", CultureInfo.InvariantCulture);
}
