using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Routine;

/// <summary>Something will be different. The earlier it is said, the earlier you are told of it.</summary>
/// <param name="Date">A day in your time zone, from today on.</param>
/// <param name="Kind">cancelled, moved, replaced or added.</param>
/// <param name="ItemId">What it is about; left out for something added.</param>
/// <param name="What">What will be, in your words; needed for replaced and added. Kept under your own key.</param>
/// <param name="NewTime">HH:mm; needed for moved.</param>
/// <param name="ClientId">Made by the device: the same id always names the same change, however often it is sent.</param>
public sealed record AnnounceChangeRequest(
    [property: Required] DateOnly? Date,
    [property: Required, OneOf("cancelled", "moved", "replaced", "added")] string Kind,
    Guid? ItemId = null,
    [property: StringLength(AnnounceChangeRequest.LongestText)] string? What = null,
    [property: RegularExpression(ClockTime.Pattern, ErrorMessage = ClockTime.Fault)] string? NewTime = null,
    Guid? ClientId = null)
{
    internal const int LongestText = 300;
}

/// <param name="What">In your words.</param>
/// <param name="NewTime">HH:mm.</param>
public sealed record RoutineChangeResponse(Guid Id, DateOnly Date, string Kind, Guid? ItemId, string? What, string? NewTime)
{
    internal static async Task<RoutineChangeResponse> FromAsync(RoutineChange change, IFieldProtector protector, CancellationToken cancellationToken) => new(
        change.Id, change.Day, change.Kind, change.ItemId,
        await protector.OpenAsync(change.UserId, RoutineChange.WhatPurpose, change.What, cancellationToken), change.NewTime is { } at ? ClockTime.Write(at) : null);
}

/// <param name="ToldAt">When a notification tells of it; null where none does, because alerts are off or the time is too near.</param>
/// <param name="CrisisAlert">Show help before anything else.</param>
public sealed record AnnouncedChange(RoutineChangeResponse Change, DateTimeOffset? ToldAt, bool CrisisAlert, CrisisAnswer? Crisis);

public sealed record RoutineChanges(IReadOnlyList<RoutineChangeResponse> Items);

internal static class AnnounceChange
{
    private const int MostDaysAhead = 366;
    private const int MostListed = 100;

    public static void Map(RouteGroupBuilder routine)
    {
        routine.MapPost("/changes", AnnounceAsync).Allow(AccessPolicy.SignedIn).HearsWords().WithName("Routine_AnnounceChange")
            .WithSummary("Says beforehand that a day will differ. You are told the evening before, or as soon as there is time.")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesValidationProblem();
        routine.MapGet("/changes", ListAsync).Allow(AccessPolicy.SignedIn).WithName("Routine_Changes")
            .WithSummary("What will differ, from today on, the next day first.");
        routine.MapDelete("/changes/{changeId:guid}", (Guid changeId, Caller caller, ChangeKeeper keeper, CancellationToken cancellationToken) =>
                keeper.SetDeletedAsync(caller.UserId, changeId, isDeleted: true, cancellationToken))
            .Allow(AccessPolicy.SignedIn).WithName("Routine_RemoveChange").WithSummary("Takes a change back. For 30 days it can be announced again as it was.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        routine.MapPost("/changes/{changeId:guid}/restore", (Guid changeId, Caller caller, ChangeKeeper keeper, CancellationToken cancellationToken) =>
                keeper.SetDeletedAsync(caller.UserId, changeId, isDeleted: false, cancellationToken))
            .Allow(AccessPolicy.SignedIn).WithName("Routine_RestoreChange").WithSummary("Announces a change again that was taken back.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Created<AnnouncedChange>, ProblemHttpResult>> AnnounceAsync(
        AnnounceChangeRequest request, Caller caller, ChangeKeeper keeper, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var what = OwnWords.Tidy(request.What);
        var today = (await LocalDays.OfAsync(people, caller.UserId, cancellationToken)).DayOf(clock.GetUtcNow());
        if (FaultOf(request, what, today) is { } fault)
            return fault;

        return await keeper.AnnounceAsync(caller.UserId, request, what, cancellationToken) is { } announced
            ? TypedResults.Created("/v1/asd/routine/changes", announced)
            : MarkItem.NotFound();
    }

    private static ProblemHttpResult? FaultOf(AnnounceChangeRequest request, string? what, DateOnly today) => request switch
    {
        _ when request.Date < today || request.Date > today.AddDays(MostDaysAhead) => WellnessProblems.Invalid("date", "Give a day from today on, at most a year ahead."),
        { Kind: RoutineChange.Added, ItemId: not null } => WellnessProblems.Invalid("item_id", "Something added is not about an item of the routine."),
        { Kind: not RoutineChange.Added, ItemId: null } => WellnessProblems.Invalid("item_id", "Say which item it is about."),
        { Kind: RoutineChange.Moved, NewTime: null } => WellnessProblems.Invalid("new_time", "Say when it will be instead."),
        { Kind: RoutineChange.Replaced or RoutineChange.Added } when what is null => WellnessProblems.Invalid("what", "Say what it will be."),
        _ => null,
    };

    private static async Task<Ok<RoutineChanges>> ListAsync(
        Caller caller, WellnessDb db, IFieldProtector protector, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var today = (await LocalDays.OfAsync(people, caller.UserId, cancellationToken)).DayOf(clock.GetUtcNow());
        var changes = await db.Set<RoutineChange>().AsNoTracking()
            .Where(change => change.UserId == caller.UserId && change.Day >= today && change.DeletedAt == null)
            .OrderBy(change => change.Day).ThenBy(change => change.CreatedAt).Take(MostListed).ToListAsync(cancellationToken);
        var items = new List<RoutineChangeResponse>(changes.Count);
        foreach (var change in changes)
            items.Add(await RoutineChangeResponse.FromAsync(change, protector, cancellationToken));
        return TypedResults.Ok(new RoutineChanges(items));
    }
}
