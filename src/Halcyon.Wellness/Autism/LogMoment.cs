using Halcyon.Platform.Access;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.AspNetCore.Http;

namespace Halcyon.Wellness.Autism;

/// <summary>The one way in which a moment is taken: its words are read first, as those of a check-in are.</summary>
internal sealed class LogMoment(HearWords hear, KeepMoment keep, TimeProvider clock)
{
    /// <param name="area">Also names the keys of repeated calls.</param>
    /// <param name="make">From id, time of the moment and present time.</param>
    /// <param name="answer">From what is kept, and whether that is new.</param>
    public async Task<IResult> HandleAsync<TRequest, TMoment>(
        string area, TRequest request, UserId userId, HttpResponse response, string? idempotencyKey,
        Func<Guid, DateTimeOffset, DateTimeOffset, Task<TMoment>> make, Func<Task>? alongside,
        Func<TMoment, bool, HeardWords, Task<IResult>> answer, CancellationToken cancellationToken)
        where TRequest : IMomentRequest
        where TMoment : LoggedMoment
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        var heard = hear.Hear(userId, CrisisSource.Tool, request.Note);
        if (CheckInRules.FaultOf(request.OccurredAt, now) is { } fault)
            return WellnessProblems.Invalid("occurred_at", fault);
        if (Creation.Fault(idempotencyKey) is { } keyFault)
            return WellnessProblems.Invalid(Creation.Header, keyFault);

        var occurredAt = CheckInIds.Cut(request.OccurredAt < now ? request.OccurredAt.Value.ToUniversalTime() : now);
        var moment = await make(CheckInIds.New(occurredAt), occurredAt, now);
        var kept = await keep.KeepAsync(moment, heard, CallKey.Of(area, request, request.ClientId, idempotencyKey), alongside, cancellationToken);
        if (kept.Moment is null)
            return WellnessProblems.KeyReused();
        if (!kept.IsNew)
            response.Headers["Idempotency-Replayed"] = "true";
        return await answer(kept.Moment, kept.IsNew, kept.IsNew ? heard : heard.WithoutEvent());
    }
}
