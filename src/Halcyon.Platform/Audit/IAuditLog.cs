using Halcyon.Platform.Access;

namespace Halcyon.Platform.Audit;

/// <summary>One thing that somebody saw or changed.</summary>
/// <param name="Action">Dotted verb, e.g. `recording.viewed`, `account.login`.</param>
/// <param name="ActorId">Who did it; null for the system or an unknown caller.</param>
/// <param name="SubjectId">Whose data it was; null when nobody's.</param>
/// <param name="Resource">What was touched, e.g. `recording/018f…`; never its content.</param>
/// <param name="Outcome">`success` or `refused` or `failed`.</param>
/// <param name="Details">Small facts without personal or health text.</param>
public sealed record AuditEntry(
    string Action,
    UserId? ActorId,
    UserId? SubjectId,
    string? Resource = null,
    string Outcome = "success",
    IReadOnlyDictionary<string, string>? Details = null);

/// <summary>Append-only, hash-chained record. Address and correlation id come from the current request.</summary>
public interface IAuditLog
{
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);
}
