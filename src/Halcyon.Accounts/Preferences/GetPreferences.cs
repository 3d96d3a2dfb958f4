using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Preferences;

internal static class GetPreferencesEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapGet("/me/preferences", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_Preferences")
            .WithSummary("How you want Halcyon to look, sound and speak; the defaults until you choose.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Ok<PreferenceValues>> HandleAsync(Caller caller, AccountsDb db, CancellationToken cancellationToken)
    {
        var stored = await db.Set<StoredPreferences>().AsNoTracking()
            .SingleOrDefaultAsync(preferences => preferences.UserId == caller.UserId.Value, cancellationToken);
        return TypedResults.Ok(stored?.Values ?? PreferenceValues.Defaults);
    }
}
