using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Paging;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.Checklists;

/// <summary>Tasks that are kept: list, save, change, tick, take away and bring back.</summary>
internal static class ChecklistEndpoints
{
    private const int LargestLimit = 100;

    public static void Map(RouteGroupBuilder tasks)
    {
        tasks.MapGet("", ListAsync)
            .Allow(AccessPolicy.SignedIn).WithName("Tasks_List").WithSummary("Your tasks with their steps, newest first.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        tasks.MapPost("", CreateAsync)
            .Allow(AccessPolicy.SignedIn).HearsWords().WithName("Tasks_Create").WithSummary("Keeps a task with its steps.")
            .Produces<KeptChecklist>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesValidationProblem();
        tasks.MapPut("/{taskId:guid}", ReplaceAsync)
            .Allow(AccessPolicy.SignedIn).HearsWords().WithName("Tasks_Replace")
            .WithSummary("Sets the task and all its steps, in their order. A step named by its id keeps when it was done.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesValidationProblem();
        tasks.MapPut("/{taskId:guid}/steps/{stepId:guid}", TickAsync)
            .Allow(AccessPolicy.SignedIn).WithName("Tasks_Tick").WithSummary("Ticks one step, or takes the tick away.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesValidationProblem();
        tasks.MapDelete("/{taskId:guid}", RemoveAsync)
            .Allow(AccessPolicy.SignedIn).WithName("Tasks_Remove").WithSummary("Takes a task away. For 30 days it can be brought back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        tasks.MapPost("/{taskId:guid}/restore", RestoreAsync)
            .Allow(AccessPolicy.SignedIn).WithName("Tasks_Restore").WithSummary("Brings a task back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static IQueryable<Checklist> Of(WellnessDb db, UserId userId) =>
        db.Set<Checklist>().Where(checklist => checklist.UserId == userId && checklist.DeletedAt == null);

    private static async Task<Results<Ok<Page<ChecklistResponse>>, ProblemHttpResult>> ListAsync(
        Caller caller, WellnessDb db, IFieldProtector protector, CancellationToken cancellationToken, int limit = 20, string? cursor = null)
    {
        if (limit is < 1 or > LargestLimit)
            return WellnessProblems.Invalid("limit", $"Give a number from 1 to {LargestLimit}.");
        var mine = Of(db, caller.UserId).AsNoTracking();
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return WellnessProblems.Invalid("cursor", IdCursor.Error);
            mine = mine.Where(checklist => checklist.Id < last);
        }

        var page = IdCursor.Cut(await mine.OrderByDescending(checklist => checklist.Id).Take(limit + 1).ToListAsync(cancellationToken), limit, checklist => checklist.Id);
        var items = new List<ChecklistResponse>(page.Items.Count);
        foreach (var checklist in page.Items)
            items.Add(ChecklistResponse.From(checklist, await checklist.OpenAsync(protector, cancellationToken)));
        return TypedResults.Ok(new Page<ChecklistResponse>(items, page.NextCursor));
    }

    private static async Task<IResult> CreateAsync(
        ChecklistRequest request, Caller caller, HearWords hear, KeepNew keep, WellnessDb db, IFieldProtector protector, TimeProvider clock,
        CancellationToken cancellationToken, [FromHeader(Name = Creation.Header)] string? idempotencyKey = null)
    {
        if (Creation.Fault(idempotencyKey) is { } keyFault)
            return WellnessProblems.Invalid(Creation.Header, keyFault);
        if (request.Fault() is var (field, why))
            return WellnessProblems.Invalid(field, why);

        var now = CheckInIds.Cut(clock.GetUtcNow());
        var heard = hear.Hear(caller.UserId, CrisisSource.Tool, request.Words);
        var document = request.ToDocument(before: null, now);
        var checklist = new Checklist
        {
            Id = Guid.CreateVersion7(now),
            UserId = caller.UserId,
            CreatedAt = now,
            UpdatedAt = now,
            Document = await Checklist.SealAsync(protector, caller.UserId, document, cancellationToken),
        };
        var key = KeepNew.Key(caller.UserId, "adhd.task", idempotencyKey, request, checklist.Id, now);
        var kept = await keep.KeepAsync(checklist, key, heard, cancellationToken);
        if (kept.IsKeyReused)
            return WellnessProblems.KeyReused();
        if (kept.EarlierId is { } earlier)
        {
            // One deleted since is answered too: sending it again does not bring it back.
            checklist = await db.Set<Checklist>().AsNoTracking().SingleAsync(found => found.Id == earlier && found.UserId == caller.UserId, cancellationToken);
            document = await checklist.OpenAsync(protector, cancellationToken);
            heard = heard.WithoutEvent();
        }

        return TypedResults.Created(
            $"/v1/adhd/tasks/{checklist.Id}", new KeptChecklist(ChecklistResponse.From(checklist, document), heard.CrisisAlert, heard.Answer));
    }

    private static async Task<Results<Ok<KeptChecklist>, ProblemHttpResult>> ReplaceAsync(
        Guid taskId, ChecklistRequest request, Caller caller, HearWords hear, ChangeChecklist change, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (request.Fault() is var (field, why))
            return WellnessProblems.Invalid(field, why);

        var now = CheckInIds.Cut(clock.GetUtcNow());
        var heard = hear.Hear(caller.UserId, CrisisSource.Tool, request.Words);
        return await change.ChangeAsync(caller.UserId, taskId, before => request.ToDocument(before, now), now, heard, cancellationToken) is { } changed
            ? TypedResults.Ok(new KeptChecklist(changed, heard.CrisisAlert, heard.Answer))
            : NotFound();
    }

    private static async Task<Results<Ok<ChecklistResponse>, ProblemHttpResult>> TickAsync(
        Guid taskId, Guid stepId, TickRequest request, Caller caller, ChangeChecklist change, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        return await change.ChangeAsync(caller.UserId, taskId, before => Ticked(before, stepId, request.Done ? now : null), now, HeardWords.Nothing, cancellationToken) is { } changed
            ? TypedResults.Ok(changed)
            : NotFound();
    }

    /// <returns>Null when there is no such step.</returns>
    private static ChecklistDocument? Ticked(ChecklistDocument before, Guid stepId, DateTimeOffset? doneAt) =>
        before.Steps.All(step => step.Id != stepId) ? null : before with
        {
            Steps = [.. before.Steps.Select(step => step.Id != stepId ? step : step with { DoneAt = doneAt is null ? null : step.DoneAt ?? doneAt })],
        };

    private static async Task<Results<NoContent, ProblemHttpResult>> RemoveAsync(
        Guid taskId, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        DateTimeOffset? now = clock.GetUtcNow();
        var changed = await Of(db, caller.UserId).Where(checklist => checklist.Id == taskId)
            .ExecuteUpdateAsync(set => set.SetProperty(checklist => checklist.DeletedAt, now), cancellationToken);
        return changed == 0 ? NotFound() : TypedResults.NoContent();
    }

    private static async Task<Results<Ok<ChecklistResponse>, ProblemHttpResult>> RestoreAsync(
        Guid taskId, Caller caller, WellnessDb db, IFieldProtector protector, TimeProvider clock, CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - ForgetDeletedTools.RestorePeriod;
        var checklist = await db.Set<Checklist>().SingleOrDefaultAsync(
            found => found.Id == taskId && found.UserId == caller.UserId && (found.DeletedAt == null || found.DeletedAt > oldest), cancellationToken);
        if (checklist is null)
            return NotFound();

        checklist.DeletedAt = null;
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(ChecklistResponse.From(checklist, await checklist.OpenAsync(protector, cancellationToken)));
    }

    private static ProblemHttpResult NotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "task-not-found", "There is no such task or step.");
}

/// <summary>Changes one task at a time: two ticks in two tabs are both kept.</summary>
internal sealed class ChangeChecklist(WellnessDb db, HearWords hear, IFieldProtector protector, IUserKeys keys)
{
    /// <param name="change">Null for no such step.</param>
    /// <returns>Null when there is no such task or step.</returns>
    public async Task<ChecklistResponse?> ChangeAsync(
        UserId userId, Guid taskId, Func<ChecklistDocument, ChecklistDocument?> change, DateTimeOffset now, HeardWords heard, CancellationToken cancellationToken)
    {
        // Before the row is held: the person's key may have to be read on another connection.
        await keys.GetOrCreateAsync(userId, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var checklist = await db.Set<Checklist>()
            .FromSql($"select * from wellness.task_checklists where id = {taskId} and user_id = {userId.Value} and deleted_at is null for update")
            .SingleOrDefaultAsync(cancellationToken);
        var document = checklist is null ? null : change(await checklist.OpenAsync(protector, cancellationToken));
        if (document is not null)
        {
            checklist!.Document = await Checklist.SealAsync(protector, userId, document, cancellationToken);
            checklist.UpdatedAt = now;
            await db.SaveChangesAsync(cancellationToken);
        }

        await hear.KeepAsync(db, heard, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return document is null ? null : ChecklistResponse.From(checklist!, document);
    }
}
