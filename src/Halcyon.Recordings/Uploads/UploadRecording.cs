using System.Security.Cryptography;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Problems;
using Halcyon.Recordings.Idempotency;
using Halcyon.Recordings.Recordings;
using Halcyon.Signals.Recordings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Halcyon.Recordings.Uploads;

internal static class UploadRecording
{
    /// <summary>What a multipart form adds around the file.</summary>
    private const long FormOverheadBytes = 64 << 10;

    public static void Map(RouteGroupBuilder recordings) =>
        recordings.MapPost("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Recordings_Upload")
            .WithSummary("Uploads an EEG file: the part `file` of a multipart form, or the bytes as the body with ?file_name=.")
            .WithMetadata(new RequestSizeLimitAttribute(RecordingIntake.MaximumBytes + FormOverheadBytes))
            .AddOpenApiOperationTransformer(DescribeBody)
            .Produces<RecordingResponse>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    /// <summary>The handler reads the body itself, as it comes, so that nothing else knows its form.</summary>
    private static Task DescribeBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var bytes = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        var form = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string>(["file"]),
            Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = bytes },
        };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["multipart/form-data"] = new() { Schema = form },
                ["application/octet-stream"] = new() { Schema = bytes },
            },
        };
        return Task.CompletedTask;
    }

    internal static async Task<IResult> HandleAsync(
        HttpRequest request, Caller caller, RecordingIntake intake, IdempotentAnswers answers,
        CancellationToken cancellationToken,
        [FromQuery(Name = "file_name")] string? fileName = null,
        [FromHeader(Name = IdempotentAnswers.Header)] string? idempotencyKey = null)
    {
        if (request.ContentLength > RecordingIntake.MaximumBytes + FormOverheadBytes)
            return TooLarge();

        try
        {
            var file = await UploadRequest.OpenAsync(request, fileName, cancellationToken);
            if (file is not { } found)
                return RecordingProblems.Invalid("file", "The multipart form has no part named file.");

            var first = await found.Content.PeekAsync(cancellationToken);
            if (FileSignature.Refuse(first.Span) is { } kind)
                return NotARecording(kind);

            var name = UploadFileName.Clean(found.FileName);
            var call = new IdempotentCall(caller.UserId, "recordings.upload", idempotencyKey, Fingerprint(name, first));
            return await answers.ReplayAsync(call, cancellationToken)
                ?? await TakeAsync(found.Content, name, call, intake, answers, cancellationToken);
        }
        catch (BlobTooLargeException)
        {
            return TooLarge();
        }
        catch (UploadInterruptedException problem)
        {
            return HalcyonProblem.Create(
                StatusCodes.Status400BadRequest, "upload-incomplete", problem.Message, "Nothing was kept. Send the file again.");
        }
        catch (RecordingFormatException problem)
        {
            return Unreadable(problem);
        }
    }

    private static async Task<IResult> TakeAsync(
        UploadStream content, string fileName, IdempotentCall call, RecordingIntake intake, IdempotentAnswers answers,
        CancellationToken cancellationToken)
    {
        var title = UploadFileName.Title(fileName);
        var recording = await intake.TakeAsync(content, fileName, title, call, cancellationToken);
        if (recording is not null)
            return TypedResults.Created(RecordingIntake.LocationOf(new RecordingId(recording.Id)), recording);

        return await answers.ReplayAsync(call, cancellationToken)
            ?? throw new InvalidOperationException("The answer that was faster is gone.");
    }

    /// <summary>The name and the header's first bytes: enough to see that a key is used for another file, without reading it all.</summary>
    private static byte[] Fingerprint(string fileName, ReadOnlyMemory<byte> first) =>
        SHA256.HashData([.. Encoding.UTF8.GetBytes(fileName), 0, .. first.Span]);

    private static ProblemHttpResult TooLarge() => HalcyonProblem.Create(
        StatusCodes.Status413PayloadTooLarge, "recording-too-large",
        $"The file is larger than {RecordingIntake.MaximumBytes >> 30} GiB.",
        "Nothing was kept. Cut the recording into shorter files or lower its sampling rate.");

    private static ProblemHttpResult NotARecording(string kind) => HalcyonProblem.Create(
        StatusCodes.Status415UnsupportedMediaType, "not-a-recording",
        $"This looks like {kind}, not like an EEG recording.", $"Nothing was kept. {FileSignature.Accepted}");

    private static ProblemHttpResult Unreadable(RecordingFormatException problem) => HalcyonProblem.Create(
        StatusCodes.Status422UnprocessableEntity, "recording-unreadable", problem.Message, "Nothing was kept.",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["field"] = problem.Field,
            ["byte_offset"] = problem.ByteOffset,
        });
}
