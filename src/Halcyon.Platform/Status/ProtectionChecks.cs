using Halcyon.Platform.Audit;
using Halcyon.Platform.Encryption;

namespace Halcyon.Platform.Status;

/// <summary>Whether the audit log was read lately and holds, and whether a key rotation is unfinished.</summary>
internal sealed class ProtectionChecks(AuditVerification verification, KeyRotation keys, TimeProvider clock) : ISystemChecks
{
    /// <summary>It is read every night; a day and a half allows for one that was missed.</summary>
    private static readonly TimeSpan LongestUnread = TimeSpan.FromHours(36);

    public async Task<IReadOnlyList<SystemCheck>> RunAsync(CancellationToken cancellationToken) =>
    [
        CheckAudit(await verification.ReadLastAsync(cancellationToken), clock.GetUtcNow()),
        CheckKeys(await keys.CountWaitingAsync(cancellationToken)),
    ];

    internal static SystemCheck CheckAudit(AuditVerdict? last, DateTimeOffset now) => last switch
    {
        null => SystemCheck.Warning("audit", "The audit log has not been verified yet; it is read every night. Verify it now on the audit page."),
        { Fault: { } fault } => SystemCheck.Bad("audit", $"The audit log was tampered with. {fault} Follow 'incidents' in docs/security.md."),
        { } when now - last.VerifiedAt > LongestUnread =>
            SystemCheck.Warning("audit", $"The audit log was last verified on {last.VerifiedAt:yyyy-MM-dd}. Look on the page of jobs why it is not read every night."),
        _ => SystemCheck.Good("audit", $"The audit log was whole when it was verified on {last.VerifiedAt:yyyy-MM-dd HH:mm} UTC: {last.Entries} entries."),
    };

    internal static SystemCheck CheckKeys(long waiting) => waiting == 0
        ? SystemCheck.Good("keys", "Everything is under the first master key.")
        : SystemCheck.Warning("keys", $"{waiting} values are under an older master key. Run 'halcyon keys rotate' to finish, and keep the old key until then.");
}
