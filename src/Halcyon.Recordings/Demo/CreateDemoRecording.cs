using Halcyon.Platform.Access;
using Halcyon.Recordings.Idempotency;
using Halcyon.Recordings.Recordings;
using Halcyon.Recordings.Uploads;
using Halcyon.Signals.Synthetic;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Recordings.Demo;

/// <summary>Gives a newcomer a recording to look at: generated, with known blinks, alpha and one bad channel.</summary>
internal static class CreateDemoRecording
{
    private const string Title = "Demo recording (generated)";

    public static void Map(RouteGroupBuilder recordings) =>
        recordings.MapPost("/demo", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Recordings_CreateDemo")
            .WithSummary("Adds a generated recording with known blinks, alpha and one bad channel to the caller's.")
            .Produces<RecordingResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<IResult> HandleAsync(
        Caller caller, RecordingIntake intake, IdempotentAnswers answers, CancellationToken cancellationToken,
        [FromHeader(Name = IdempotentAnswers.Header)] string? idempotencyKey = null)
    {
        var call = new IdempotentCall(
            caller.UserId, "recordings.demo", idempotencyKey, IdempotentAnswers.FingerprintOf(DemoRecording.FileName));
        if (await answers.ReplayAsync(call, cancellationToken) is { } earlier)
            return earlier;

        using var file = new MemoryStream();
        DemoRecording.Write(file);
        file.Position = 0;
        var recording = await intake.TakeAsync(file, DemoRecording.FileName, Title, call, cancellationToken);
        return recording is not null
            ? TypedResults.Created(RecordingIntake.LocationOf(new RecordingId(recording.Id)), recording)
            : await answers.ReplayAsync(call, cancellationToken)
                ?? throw new InvalidOperationException("The answer that was faster is gone.");
    }
}
