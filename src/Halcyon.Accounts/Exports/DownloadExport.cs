using System.Buffers.Text;
using System.Security.Cryptography;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Problems;
using Halcyon.Platform.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Accounts.Exports;

/// <param name="Address">Works once, within a minute, without signing in: a browser's download sends no header.</param>
public sealed record ExportLink(string Address, DateTimeOffset ExpiresAt);

/// <summary>Hands an export out, and removes it before its time.</summary>
internal static class DownloadExportEndpoint
{
    private static readonly TimeSpan TicketLifetime = TimeSpan.FromMinutes(1);

    public static void Map(RouteGroupBuilder export)
    {
        export.MapPost("/all/{exportId:guid}/link", LinkAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Exports_Link")
            .WithSummary("An address that gives the file once, within a minute.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);
        export.MapGet("/all/{exportId:guid}/file", FileAsync)
            .Allow(AccessPolicy.Anyone)
            .WithName("Exports_File")
            .WithSummary("The export, for whoever holds a ticket that was not used yet.")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/zip")
            .ProducesProblem(StatusCodes.Status404NotFound);
        export.MapDelete("/all/{exportId:guid}", DeleteAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Exports_Delete")
            .WithSummary("Remove an export and its file now. One that is being made is given up.")
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Results<Ok<ExportLink>, ProblemHttpResult>> LinkAsync(
        Guid exportId, Caller caller, HttpResponse response, AccountsDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!await db.Set<Export>().AnyAsync(
            export => export.Id == exportId && export.UserId == caller.UserId.Value && export.Status == ExportStatus.Completed && export.ExpiresAt > now,
            cancellationToken))
        {
            return NotFound();
        }

        var ticket = RandomNumberGenerator.GetBytes(32);
        var expiresAt = now + TicketLifetime;
        db.Add(new ExportTicket { TicketSha256 = SHA256.HashData(ticket), ExportId = exportId, ExpiresAt = expiresAt });
        await db.SaveChangesAsync(cancellationToken);
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new ExportLink($"/v1/export/all/{exportId}/file?ticket={Base64Url.EncodeToString(ticket)}", expiresAt));
    }

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> FileAsync(
        Guid exportId, HttpResponse response, AccountsDb db, IBlobStore blobs, IAuditLog audit, TimeProvider clock,
        CancellationToken cancellationToken, string? ticket = null)
    {
        if (ticket is not { Length: 43 } || !StrictBase64Url.TryDecode(ticket, out var secret))
            return NotFound();

        var now = clock.GetUtcNow();
        var hash = SHA256.HashData(secret);
        // Taking the row is what makes it work once, also for two at the same moment.
        var taken = await db.Set<ExportTicket>().Where(t => t.TicketSha256 == hash && t.ExportId == exportId && t.ExpiresAt > now).ExecuteDeleteAsync(cancellationToken);
        var found = taken == 0
            ? null
            : await db.Set<Export>().AsNoTracking().SingleOrDefaultAsync(
                export => export.Id == exportId && export.Status == ExportStatus.Completed && export.ExpiresAt > now, cancellationToken);
        if (found is null)
            return NotFound();

        var owner = new UserId(found.UserId);
        var content = await blobs.OpenReadAsync(owner, found.BlobId!.Value, cancellationToken);
        await audit.AppendAsync(new AuditEntry("export.downloaded", owner, owner, $"export/{exportId}"), cancellationToken);
        response.Headers.CacheControl = "private, no-store";
        return TypedResults.Stream(content, "application/zip", $"halcyon-{found.CompletedAt:yyyy-MM-dd}.zip", found.CompletedAt);
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> DeleteAsync(
        Guid exportId, Caller caller, AccountsDb db, IBlobStore blobs, IAuditLog audit, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var mine = db.Set<Export>().Where(export => export.Id == exportId && export.UserId == caller.UserId.Value);
        var blob = await mine.Select(export => export.BlobId).SingleOrDefaultAsync(cancellationToken);
        if (await mine.ExecuteDeleteAsync(cancellationToken) == 0)
            return NotFound();

        await audit.AppendAsync(db, new AuditEntry("export.deleted", caller.UserId, caller.UserId, $"export/{exportId}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        if (blob is { } blobId)
            await blobs.DeleteAsync(caller.UserId, blobId, cancellationToken);
        return TypedResults.NoContent();
    }

    private static ProblemHttpResult NotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "export-not-found", "There is no such export, it has expired, or the link was used already.");
}
