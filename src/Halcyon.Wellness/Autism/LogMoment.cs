using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.Autism;

/// <summary>The one way in which a moment is taken: its words are read first, and a call for help is answered with help, whatever else goes wrong.</summary>
internal sealed class LogMoment(ReadTexts texts, KeepMoment keep, TimeProvider clock, ILogger<LogMoment> logger)
{
    /// <param name="area">Also names the keys of repeated calls.</param>
    /// <param name="make">From id, time of the moment and present time.</param>
    /// <param name="answer">From what is kept, and whether that is new.</param>
    public async Task<IResult> HandleAsync<TRequest, TMoment>(
        string area, TRequest request, UserId userId, HttpResponse response, string? idempotencyKey,
        Func<Guid, DateTimeOffset, DateTimeOffset, Task<TMoment>> make, Func<Task>? alongside,
        Func<TMoment, bool, CrisisAnswer?, Task<IResult>> answer, CancellationToken cancellationToken)
        where TRequest : IMomentRequest
        where TMoment : LoggedMoment
    {
        var now = CheckInIds.Cut(clock.GetUtcNow());
        var reading = texts.Read(null, OwnWords.Tidy(request.Note) is { } note ? [note] : []);
        if (CheckInRules.FaultOf(request.OccurredAt, now) is { } fault)
            return CreateCheckIn.WithHelp(WellnessProblems.Invalid("occurred_at", fault), reading);
        if (Creation.Fault(idempotencyKey) is { } keyFault)
            return CreateCheckIn.WithHelp(WellnessProblems.Invalid(Creation.Header, keyFault), reading);

        var occurredAt = CheckInIds.Cut(request.OccurredAt < now ? request.OccurredAt.Value.ToUniversalTime() : now);
        try
        {
            var moment = await make(CheckInIds.New(occurredAt), occurredAt, now);
            var kept = await keep.KeepAsync(moment, reading, CallKey.Of(area, request, request.ClientId, idempotencyKey), alongside, cancellationToken);
            if (kept.Moment is null)
                return CreateCheckIn.WithHelp(WellnessProblems.KeyReused(), reading);
            if (!kept.IsNew)
                response.Headers["Idempotency-Replayed"] = "true";
            return await answer(kept.Moment, kept.IsNew, CrisisAnswer.Of(reading, kept.EventId));
        }
#pragma warning disable CA1031 // A call for help is answered with help, whatever went wrong with keeping it.
        catch (Exception problem) when (reading.ShowsHelp && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "A moment could not be kept; help was shown.");
            return CreateCheckIn.WithHelp(NotKept(), reading);
        }
    }

    internal static ProblemHttpResult NotKept() => HalcyonProblem.Create(
        StatusCodes.Status503ServiceUnavailable, "not-kept",
        "This could not be kept just now. Help is here first; what you wrote can be sent again later.");
}
