using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.Users;

internal static class GetMeEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapGet("/me", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_Me")
            .WithSummary("The account that is signed in.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> HandleAsync(
        Caller caller, AccountsDb db, CancellationToken cancellationToken) =>
        await db.FindUserAsync(caller.UserId.Value, cancellationToken) is { } user ? TypedResults.Ok(user) : AccountGone();

    /// <summary>A token outlives its account by some minutes at most.</summary>
    public static ProblemHttpResult AccountGone() =>
        HalcyonProblem.Create(StatusCodes.Status401Unauthorized, "sign-in-required", "This account no longer exists.");
}
