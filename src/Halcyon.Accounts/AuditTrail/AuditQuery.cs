using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.AuditTrail;

/// <summary>The filters of the search page and of the export.</summary>
public sealed record AuditQuery
{
    /// <summary>Id or email address of who did it.</summary>
    [FromQuery(Name = "actor"), StringLength(Email.MaximumLength)]
    public string? Actor { get; init; }

    /// <summary>Id or email address of whose data it was.</summary>
    [FromQuery(Name = "subject"), StringLength(Email.MaximumLength)]
    public string? Subject { get; init; }

    [FromQuery(Name = "action"), StringLength(100)]
    public string? Action { get; init; }

    [FromQuery(Name = "outcome"), RegularExpression("success|refused|failed", ErrorMessage = "Give success, refused or failed.")]
    public string? Outcome { get; init; }

    /// <summary>Inclusive.</summary>
    [FromQuery(Name = "from")]
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    [FromQuery(Name = "to")]
    public DateTimeOffset? To { get; init; }
}

/// <summary>Turns addresses into ids. An address without an account finds nothing, rather than everything.</summary>
internal sealed class AuditFilters(AccountsDb db, ILookupNormalizer normalizer)
{
    private static readonly UserId Nobody = new(Guid.Empty);

    public async Task<AuditFilter> ReadAsync(AuditQuery query, CancellationToken cancellationToken) => new(
        await FindAsync(query.Actor, cancellationToken), await FindAsync(query.Subject, cancellationToken),
        NullIfEmpty(query.Action), NullIfEmpty(query.Outcome), query.From, query.To);

    private async Task<UserId?> FindAsync(string? text, CancellationToken cancellationToken)
    {
        if (NullIfEmpty(text) is not { } given)
            return null;
        if (Guid.TryParse(given, out var id))
            return new UserId(id);

        var email = normalizer.NormalizeEmail(Email.Clean(given));
        var found = await db.Users.Where(user => user.NormalizedEmail == email).Select(user => (Guid?)user.Id).SingleOrDefaultAsync(cancellationToken);
        return found is { } known ? new UserId(known) : Nobody;
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
