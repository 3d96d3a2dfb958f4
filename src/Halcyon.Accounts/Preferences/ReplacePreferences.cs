using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Preferences;

/// <remarks>The last writer wins: it is one person's own taste, saved while they choose, and a conflict would only annoy.</remarks>
internal static class ReplacePreferencesEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapPut("/me/preferences", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_ReplacePreferences")
            .WithSummary("Replace all preferences: every value must be given. The last writer wins.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<PreferenceValues>, ProblemHttpResult>> HandleAsync(
        PreferenceValues request, Caller caller, AccountsDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.TryReplacePreferencesAsync(caller.UserId, request, clock.GetUtcNow(), cancellationToken))
            return GetMeEndpoint.AccountGone();

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(request);
    }

    /// <summary>Within the open transaction.</summary>
    /// <returns>False when the account is gone.</returns>
    internal static async Task<bool> TryReplacePreferencesAsync(
        this AccountsDb db, UserId userId, PreferenceValues values, DateTimeOffset now, CancellationToken cancellationToken)
    {
        // Two first writers at once would both insert: the account's row lets one wait for the other.
        if (!await db.LockAccountAsync(userId, cancellationToken))
            return false;

        var stored = await db.Set<StoredPreferences>().SingleOrDefaultAsync(preferences => preferences.UserId == userId.Value, cancellationToken);
        if (stored is null)
        {
            db.Add(new StoredPreferences { UserId = userId.Value, Values = values, UpdatedAt = now });
        }
        else
        {
            (stored.Values, stored.UpdatedAt) = (values, now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return true;
    }
}
