using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Mfa;

public sealed record MfaResponse(bool TotpEnabled, int RecoveryCodesLeft);

internal static class GetMfaEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapGet("/mfa", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_Mfa")
            .WithSummary("Whether signing in with your password asks for a code too, and how many recovery codes are left.")
            .ProducesProblem(StatusCodes.Status401Unauthorized);

    private static async Task<Ok<MfaResponse>> HandleAsync(Caller caller, AccountsDb db, CancellationToken cancellationToken)
    {
        var isEnabled = await db.Set<TotpSecret>()
            .AnyAsync(totp => totp.UserId == caller.UserId.Value && totp.ConfirmedAt != null, cancellationToken);
        var left = await db.Set<StoredRecoveryCode>()
            .CountAsync(code => code.UserId == caller.UserId.Value && code.UsedAt == null, cancellationToken);
        return TypedResults.Ok(new MfaResponse(isEnabled, left));
    }
}
