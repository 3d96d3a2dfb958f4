using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Passkeys;

/// <param name="LastUsedAt">Null before the first sign-in with it.</param>
public sealed record PasskeyResponse(Guid Id, string Name, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt);

public sealed record PasskeysResponse(IReadOnlyList<PasskeyResponse> Items);

internal static class ListPasskeysEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapGet("/passkeys", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_ListPasskeys")
            .WithSummary("Your passkeys, oldest first.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Ok<PasskeysResponse>> HandleAsync(Caller caller, AccountsDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new PasskeysResponse(await db.Set<Passkey>()
            .Where(passkey => passkey.UserId == caller.UserId.Value)
            .OrderBy(passkey => passkey.Id)
            .Select(passkey => new PasskeyResponse(passkey.Id, passkey.Name, passkey.CreatedAt, passkey.LastUsedAt))
            .ToListAsync(cancellationToken)));
}
