using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.Extensions.Caching.Memory;

namespace Halcyon.Recordings.Recordings;

/// <summary>Records that a recording was looked at: once per sign-in and half hour, not for each stretch that is scrolled into view.</summary>
internal sealed class ViewingAudit(IAuditLog audit, IMemoryCache seen)
{
    private static readonly TimeSpan ViewingPause = TimeSpan.FromMinutes(30);

    public async ValueTask ViewedAsync(Caller caller, RecordingId recordingId, CancellationToken cancellationToken)
    {
        var key = (nameof(ViewingAudit), caller.SessionId, recordingId);
        if (seen.TryGetValue(key, out _))
            return;

        // Written before it is remembered: when the audit fails, nothing is shown and the next try writes it.
        await audit.AppendAsync(
            new AuditEntry("recording.viewed", caller.UserId, caller.UserId, $"recording/{recordingId}"), cancellationToken);
        seen.Set(key, true, new MemoryCacheEntryOptions { SlidingExpiration = ViewingPause, Size = 1 });
    }
}
