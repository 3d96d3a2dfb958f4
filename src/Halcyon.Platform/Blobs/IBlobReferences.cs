namespace Halcyon.Platform.Blobs;

/// <summary>A module that keeps blobs says which: what no module speaks for is removed after a day.</summary>
public interface IBlobReferences
{
    /// <returns>Those of the candidates that the module's rows refer to.</returns>
    Task<IReadOnlyCollection<BlobId>> FindReferencedAsync(IReadOnlyCollection<BlobId> candidates, CancellationToken cancellationToken);
}
