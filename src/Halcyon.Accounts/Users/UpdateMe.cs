using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Users;

/// <param name="DisplayName">Leave out or null to keep it; blank to remove it.</param>
public sealed record UpdateMeRequest([property: DisplayNameRules] string? DisplayName = null);

internal static class UpdateMeEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapPatch("/me", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_UpdateMe")
            .WithSummary("Change what is given of your own account. A blank display_name removes it.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> HandleAsync(
        UpdateMeRequest request, Caller caller, AccountsDb db, CancellationToken cancellationToken)
    {
        if (request.DisplayName is not null)
        {
            var name = DisplayName.Clean(request.DisplayName);
            await db.Users.Where(user => user.Id == caller.UserId.Value)
                .ExecuteUpdateAsync(user => user.SetProperty(u => u.DisplayName, name), cancellationToken);
        }

        return await db.FindUserAsync(caller.UserId.Value, cancellationToken) is { } user
            ? TypedResults.Ok(user)
            : GetMeEndpoint.AccountGone();
    }
}
