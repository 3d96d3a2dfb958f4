using System.ComponentModel.DataAnnotations;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Crisis;

/// <param name="Note">What the person wants to keep of it, if anything.</param>
public sealed record SafeRequest([property: StringLength(SayImSafe.LongestNote)] string? Note = null);

internal static class SayImSafe
{
    public const int LongestNote = 2000;

    public static void Map(RouteGroupBuilder crisis) =>
        crisis.MapPost("/events/{eventId:guid}/safe", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Crisis_Safe")
            .WithSummary("You say that you are safe now. Closes this event and all before it; what rests goes on resting until a day has passed.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<CrisisStateResponse>, ProblemHttpResult>> HandleAsync(
        Guid eventId, Caller caller, WellnessDb db, IFieldProtector protector, CrisisRecord record, CrisisStates states, TimeProvider clock,
        CancellationToken cancellationToken, SafeRequest? request = null)
    {
        var note = string.IsNullOrWhiteSpace(request?.Note)
            ? null
            : await protector.ProtectAsync(caller.UserId, CrisisEvent.NotePurpose, Encoding.UTF8.GetBytes(request.Note.Trim()), cancellationToken);
        var now = clock.GetUtcNow();
        await using (var transaction = await db.Database.BeginTransactionAsync(cancellationToken))
        {
            var mine = db.Set<CrisisEvent>().Where(found => found.UserId == caller.UserId);
            if (await mine.SingleOrDefaultAsync(found => found.Id == eventId, cancellationToken) is not { } named)
                return RecordCrisisStep.NotFound();

            var open = await mine.Where(found => found.ResolvedAt == null && found.CreatedAt <= named.CreatedAt).ToListAsync(cancellationToken);
            foreach (var found in open)
                found.ResolvedAt = now;
            named.Note = note ?? named.Note;
            await db.SaveChangesAsync(cancellationToken);
            if (open.Count > 0)
                await record.AuditAsync(db, "crisis.safe", named, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(await states.FindAsync(caller.UserId, cancellationToken));
    }
}
