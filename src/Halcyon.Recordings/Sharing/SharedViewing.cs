using Halcyon.Platform.Access;
using Halcyon.Platform.Sharing;
using Halcyon.Recordings.Recordings;
using Microsoft.Extensions.Caching.Memory;

namespace Halcyon.Recordings.Sharing;

/// <summary>Whether a therapist may look, with a line for the client each time; scrolling through one recording is one look.</summary>
internal sealed class SharedViewing(ISharedAccess access, IMemoryCache seen)
{
    private static readonly TimeSpan ViewingPause = TimeSpan.FromMinutes(30);

    public Task<UserId?> FindOwnerAsync(Caller therapist, Guid shareId, CancellationToken cancellationToken) =>
        access.FindClientAsync(therapist, shareId, SharingScopes.Recordings, cancellationToken);

    public Task<bool> MayShowListAsync(Caller therapist, Guid shareId, CancellationToken cancellationToken) =>
        access.RecordAsync(therapist, shareId, SharingScopes.Recordings, resource: null, cancellationToken);

    public Task<bool> MayShowAsync(Caller therapist, Guid shareId, string resource, CancellationToken cancellationToken) =>
        access.RecordAsync(therapist, shareId, SharingScopes.Recordings, resource, cancellationToken);

    /// <summary>The right is asked for every stretch; the line is written once per sign-in and half hour.</summary>
    public async Task<bool> MayShowStretchAsync(Caller therapist, Guid shareId, RecordingId recordingId, CancellationToken cancellationToken)
    {
        var key = (nameof(SharedViewing), therapist.SessionId, shareId, recordingId);
        if (seen.TryGetValue(key, out _))
            return await FindOwnerAsync(therapist, shareId, cancellationToken) is not null;
        if (!await MayShowAsync(therapist, shareId, $"recording/{recordingId}", cancellationToken))
            return false;

        seen.Set(key, true, new MemoryCacheEntryOptions { SlidingExpiration = ViewingPause, Size = 1 });
        return true;
    }
}
