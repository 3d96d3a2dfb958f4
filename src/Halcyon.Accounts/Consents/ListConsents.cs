using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Consents;

/// <param name="Purpose">data_sharing, research_participation or therapist_sharing.</param>
/// <param name="Version">Of the text in force.</param>
/// <param name="ChangedAt">When it was last given or taken back; null when never.</param>
/// <param name="NeedsRenewal">Given to an older text: it does not count until it is given again.</param>
public sealed record ConsentResponse(
    string Purpose, string Title, string Text, int Version, bool Granted, DateTimeOffset? ChangedAt, bool NeedsRenewal)
{
    internal static ConsentResponse From(ConsentText text, Consent? last) => new(
        text.Purpose, text.Title, text.Text, text.Version, last?.Granted ?? false, last?.ChangedAt,
        NeedsRenewal: last is { Granted: true } && last.Version < text.Version);
}

public sealed record ConsentList(IReadOnlyList<ConsentResponse> Items);

/// <param name="Version">Of the text that was decided on.</param>
public sealed record ConsentDecision(string Purpose, int Version, bool Granted, DateTimeOffset ChangedAt);

public sealed record ConsentHistory(IReadOnlyList<ConsentDecision> Items);

internal static class ListConsentsEndpoint
{
    public static void Map(RouteGroupBuilder users)
    {
        users.MapGet("/me/consents", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_Consents")
            .WithSummary("What you can agree to, in which words, and whether you do.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        users.MapGet("/me/consents/history", HistoryAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_ConsentHistory")
            .WithSummary("Every decision you made about consent, newest first.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);
    }

    private static async Task<Ok<ConsentList>> HandleAsync(Caller caller, ConsentLedger ledger, CancellationToken cancellationToken)
    {
        var items = new List<ConsentResponse>();
        foreach (var text in ConsentTexts.All)
            items.Add(ConsentResponse.From(text, await ledger.FindAsync(caller.UserId, text.Purpose, cancellationToken)));
        return TypedResults.Ok(new ConsentList(items));
    }

    private static async Task<Ok<ConsentHistory>> HistoryAsync(Caller caller, AccountsDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ConsentHistory(await db.Set<Consent>().AsNoTracking()
            .Where(consent => consent.UserId == caller.UserId.Value)
            .OrderByDescending(consent => consent.ChangedAt).ThenByDescending(consent => consent.Id)
            .Select(consent => new ConsentDecision(consent.Purpose, consent.Version, consent.Granted, consent.ChangedAt))
            .ToListAsync(cancellationToken)));
}
