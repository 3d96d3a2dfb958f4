using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications;

/// <summary>Plans the next morning and evening of a person anew whenever their wishes or their time zone change.</summary>
internal sealed class PlanReminders(WellnessDb db, IUserDirectory people, TimeProvider clock) : IHandle<PersonChanged>
{
    /// <summary>The kinds that come every day at an hour of the person's own choice.</summary>
    public static IReadOnlyDictionary<string, Func<PersonalPreferences, TimeOnly?>> Daily { get; } =
        new Dictionary<string, Func<PersonalPreferences, TimeOnly?>>(StringComparer.Ordinal)
        {
            [NotificationKind.MorningCheckIn.Name] = preferences => preferences.MorningCheckIn,
            [NotificationKind.EveningReflection.Name] = preferences => preferences.EveningReflection,
        };

    public async Task HandleAsync(Guid eventId, PersonChanged domainEvent, CancellationToken cancellationToken)
    {
        var userId = domainEvent.UserId;
        // A guest is gone tomorrow.
        var person = await people.FindAsync(userId, cancellationToken) is { IsGuest: false } found ? found : null;
        foreach (var (kind, timeOf) in Daily)
        {
            if (person is not null && timeOf(person.Preferences) is { } time)
                await PlanAsync(userId, kind, person.LocalDay().Next(time, clock.GetUtcNow()), cancellationToken);
            else
                await db.Set<Reminder>().Where(reminder => reminder.UserId == userId.Value && reminder.Kind == kind).ExecuteDeleteAsync(cancellationToken);
        }
    }

    private Task<int> PlanAsync(UserId userId, string kind, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.reminders (user_id, kind, due_at) values ({userId.Value}, {kind}, {dueAt})
            on conflict (user_id, kind) do update set due_at = excluded.due_at
            """, cancellationToken);
}

internal static class PersonalDay
{
    public static LocalDay LocalDay(this Person person) =>
        new(person.TimeZone, person.Preferences.QuietHoursStart, person.Preferences.QuietHoursEnd);
}
