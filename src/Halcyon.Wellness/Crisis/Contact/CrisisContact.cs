using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Crisis.Contact;

/// <summary>Whom to tell: under the person's key.</summary>
internal sealed record ContactDocument(string Name, string? Phone, string? Email);

internal sealed class CrisisContact
{
    public const string Purpose = "wellness.crisis_contact";

    public required UserId UserId { get; init; }

    /// <summary>A <see cref="ContactDocument"/> under the person's key.</summary>
    public required byte[] Document { get; set; }

    /// <summary>Null: they have not agreed that this contact is told.</summary>
    public DateTimeOffset? ConsentedAt { get; set; }

    /// <summary>Null: told only when the person says so each time.</summary>
    public DateTimeOffset? AutomaticSince { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class CrisisContactMapping : IEntityTypeConfiguration<CrisisContact>
{
    public void Configure(EntityTypeBuilder<CrisisContact> builder) => builder.ToTable("crisis_contacts").HasKey(contact => contact.UserId);
}

/// <summary>Reads the contact of a person.</summary>
internal sealed class CrisisContacts(WellnessDb db, IFieldProtector protector)
{
    public async Task<(CrisisContact Stored, ContactDocument Document)?> FindAsync(UserId userId, CancellationToken cancellationToken)
    {
        var stored = await db.Set<CrisisContact>().AsNoTracking().SingleOrDefaultAsync(contact => contact.UserId == userId, cancellationToken);
        return stored is null
            ? null
            : (stored, await protector.UnprotectJsonAsync<ContactDocument>(userId, CrisisContact.Purpose, stored.Document, cancellationToken));
    }
}
