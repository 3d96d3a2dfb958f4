using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.Consents;

/// <param name="Granted">false takes consent back, whatever the version: that is as easy as giving it.</param>
/// <param name="Version">Of the text that was on the screen.</param>
public sealed record DecideConsentRequest([property: Required] bool? Granted, [property: Required] int? Version);

internal static class DecideConsentEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapPut("/me/consents/{purpose}", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_DecideConsent")
            .WithSummary("Give consent to the words in force, or take it back.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<ConsentResponse>, ProblemHttpResult>> HandleAsync(
        string purpose, DecideConsentRequest request, Caller caller, AccountsDb db, ConsentLedger ledger, CancellationToken cancellationToken)
    {
        if (ConsentTexts.Find(purpose) is not { } text)
            return HalcyonProblem.Create(StatusCodes.Status404NotFound, "consent-not-found", "There is no consent with this name.");
        if (request is { Granted: true } && request.Version != text.Version)
            return Outdated(text);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Two decisions at once take turns on the account's row, so that the later one is the one that holds.
        if (!await db.LockAccountAsync(caller.UserId, cancellationToken))
            return GetMeEndpoint.AccountGone();

        await ledger.DecideAsync(caller.UserId, text, request.Granted!.Value, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ConsentResponse.From(text, await ledger.FindAsync(caller.UserId, purpose, cancellationToken)));
    }

    /// <remarks>Nobody agrees to words that they have not seen.</remarks>
    internal static ProblemHttpResult Outdated(ConsentText text) => HalcyonProblem.Create(
        StatusCodes.Status409Conflict, "consent-outdated", "The text has changed since it was shown. Read it again, then decide.",
        extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["version"] = text.Version });
}
