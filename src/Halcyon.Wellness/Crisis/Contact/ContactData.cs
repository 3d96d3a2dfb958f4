using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.PersonalData;
using Halcyon.Wellness.PersonalData;

namespace Halcyon.Wellness.Crisis.Contact;

/// <summary>The contact is not brought in: consent was given to those who run the other Halcyon. Letters forget their text by themselves.</summary>
internal sealed class ContactData(CrisisContacts contacts) : IFeatureData
{
    public IReadOnlyList<string> Tables { get; } = ["wellness.crisis_contacts"];

    public Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken) =>
        export.WriteRowsAsync("crisis_contact", "Whom to tell in a crisis", RowsAsync(userId, cancellationToken), cancellationToken);

    public Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken) => Task.CompletedTask;

    private async IAsyncEnumerable<Row> RowsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (await contacts.FindAsync(userId, cancellationToken) is var (stored, document))
            yield return new Row(document.Name, document.Phone, document.Email, stored.ConsentedAt, stored.AutomaticSince, stored.UpdatedAt);
    }

    private sealed record Row(
        string Name, string? Phone, string? Email, DateTimeOffset? ConsentedAt, DateTimeOffset? AutomaticSince, DateTimeOffset UpdatedAt);
}
