using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Routine;

/// <summary>Keeps what was announced, and plans when it is told.</summary>
internal sealed class ChangeKeeper(
    WellnessDb db, IFieldProtector protector, HearWords hear, PlanRoutine plan, IUserDirectory people, TimeProvider clock)
{
    /// <returns>Null when it is about no item of this person.</returns>
    public async Task<AnnouncedChange?> AnnounceAsync(
        UserId userId, AnnounceChangeRequest request, string? what, CancellationToken cancellationToken)
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        var heard = hear.Hear(userId, CrisisSource.Tool, what);
        var secret = await protector.SealAsync(userId, RoutineChange.WhatPurpose, what, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Sent twice at once, the second waits and then finds the first.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"routine/" + userId}, 0))", cancellationToken);
        if (request.ItemId is { } itemId && !await db.Set<RoutineItem>().AnyAsync(item => item.UserId == userId && item.Id == itemId && item.RemovedAt == null, cancellationToken))
            return null;

        var known = request.ClientId is { } id ? await db.Set<RoutineChange>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id && c.UserId == userId, cancellationToken) : null;
        var change = known ?? new RoutineChange
        {
            Id = request.ClientId is { } made && !await db.Set<RoutineChange>().AnyAsync(c => c.Id == made, cancellationToken) ? made : Guid.CreateVersion7(now),
            UserId = userId,
            Day = request.Date!.Value,
            ItemId = request.ItemId,
            Kind = request.Kind,
            What = secret,
            NewTime = request.NewTime is null ? null : ClockTime.Read(request.NewTime),
            CreatedAt = now,
        };
        if (known is null)
            await AddAsync(change, heard, cancellationToken);
        else
            heard = heard.WithoutEvent();
        var toldAt = await ToldAtAsync(change, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new AnnouncedChange(await RoutineChangeResponse.FromAsync(change, protector, cancellationToken), toldAt, heard.CrisisAlert, heard.Answer);
    }

    public async Task<Results<NoContent, ProblemHttpResult>> SetDeletedAsync(UserId userId, Guid changeId, bool isDeleted, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        DateTimeOffset? deletedAt = isDeleted ? now : null;
        var oldest = now - CheckIn.RestorePeriod;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var changed = await db.Set<RoutineChange>()
            .Where(change => change.Id == changeId && change.UserId == userId && (isDeleted ? change.DeletedAt == null : change.DeletedAt == null || change.DeletedAt > oldest))
            .ExecuteUpdateAsync(set => set.SetProperty(change => change.DeletedAt, deletedAt), cancellationToken);
        if (changed == 0)
            return HalcyonProblem.Create(StatusCodes.Status404NotFound, "routine-change-not-found", "There is no such change among yours.");

        await plan.PlanAsync(userId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private async Task AddAsync(RoutineChange change, HeardWords heard, CancellationToken cancellationToken)
    {
        db.Add(change);
        await db.SaveChangesAsync(cancellationToken);
        await plan.PlanAsync(change.UserId, cancellationToken);
        await hear.KeepAsync(db, heard, cancellationToken);
    }

    private async Task<DateTimeOffset?> ToldAtAsync(RoutineChange change, CancellationToken cancellationToken)
    {
        if (await people.FindAsync(change.UserId, cancellationToken) is not { IsGuest: false, Preferences.RoutineDeviationAlerts: true } person)
            return null;

        var days = await LocalDays.OfAsync(people, change.UserId, cancellationToken);
        var routine = await RoutineOfPerson.LoadAsync(db, change.UserId, change.Day, cancellationToken);
        return RoutineAlerts.Told(change, routine.Items, routine.Changes, days, person.LocalDay())?.At;
    }
}
