using Halcyon.Accounts.Exports;
using Halcyon.Accounts.Imports;
using Halcyon.Platform.Blobs;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.PersonalData;

/// <summary>The files of exports that wait to be fetched, and of imports that are not done.</summary>
internal sealed class AccountBlobs(AccountsDb db) : IBlobReferences
{
    public async Task<IReadOnlyCollection<BlobId>> FindReferencedAsync(IReadOnlyCollection<BlobId> candidates, CancellationToken cancellationToken)
    {
        var exports = db.Set<Export>().Where(export => candidates.Contains(export.BlobId!.Value)).Select(export => export.BlobId!.Value);
        var imports = db.Set<Import>().Where(import => candidates.Contains(import.BlobId!.Value)).Select(import => import.BlobId!.Value);
        return [.. await exports.ToListAsync(cancellationToken), .. await imports.ToListAsync(cancellationToken)];
    }
}
