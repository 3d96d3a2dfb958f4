using Halcyon.Accounts.Exports;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace Halcyon.Accounts.Imports;

/// <summary>Takes one archive in: every area reads what it once wrote, and adds what is not here yet. Safe to run again.</summary>
internal sealed class ImportJob(
    AccountsDb db, NpgsqlDataSource dataSource, IEnumerable<IPersonalData> areas, IBlobStore blobs, IAuditLog audit, TimeProvider clock, ILogger<ImportJob> log)
    : IJob
{
    public const string IdKey = "import_id";
    private const string Unexpected = "The archive could not be brought in because of an error in Halcyon; what was added stays, and it is safe to try again.";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await RunAsync(Guid.Parse(context.MergedJobDataMap.GetString(IdKey)!), cancellationToken);

    internal async Task RunAsync(Guid id, CancellationToken cancellationToken)
    {
        await db.Set<Import>().Where(import => import.Id == id && import.Status == ImportStatus.Queued)
            .ExecuteUpdateAsync(set => set.SetProperty(import => import.Status, ImportStatus.Running), cancellationToken);
        if (await db.Set<Import>().AsNoTracking().SingleOrDefaultAsync(import => import.Id == id && import.Status == ImportStatus.Running, cancellationToken)
            is not { BlobId: { } blobId } import)
        {
            return;
        }

        var userId = new UserId(import.UserId);
        try
        {
            await TakeInAsync(id, userId, blobId, cancellationToken);
            await EndAsync(id, userId, blobId, null);
        }
        catch (ImportRefusedException refused)
        {
            await EndAsync(id, userId, blobId, refused.Message);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The worker is stopping: Quartz hands the job to another one.
            throw;
        }
#pragma warning disable CA1031 // Whatever went wrong, the person who waits must see that it did; it is logged in full.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            log.LogError(exception, "Import {ImportId} failed.", id);
            await EndAsync(id, userId, blobId, Unexpected);
        }
    }

    private async Task TakeInAsync(Guid id, UserId userId, BlobId blobId, CancellationToken cancellationToken)
    {
        await using var file = await blobs.OpenReadAsync(userId, blobId, cancellationToken);
        using var archive = ImportArchive.Open(file);
        var expectedBytes = Math.Max(1.0, archive.Manifest.Files.Sum(listed => (double)listed.LengthBytes));
        await using var reports = new ProgressReports(() => ReportAsync(id, archive.BytesRead / expectedBytes), clock);
        foreach (var area in areas)
            await area.ImportAsync(userId, archive.Area(area.Area), cancellationToken);
    }

    private async Task ReportAsync(Guid id, double progress)
    {
        await using var command = dataSource.CreateCommand(
            "update accounts.imports set progress = least(0.99, greatest(progress, $2)) where id = $1 and status = 'running'");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = progress });
        await command.ExecuteNonQueryAsync();
    }

    /// <remarks>The archive goes after the row: one that nobody speaks for is swept up.</remarks>
    private async Task EndAsync(Guid id, UserId userId, BlobId blobId, string? error)
    {
        // An area that failed may have left half of its work in the change tracker.
        db.ChangeTracker.Clear();
        var now = clock.GetUtcNow();
        await using (var transaction = await db.Database.BeginTransactionAsync(CancellationToken.None))
        {
            var ended = await db.Set<Import>().Where(import => import.Id == id && import.Status == ImportStatus.Running).ExecuteUpdateAsync(
                set => set
                    .SetProperty(import => import.Status, error is null ? ImportStatus.Completed : ImportStatus.Failed)
                    .SetProperty(import => import.Progress, import => error == null ? 1 : import.Progress)
                    .SetProperty(import => import.Error, error)
                    .SetProperty(import => import.CompletedAt, now)
                    .SetProperty(import => import.BlobId, (BlobId?)null),
                CancellationToken.None);
            if (ended == 1)
            {
                await audit.AppendAsync(
                    db, new AuditEntry("import.completed", null, userId, $"import/{id}", error is null ? "success" : "failed"), CancellationToken.None);
                await transaction.CommitAsync(CancellationToken.None);
            }
        }

        await blobs.DeleteAsync(userId, blobId, CancellationToken.None);
    }
}
