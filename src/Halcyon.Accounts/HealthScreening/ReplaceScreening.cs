using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Accounts.HealthScreening;

internal static class ReplaceScreeningEndpoint
{
    public static void Map(RouteGroupBuilder users) =>
        users.MapPut("/me/health-screening", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Users_ReplaceHealthScreening")
            .WithSummary("Answer the nine health questions, each with yes, no or unsure. The answers before are not kept.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<ScreeningResponse>, ProblemHttpResult>> HandleAsync(
        ScreeningAnswers request, Caller caller, AccountsDb db, ScreeningStore screenings, IAuditLog audit, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var document = new ScreeningDocument(ScreeningForm.Version, request);
        var now = clock.GetUtcNow();
        var sealedDocument = await screenings.SealAsync(caller.UserId, document, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await screenings.TryReplaceAsync(caller.UserId, sealedDocument, now, cancellationToken))
            return GetMeEndpoint.AccountGone();

        await audit.AppendAsync(db, new AuditEntry("health_screening.changed", caller.UserId, caller.UserId), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(ScreeningResponse.From(document, now));
    }
}
