using Halcyon.Accounts.Users;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.OpenApi;

namespace Halcyon.Accounts.Imports;

/// <summary>Takes the archive to the store as it comes, looks whether it can be an export at all, and leaves the rest to a worker.</summary>
internal static class StartImportEndpoint
{
    /// <summary>Some nights of high-density EEG; more is brought in several archives.</summary>
    public const long MaximumBytes = 64L << 30;

    public static void Map(RouteGroupBuilder imports) =>
        imports.MapPost("/all", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Imports_Start")
            .WithSummary("Bring in an export of another Halcyon, as the ZIP itself. What is here already is not added twice.")
            .WithMetadata(new RequestSizeLimitAttribute(MaximumBytes))
            .AddOpenApiOperationTransformer(DescribeBody)
            .Produces<ImportResponse>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<Results<Accepted<ImportResponse>, ProblemHttpResult>> HandleAsync(
        HttpRequest request, Caller caller, AccountsDb db, IBlobStore blobs, ImportQueue queue, IAuditLog audit, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (request.ContentType?.Split(';')[0].Trim() is not ("application/zip" or "application/octet-stream"))
            return HalcyonProblem.Create(StatusCodes.Status415UnsupportedMediaType, "not-an-archive", "Send the ZIP archive itself as application/zip.");

        var stored = await StoreAsync(request, caller, blobs, cancellationToken);
        if (stored.Problem is not null)
            return stored.Problem;

        var blob = stored.Blob!;
        var kept = false;
        try
        {
            if (await RefuseAsync(blobs, caller.UserId, blob.Id, cancellationToken) is { } refused)
                return refused;

            var now = clock.GetUtcNow();
            var import = new Import { Id = Guid.CreateVersion7(now), UserId = caller.UserId.Value, Status = ImportStatus.Queued, CreatedAt = now, SizeBytes = blob.LengthBytes, BlobId = blob.Id };
            if (await SaveAsync(import, db, audit, cancellationToken) is { } problem)
                return problem;

            kept = true;
            await queue.EnqueueAsync(import.Id, CancellationToken.None);
            return TypedResults.Accepted($"/v1/import/all/{import.Id}", ImportResponse.From(import));
        }
        finally
        {
            if (!kept)
                await blobs.DeleteAsync(caller.UserId, blob.Id, CancellationToken.None);
        }
    }

    private static async Task<(StoredBlob? Blob, ProblemHttpResult? Problem)> StoreAsync(
        HttpRequest request, Caller caller, IBlobStore blobs, CancellationToken cancellationToken)
    {
        try
        {
            return (await blobs.WriteAsync(caller.UserId, request.Body, MaximumBytes, cancellationToken), null);
        }
        catch (BlobTooLargeException)
        {
            return (null, HalcyonProblem.Create(StatusCodes.Status413PayloadTooLarge, "archive-too-large", $"The archive is larger than {MaximumBytes >> 30} GiB."));
        }
        catch (Exception exception) when (exception is BadHttpRequestException { StatusCode: StatusCodes.Status400BadRequest } or Microsoft.AspNetCore.Connections.ConnectionResetException)
        {
            return (null, HalcyonProblem.Create(StatusCodes.Status400BadRequest, "upload-incomplete", "The upload ended before the archive was complete."));
        }
    }

    private static async Task<ProblemHttpResult?> RefuseAsync(IBlobStore blobs, UserId userId, BlobId blobId, CancellationToken cancellationToken)
    {
        await using var file = await blobs.OpenReadAsync(userId, blobId, cancellationToken);
        try
        {
            ImportArchive.Open(file).Dispose();
            return null;
        }
        catch (ImportRefusedException refused)
        {
            return HalcyonProblem.Create(StatusCodes.Status422UnprocessableEntity, "archive-refused", refused.Message, "Nothing was brought in.");
        }
    }

    /// <returns>Null when it was saved.</returns>
    private static async Task<ProblemHttpResult?> SaveAsync(Import import, AccountsDb db, IAuditLog audit, CancellationToken cancellationToken)
    {
        var userId = new UserId(import.UserId);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (!await db.LockAccountAsync(userId, cancellationToken))
            return GetMeEndpoint.AccountGone();

        if (await db.Set<Import>().AnyAsync(
            other => other.UserId == import.UserId && (other.Status == ImportStatus.Queued || other.Status == ImportStatus.Running), cancellationToken))
        {
            return HalcyonProblem.Create(StatusCodes.Status409Conflict, "import-running", "Another archive is being brought in. Wait until it is done.");
        }

        db.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("import.requested", userId, userId, $"import/{import.Id}"), cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
        return null;
    }

    /// <summary>The handler reads the body itself, as it comes, so that nothing else knows its form.</summary>
    private static Task DescribeBody(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/zip"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" } },
            },
        };
        return Task.CompletedTask;
    }
}
