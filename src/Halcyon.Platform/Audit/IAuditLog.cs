using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;

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
    /// <summary>For what was seen, tried or refused: written at once, on a connection of its own.</summary>
    /// <remarks>Not inside an open transaction: many at once would each hold one connection and wait for a second.</remarks>
    Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>For what was changed: written in the open transaction of <paramref name="db"/>, so that both are kept or neither.</summary>
    /// <remarks>Call it last before the commit: from here to there everybody else's entries wait, as the chain has one end.</remarks>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    Task AppendAsync(DbContext db, AuditEntry entry, CancellationToken cancellationToken);
}
