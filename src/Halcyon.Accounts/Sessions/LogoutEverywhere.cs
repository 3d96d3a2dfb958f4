using System.Globalization;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.Sessions;

/// <param name="KeepCurrent">Stay signed in here; false when left out.</param>
public sealed record LogoutEverywhereRequest(bool KeepCurrent = false);

internal static class LogoutEverywhereEndpoint
{
    public static void Map(RouteGroupBuilder auth) =>
        auth.MapPost("/logout-everywhere", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Auth_LogoutEverywhere")
            .WithSummary("Sign out all your devices at once, on request all but this one.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesValidationProblem();

    private static async Task<NoContent> HandleAsync(
        LogoutEverywhereRequest? request, HttpContext http, Caller caller, AccountsDb db, Revocation revocation, IAuditLog audit,
        CancellationToken cancellationToken)
    {
        var keepsCurrent = request is { KeepCurrent: true };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var count = await revocation.RevokeAllAsync(
            caller.UserId, keepsCurrent ? caller.SessionId : null, RevocationReason.Everywhere, cancellationToken);
        var details = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["sessions"] = count.ToString(CultureInfo.InvariantCulture),
            ["kept_current"] = keepsCurrent ? "true" : "false",
        };
        await audit.AppendAsync(
            db, new AuditEntry("account.logout_everywhere", caller.UserId, caller.UserId, Details: details), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (!keepsCurrent && RefreshCookie.IsPresent(http))
        {
            RefreshCookie.Clear(http);
        }

        return TypedResults.NoContent();
    }
}
