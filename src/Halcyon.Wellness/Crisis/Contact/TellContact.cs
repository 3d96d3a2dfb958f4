using Halcyon.Platform.Access;
using Halcyon.Platform.Events;
using Halcyon.Platform.Mail;
using Halcyon.Platform.People;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis.Contact;

internal enum Told
{
    Yes,
    NoSuchEvent,
    NoContact,
    NotConsented,
    NoEmail,
    Guest,
    OftenEnough,
}

/// <summary>Writes to the contact, once for each event, and only with consent.</summary>
internal sealed class TellContact(
    WellnessDb db, CrisisContacts contacts, IUserDirectory people, IMailer mailer, CrisisRecord record, TimeProvider clock) : IHandle<CrisisDetected>
{
    /// <summary>A mailbox must not be flooded through us, and the fourth letter of a day says nothing new.</summary>
    private const int MostLettersADay = 3;

    /// <summary>By itself, where the person switched that on before it happened; never for words that they left unsaid: those are theirs to tell.</summary>
    public async Task HandleAsync(Guid eventId, CrisisDetected domainEvent, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(domainEvent);
        var contact = await db.Set<CrisisContact>().AsNoTracking()
            .Where(found => found.UserId == domainEvent.UserId)
            .Select(found => found.AutomaticSince)
            .SingleOrDefaultAsync(cancellationToken);
        var happened = await db.Set<CrisisEvent>().AsNoTracking()
            .Where(found => found.Id == domainEvent.CrisisEventId && found.UserId == domainEvent.UserId && found.TriggerSource != CrisisSource.Draft)
            .Select(found => (DateTimeOffset?)found.CreatedAt)
            .SingleOrDefaultAsync(cancellationToken);
        if (contact is { } since && since <= happened)
            await TellAsync(domainEvent.UserId, domainEvent.CrisisEventId, isAutomatic: true, cancellationToken);
    }

    public async Task<Told> TellAsync(UserId userId, Guid eventId, bool isAutomatic, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(userId, cancellationToken);
        if (await contacts.FindAsync(userId, cancellationToken) is not var (stored, document))
            return await db.Set<CrisisEvent>().AnyAsync(e => e.Id == eventId && e.UserId == userId, cancellationToken) ? Told.NoContact : Told.NoSuchEvent;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Locked: two taps, or a tap and the letter by itself, are one letter.
        var found = await db.Set<CrisisEvent>()
            .FromSql($"select * from wellness.crisis_events where id = {eventId} and user_id = {userId.Value} for update")
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return Told.NoSuchEvent;
        if (found.ContactNotifiedAt is not null)
            return Told.Yes;
        if (stored.ConsentedAt is null)
            return Told.NotConsented;
        if (document.Email is null)
            return Told.NoEmail;
        if (person is null or { IsGuest: true })
            return Told.Guest;
        var now = clock.GetUtcNow();
        var dayAgo = now.AddDays(-1);
        if (await db.Set<CrisisEvent>().CountAsync(e => e.UserId == userId && e.ContactNotifiedAt > dayAgo, cancellationToken) >= MostLettersADay)
            return Told.OftenEnough;

        found.ContactNotifiedAt = now;
        await db.SaveChangesAsync(cancellationToken);
        await mailer.QueueAsync(db, ContactLetter.Write(document, person.DisplayName, isAutomatic), cancellationToken);
        await record.AuditAsync(db, "crisis.contact_notified", found, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return Told.Yes;
    }
}
