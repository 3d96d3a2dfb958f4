using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.AuditTrail;

/// <param name="Email">Null for a guest, and when the account is gone: the id then leads nowhere.</param>
public sealed record AuditPerson(Guid Id, string? Email);

/// <summary>Who saw or changed what.</summary>
/// <param name="Actor">Who did it; null for the system or an unknown caller.</param>
/// <param name="Subject">Whose data it was; null when nobody's.</param>
/// <param name="Outcome">success, refused or failed.</param>
/// <param name="Details">Null when there are none, and when they cannot be read any more because the person was erased.</param>
public sealed record AuditEntryResponse(
    long Sequence, DateTimeOffset OccurredAt, string Action, AuditPerson? Actor, AuditPerson? Subject, string? Resource, string Outcome,
    IReadOnlyDictionary<string, string>? Details, string? IpAddress, string? CorrelationId);

/// <summary>Puts the addresses of people to what the log knows by id only.</summary>
internal sealed class AuditPeople(AccountsDb db)
{
    public async Task<IReadOnlyList<AuditEntryResponse>> NameAsync(IReadOnlyList<AuditRecord> records, CancellationToken cancellationToken)
    {
        var ids = records.SelectMany(record => new[] { record.ActorId, record.SubjectId }).OfType<UserId>().Select(id => id.Value).Distinct().ToArray();
        var emails = await db.Users.Where(user => ids.Contains(user.Id))
            .ToDictionaryAsync(user => user.Id, user => user.Email, cancellationToken);
        AuditPerson? Person(UserId? id) => id is { } known ? new AuditPerson(known.Value, emails.GetValueOrDefault(known.Value)) : null;
        return [.. records.Select(record => new AuditEntryResponse(
            record.Sequence, record.OccurredAt, record.Action, Person(record.ActorId), Person(record.SubjectId), record.Resource, record.Outcome,
            record.Details, record.IpAddress, record.CorrelationId))];
    }
}
