using Halcyon.Platform.Access;

namespace Halcyon.Platform.Sharing;

/// <summary>
/// For the module that shows a section of a client to their therapist. Ask <see cref="FindClientAsync"/> whose data it is,
/// load it, and show it only if <see cref="RecordAsync"/> says so: it looks again, so that what was revoked meanwhile is not shown.
/// </summary>
public interface ISharedAccess
{
    /// <returns>Null when there is no such share for the caller, or it is not active, or it does not cover the scope.</returns>
    Task<UserId?> FindClientAsync(Caller therapist, Guid shareId, string scope, CancellationToken cancellationToken);

    /// <summary>Writes down, for the client and in the audit, what is about to be shown.</summary>
    /// <param name="resource">The one thing opened, e.g. `recording/018f…`; null for the list.</param>
    /// <returns>False when the share was revoked or ran out meanwhile: then nothing may be shown.</returns>
    Task<bool> RecordAsync(Caller therapist, Guid shareId, string scope, string? resource, CancellationToken cancellationToken);
}
