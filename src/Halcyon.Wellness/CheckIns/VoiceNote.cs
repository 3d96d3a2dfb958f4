using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;

namespace Halcyon.Wellness.CheckIns;

/// <summary>A spoken note on a check-in, kept encrypted like every file.</summary>
internal static class VoiceNote
{
    public const long LargestBytes = 10 << 20;

    /// <summary>A note that is a little too long is read to its end, so that its sender gets to hear the sentence.</summary>
    private const long DrainedBytes = 1 << 20;

    public static readonly string[] Types = ["audio/webm", "audio/ogg", "audio/mp4"];

    public static void Map(RouteGroupBuilder checkIns)
    {
        checkIns.MapPut("/{checkInId:guid}/voice", ReplaceAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_ReplaceVoice")
            .WithSummary("Keeps a voice note on a check-in: WebM, Ogg or MP4 audio of at most 10 MiB.")
            .WithMetadata(new RequestSizeLimitAttribute(LargestBytes + DrainedBytes))
            .AddOpenApiOperationTransformer(DescribeBody)
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
        checkIns.MapGet("/{checkInId:guid}/voice", GetAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Voice")
            .WithSummary("The voice note, to listen to.")
            .Produces<byte[]>(StatusCodes.Status200OK, Types[0], Types[1], Types[2])
            .ProducesProblem(StatusCodes.Status404NotFound);
        checkIns.MapDelete("/{checkInId:guid}/voice", RemoveAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_RemoveVoice")
            .WithSummary("Removes the voice note for good.")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ReplaceAsync(
        Guid checkInId, HttpRequest request, Caller caller, WellnessDb db, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var type = request.GetTypedHeaders().ContentType?.MediaType.Value?.ToLowerInvariant();
        if (type is null || !Types.Contains(type, StringComparer.Ordinal))
            return HalcyonProblem.Create(StatusCodes.Status415UnsupportedMediaType, "not-a-voice-note", $"Send one of {string.Join(", ", Types)}.");
        var found = await db.CheckInsOf(caller.UserId, checkInId).AsNoTracking().Select(c => new { c.VoiceBlobId }).SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return GetCheckIn.NotFound();

        try
        {
            var blob = await blobs.WriteAsync(caller.UserId, request.Body, LargestBytes, cancellationToken);
            BlobId? id = blob.Id;
            var kept = await db.CheckInsOf(caller.UserId, checkInId).Where(c => c.VoiceBlobId == found.VoiceBlobId)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.VoiceBlobId, id).SetProperty(c => c.VoiceContentType, type), cancellationToken);
            // Of two that were sent at once, or one for a check-in that was deleted meanwhile, the later is not kept.
            var old = kept == 1 ? found.VoiceBlobId : id;
            if (old is { } unused)
                await blobs.DeleteAsync(caller.UserId, unused, cancellationToken);
            return kept == 1 ? TypedResults.NoContent() : GetCheckIn.NotFound();
        }
        catch (BlobTooLargeException)
        {
            return HalcyonProblem.Create(StatusCodes.Status413PayloadTooLarge, "voice-note-too-large", "A voice note is at most 10 MiB long. Nothing was kept.");
        }
    }

    private static async Task<IResult> GetAsync(
        Guid checkInId, HttpResponse response, Caller caller, WellnessDb db, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var found = await db.CheckInsOf(caller.UserId, checkInId).AsNoTracking()
            .Select(c => new { c.VoiceBlobId, c.VoiceContentType }).SingleOrDefaultAsync(cancellationToken);
        if (found is not { VoiceBlobId: { } blob, VoiceContentType: { } type })
            return GetCheckIn.NotFound();

        response.Headers.CacheControl = "private, no-store";
        response.Headers.ContentDisposition = "attachment";
        return TypedResults.Stream(await blobs.OpenReadAsync(caller.UserId, blob, cancellationToken), type, enableRangeProcessing: true);
    }

    private static async Task<IResult> RemoveAsync(Guid checkInId, Caller caller, WellnessDb db, IBlobStore blobs, CancellationToken cancellationToken)
    {
        var mine = db.CheckInsOf(caller.UserId, checkInId);
        if (await mine.AsNoTracking().Select(c => c.VoiceBlobId).SingleOrDefaultAsync(cancellationToken) is not { } blob)
            return GetCheckIn.NotFound();

        await mine.Where(c => c.VoiceBlobId == blob).ExecuteUpdateAsync(
            set => set.SetProperty(c => c.VoiceBlobId, (BlobId?)null).SetProperty(c => c.VoiceContentType, (string?)null), cancellationToken);
        await blobs.DeleteAsync(caller.UserId, blob, cancellationToken);
        return TypedResults.NoContent();
    }

    private static Task DescribeBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = Types.ToDictionary(
                type => type, _ => new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } }, StringComparer.Ordinal),
        };
        return Task.CompletedTask;
    }
}

/// <summary>Voice notes, also of check-ins that can still be brought back.</summary>
internal sealed class VoiceBlobs(WellnessDb db) : IBlobReferences
{
    public async Task<IReadOnlyCollection<BlobId>> FindReferencedAsync(IReadOnlyCollection<BlobId> candidates, CancellationToken cancellationToken) =>
        await db.Set<CheckIn>().Where(c => candidates.Contains(c.VoiceBlobId!.Value)).Select(c => c.VoiceBlobId!.Value).ToListAsync(cancellationToken);
}
