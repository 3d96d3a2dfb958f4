using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Autism.Sensory;

/// <summary>How much comes in right now. One number is enough.</summary>
/// <param name="Load">1 quiet to 10 too much.</param>
/// <param name="Channels">0-10 for any of sound, light, touch, smell, movement, people, temperature.</param>
/// <param name="Place">home, work, school, social or other.</param>
/// <param name="Note">Kept under your own key.</param>
/// <param name="OccurredAt">When it was, up to 7 days ago; now when it is left out.</param>
/// <param name="ClientId">Made by the device: the same id always names the same entry, however often it is sent.</param>
public sealed record LogSensoryLoadRequest(
    [property: Required, Range(1, 10)] int? Load,
    [property: SensoryChannelRules] IReadOnlyDictionary<string, int>? Channels = null,
    [property: OneOf("home", "work", "school", "social", "other")] string? Place = null,
    [property: StringLength(OwnWords.LongestNote)] string? Note = null,
    DateTimeOffset? OccurredAt = null,
    Guid? ClientId = null) : IMomentRequest;

/// <param name="Warning">Null where the early warning is switched off.</param>
/// <param name="CrisisAlert">Show help before anything else.</param>
/// <param name="Crisis">Null when nothing was written.</param>
public sealed record LoggedSensoryLoad(SensoryEntry Entry, SensoryWarning? Warning, bool CrisisAlert, CrisisAnswer? Crisis);

internal static class LogSensoryLoad
{
    public static void Map(RouteGroupBuilder sensory) =>
        sensory.MapPost("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .HearsWords()
            .WithName("SensoryLoad_Log")
            .WithSummary("Keeps how much comes in, and says whether your load is rising towards what came before overload.")
            .Produces<LoggedSensoryLoad>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesValidationProblem();

    private static async Task<IResult> HandleAsync(
        LogSensoryLoadRequest request, HttpResponse response, Caller caller, LogMoment log, IFieldProtector protector, SensoryWarnings warnings,
        CancellationToken cancellationToken, [FromHeader(Name = Creation.Header)] string? idempotencyKey = null)
    {
        SensoryWarning? warning = null;
        async Task WarnAsync() => warning = await warnings.ConsiderAsync(caller.UserId, cancellationToken);
        return await log.HandleAsync(
            "sensory", request, caller.UserId, response, idempotencyKey,
            async (id, occurredAt, now) => new SensoryLoad
            {
                Id = id,
                UserId = caller.UserId,
                OccurredAt = occurredAt,
                CreatedAt = now,
                Load = (short)request.Load!.Value,
                Channels = request.Channels is { Count: > 0 } channels ? JsonSerializer.Serialize(channels) : null,
                Place = request.Place,
                Note = await protector.SealAsync(caller.UserId, SensoryLoad.NotePurpose, OwnWords.Tidy(request.Note), cancellationToken),
            },
            WarnAsync,
            async (kept, isNew, heard) =>
            {
                if (!isNew)
                    warning = await warnings.FindAsync(caller.UserId, cancellationToken);
                var entry = SensoryEntry.From(kept, await protector.OpenAsync(caller.UserId, SensoryLoad.NotePurpose, kept.Note, cancellationToken));
                return TypedResults.Created($"/v1/asd/sensory-load/{kept.Id}", new LoggedSensoryLoad(entry, warning, heard.CrisisAlert, heard.Answer));
            },
            cancellationToken);
    }
}
