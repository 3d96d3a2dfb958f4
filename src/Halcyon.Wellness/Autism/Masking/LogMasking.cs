using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Autism.Masking;

/// <summary>How much of yourself you hid. One number is enough.</summary>
/// <param name="Level">1 not at all to 10 all the time.</param>
/// <param name="Place">home, work, school, social or other.</param>
/// <param name="With">alone, with_family, with_friends or with_coworkers.</param>
/// <param name="Minutes">How long it was.</param>
/// <param name="Note">Kept under your own key.</param>
/// <param name="OccurredAt">When it was, up to 7 days ago; now when it is left out.</param>
/// <param name="ClientId">Made by the device: the same id always names the same entry, however often it is sent.</param>
public sealed record LogMaskingRequest(
    [property: Required, Range(1, 10)] int? Level,
    [property: OneOf("home", "work", "school", "social", "other")] string? Place = null,
    [property: OneOf("alone", "with_family", "with_friends", "with_coworkers")] string? With = null,
    [property: Range(1, 1440)] int? Minutes = null,
    [property: StringLength(OwnWords.LongestNote)] string? Note = null,
    DateTimeOffset? OccurredAt = null,
    Guid? ClientId = null) : IMomentRequest;

/// <param name="Source">log, or checkin for one that came with a check-in and is changed there.</param>
public sealed record MaskingEntry(
    Guid Id, string Source, DateTimeOffset OccurredAt, int Level, string? Place, string? With, int? Minutes, string? Note);

/// <param name="CrisisAlert">Show help before anything else.</param>
/// <param name="Crisis">Null when nothing was written.</param>
public sealed record LoggedMasking(MaskingEntry Entry, bool CrisisAlert, CrisisAnswer? Crisis);

internal static class LogMasking
{
    public static void Map(RouteGroupBuilder masking) =>
        masking.MapPost("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .HearsWords()
            .WithName("Masking_Log")
            .WithSummary("Keeps how much of yourself you hid, with where and with whom, if you like.")
            .Produces<LoggedMasking>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesValidationProblem();

    private static Task<IResult> HandleAsync(
        LogMaskingRequest request, HttpResponse response, Caller caller, LogMoment log, IFieldProtector protector,
        CancellationToken cancellationToken, [FromHeader(Name = Creation.Header)] string? idempotencyKey = null) =>
        log.HandleAsync(
            "masking", request, caller.UserId, response, idempotencyKey,
            async (id, occurredAt, now) => new MaskingMoment
            {
                Id = id,
                UserId = caller.UserId,
                OccurredAt = occurredAt,
                CreatedAt = now,
                Level = (short)request.Level!.Value,
                Place = request.Place,
                Company = request.With,
                Minutes = (short?)request.Minutes,
                Note = await protector.SealAsync(caller.UserId, MaskingMoment.NotePurpose, OwnWords.Tidy(request.Note), cancellationToken),
            },
            alongside: null,
            async (kept, _, heard) =>
            {
                var note = await protector.OpenAsync(caller.UserId, MaskingMoment.NotePurpose, kept.Note, cancellationToken);
                var entry = new MaskingEntry(kept.Id, "log", kept.OccurredAt, kept.Level, kept.Place, kept.Company, kept.Minutes, note);
                return TypedResults.Created($"/v1/asd/masking/{kept.Id}", new LoggedMasking(entry, heard.CrisisAlert, heard.Answer));
            },
            cancellationToken);
}
