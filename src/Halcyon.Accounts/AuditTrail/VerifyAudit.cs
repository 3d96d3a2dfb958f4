using System.Globalization;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.AuditTrail;

internal static class VerifyAuditEndpoint
{
    public static void Map(RouteGroupBuilder admin) =>
        admin.MapPost("/audit/verify", HandleAsync)
            .Allow(AccessPolicy.Administrators)
            .WithName("Admin_VerifyAudit")
            .WithSummary("Read the whole audit log and prove that nothing was changed, removed, reordered or added by hand.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<Ok<AuditVerdict>> HandleAsync(
        Caller caller, AuditVerification verification, IAuditLog audit, CancellationToken cancellationToken)
    {
        var verdict = await verification.RunAsync(cancellationToken);
        var details = new Dictionary<string, string>(StringComparer.Ordinal) { ["entries"] = verdict.Entries.ToString(CultureInfo.InvariantCulture) };
        await audit.AppendAsync(
            new AuditEntry("audit.verified", caller.UserId, null, "audit", verdict.Fault is null ? "success" : "failed", details), cancellationToken);
        return TypedResults.Ok(verdict);
    }
}
