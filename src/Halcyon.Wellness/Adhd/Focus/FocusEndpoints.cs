using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.People;
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

namespace Halcyon.Wellness.Adhd.Focus;

/// <param name="Minutes">Left out for an open end.</param>
/// <param name="RemindEveryMinutes">
/// 0 for no reminders on the way. Left out: every 45 minutes for whom the preference hyperfocus_reminders is on, none for others.
/// </param>
/// <param name="HoldOthers">Whether other notifications wait until it is over.</param>
public sealed record StartFocusRequest(
    [property: Range(FocusSession.LeastMinutes, FocusSession.MostMinutes)] int? Minutes = null,
    int? RemindEveryMinutes = null,
    bool HoldOthers = false);

/// <param name="RemindersAt">Those that are still to come.</param>
public sealed record FocusResponse(
    Guid Id, DateTimeOffset StartedAt, int? PlannedMinutes, DateTimeOffset? PlannedEndAt, int? RemindEveryMinutes, bool HoldsOthers,
    DateTimeOffset? EndedAt, IReadOnlyList<DateTimeOffset> RemindersAt)
{
    internal static FocusResponse From(FocusSession session, DateTimeOffset now) => new(
        session.Id, session.StartedAt, session.PlannedMinutes,
        session.PlannedMinutes is { } minutes ? session.StartedAt.AddMinutes(minutes) : null, session.RemindEveryMinutes, session.HoldsOthers,
        session.EndedAt,
        session.EndedAt is null
            ? [.. ReminderTimes.Of(session.PlannedMinutes, session.RemindEveryMinutes).Select(at => session.StartedAt.AddMinutes(at)).Where(at => at > now)]
            : []);
}

/// <param name="Session">Null while there is none.</param>
/// <param name="RemindEveryMinutes">What a new one begins with, by your preferences; null for no reminders.</param>
public sealed record CurrentFocus(FocusResponse? Session, int? RemindEveryMinutes);

internal static class FocusEndpoints
{
    /// <summary>For whom the preference is on and nothing else was said.</summary>
    private const int UsualEveryMinutes = 45;

    public static void Map(RouteGroupBuilder focus)
    {
        focus.MapGet("", CurrentAsync)
            .Allow(AccessPolicy.SignedIn).WithName("Focus_Current")
            .WithSummary("The focus time that is under way, if there is one.");
        focus.MapPost("", StartAsync)
            .Allow(AccessPolicy.SignedIn).WithName("Focus_Start")
            .WithSummary("Begins a focus time; one that was under way ends. Reminders to surface come as notifications.")
            .Produces<FocusResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesValidationProblem();
        focus.MapPost("/{focusId:guid}/end", EndAsync)
            .Allow(AccessPolicy.SignedIn).WithName("Focus_End")
            .WithSummary("Ends it; reminders that were to come do not. A second time changes nothing.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<CurrentFocus>> CurrentAsync(
        Caller caller, WellnessDb db, IUserDirectory people, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var session = await FocusUnderWay.Of(db, caller.UserId, now).AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return TypedResults.Ok(new CurrentFocus(
            session is null ? null : FocusResponse.From(session, now), await UsualAsync(people, caller.UserId, cancellationToken)));
    }

    private static async Task<IResult> StartAsync(
        StartFocusRequest request, Caller caller, KeepNew keep, FocusReminders reminders, WellnessDb db, IUserDirectory people, TimeProvider clock,
        CancellationToken cancellationToken, [FromHeader(Name = Creation.Header)] string? idempotencyKey = null)
    {
        if (Creation.Fault(idempotencyKey) is { } fault)
            return WellnessProblems.Invalid(Creation.Header, fault);
        if (request.RemindEveryMinutes is not (null or 0 or (>= FocusSession.LeastEveryMinutes and <= FocusSession.MostEveryMinutes)))
            return WellnessProblems.Invalid("remind_every_minutes", $"Give {FocusSession.LeastEveryMinutes} to {FocusSession.MostEveryMinutes}, or 0 for none.");

        var now = CheckInIds.Cut(clock.GetUtcNow());
        var every = request.RemindEveryMinutes ?? await UsualAsync(people, caller.UserId, cancellationToken);
        var session = new FocusSession
        {
            Id = Guid.CreateVersion7(now),
            UserId = caller.UserId,
            StartedAt = now,
            PlannedMinutes = (short?)request.Minutes,
            RemindEveryMinutes = every is 0 ? null : (short?)every,
            HoldsOthers = request.HoldOthers,
        };
        var key = KeepNew.Key(caller.UserId, "adhd.focus", idempotencyKey, request, session.Id, now);
        var kept = await keep.KeepAsync(session, key, HeardWords.Nothing, cancellationToken, () => reminders.BeginAsync(session, cancellationToken));
        if (kept.IsKeyReused)
            return WellnessProblems.KeyReused();
        if (kept.EarlierId is { } earlier)
            session = await db.Set<FocusSession>().AsNoTracking().SingleAsync(found => found.Id == earlier && found.UserId == caller.UserId, cancellationToken);
        return TypedResults.Created((string?)null, FocusResponse.From(session, now));
    }

    private static async Task<Results<Ok<FocusResponse>, ProblemHttpResult>> EndAsync(
        Guid focusId, Caller caller, FocusReminders reminders, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var session = await db.Set<FocusSession>().SingleOrDefaultAsync(found => found.Id == focusId && found.UserId == caller.UserId, cancellationToken);
        if (session is null)
            return HalcyonProblem.Create(StatusCodes.Status404NotFound, "focus-not-found", "There is no such focus time.");

        if (session.EndedAt is null)
        {
            session.EndedAt = now < session.OverAt ? now : session.OverAt;
            await db.SaveChangesAsync(cancellationToken);
            await reminders.TakeBackAsync(session, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(FocusResponse.From(session, now));
    }

    private static async Task<int?> UsualAsync(IUserDirectory people, UserId userId, CancellationToken cancellationToken) =>
        await people.FindAsync(userId, cancellationToken) is { Preferences.HyperfocusReminders: true } ? UsualEveryMinutes : null;
}
