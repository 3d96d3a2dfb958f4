using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis.Contact;

/// <param name="Consented">You agree that this contact may be told. Without it nobody is ever told.</param>
/// <param name="Automatic">Told by itself when your words call for help; else only when you say so each time.</param>
public sealed record ContactRequest(
    [property: Required, StringLength(80, MinimumLength = 1), RegularExpression(@"^[^\p{Cc}]*\S[^\p{Cc}]*$", ErrorMessage = "Give a name in one line.")] string Name,
    [property: RegularExpression(@"^\+?[0-9 ()/.\-]{3,30}$", ErrorMessage = "Give a telephone number: digits, spaces and + ( ) - / only.")] string? Phone = null,
    [property: StringLength(254), RegularExpression(@"^[^\s<>()\[\],;:\\""\p{Cc}@]+@[^\s<>()\[\],;:\\""\p{Cc}@]+$", ErrorMessage = "Give an e-mail address.")] string? Email = null,
    bool Consented = false,
    bool Automatic = false);

/// <summary>Everything is null until a contact is named.</summary>
/// <param name="MessagePreview">The letter as they would get it.</param>
/// <param name="SmsText">To send by yourself as a text message: Halcyon sends none.</param>
public sealed record ContactResponse(
    string? Name, string? Phone, string? Email, bool Consented, bool Automatic, string? MessagePreview, string SmsText, DateTimeOffset? UpdatedAt);

internal static class ContactEndpoints
{
    public static void Map(RouteGroupBuilder crisis)
    {
        crisis.MapGet("/contact", GetAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_Contact")
            .WithSummary("Whom you named to be told in a crisis, and exactly what they would read.");
        crisis.MapPut("/contact", ReplaceAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_ReplaceContact")
            .WithSummary("Name whom to tell. Nobody is told unless you agree to it here beforehand.")
            .ProducesValidationProblem();
        crisis.MapDelete("/contact", RemoveAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_RemoveContact")
            .WithSummary("Nobody is to be told any more.");
    }

    private static async Task<Ok<ContactResponse>> GetAsync(
        Caller caller, CrisisContacts contacts, IUserDirectory people, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(caller.UserId, cancellationToken);
        return TypedResults.Ok(await contacts.FindAsync(caller.UserId, cancellationToken) is var (stored, document)
            ? Answer(stored, document, person?.DisplayName)
            : new ContactResponse(null, null, null, false, false, null, ContactLetter.Sms(), null));
    }

    private static async Task<Ok<ContactResponse>> ReplaceAsync(
        ContactRequest request, Caller caller, WellnessDb db, IFieldProtector protector, IUserDirectory people, IAuditLog audit, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var document = new ContactDocument(request.Name.Trim(), Blank(request.Phone), Blank(request.Email));
        var secret = await protector.ProtectJsonAsync(caller.UserId, CrisisContact.Purpose, document, cancellationToken);
        var person = await people.FindAsync(caller.UserId, cancellationToken);
        var now = clock.GetUtcNow();
        DateTimeOffset? consentedAt = request.Consented ? now : null;
        DateTimeOffset? automaticSince = request is { Consented: true, Automatic: true } ? now : null;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.crisis_contacts (user_id, document, consented_at, automatic_since, updated_at)
            values ({caller.UserId.Value}, {secret}, {consentedAt}, {automaticSince}, {now})
            on conflict (user_id) do update set document = excluded.document, consented_at = excluded.consented_at,
                automatic_since = excluded.automatic_since, updated_at = excluded.updated_at
            """, cancellationToken);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["consented"] = request.Consented ? "yes" : "no",
            ["automatic"] = automaticSince is null ? "no" : "yes",
        };
        await audit.AppendAsync(db, new AuditEntry("crisis.contact_changed", caller.UserId, caller.UserId, Details: details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        var stored = new CrisisContact { UserId = caller.UserId, Document = secret, ConsentedAt = consentedAt, AutomaticSince = automaticSince, UpdatedAt = now };
        return TypedResults.Ok(Answer(stored, document, person?.DisplayName));
    }

    private static async Task<NoContent> RemoveAsync(Caller caller, WellnessDb db, IAuditLog audit, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Set<CrisisContact>().Where(contact => contact.UserId == caller.UserId).ExecuteDeleteAsync(cancellationToken) > 0)
            await audit.AppendAsync(db, new AuditEntry("crisis.contact_removed", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static ContactResponse Answer(CrisisContact stored, ContactDocument document, string? personName) => new(
        document.Name, document.Phone, document.Email, stored.ConsentedAt is not null, stored.AutomaticSince is not null,
        ContactLetter.Text(document.Name, personName, isAutomatic: false), ContactLetter.Sms(), stored.UpdatedAt);

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
