using System.Globalization;
using Halcyon.Platform.Access;
using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Mail;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Accounts.Exports;

/// <summary>The row of an export while it is made, and when its time is over.</summary>
internal sealed class ExportRecord(
    AccountsDb db, NpgsqlDataSource dataSource, IBlobStore blobs, IMailer mailer, IAuditLog audit, HalcyonOptions options, TimeProvider clock)
{
    /// <returns>Whose it is; null when there is nothing left to do.</returns>
    public async Task<UserId?> BeginAsync(Guid id, CancellationToken cancellationToken)
    {
        var owners = await db.Database.SqlQuery<Guid>(
            $"update accounts.exports set status = 'running', progress = 0 where id = {id} and status in ('queued', 'running') returning user_id")
            .ToListAsync(cancellationToken);
        return owners is [var owner] ? new UserId(owner) : null;
    }

    /// <remarks>On a connection of its own: the areas are busy with theirs at the same time.</remarks>
    public async Task ReportAsync(Guid id, double progress)
    {
        await using var command = dataSource.CreateCommand(
            "update accounts.exports set progress = least(0.99, greatest(progress, $2)) where id = $1 and status = 'running'");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = progress });
        await command.ExecuteNonQueryAsync();
    }

    /// <returns>False when it was removed meanwhile, or another worker was faster: the file is not kept.</returns>
    public async Task<bool> TryCompleteAsync(Guid id, UserId userId, StoredBlob blob, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var older = await db.Set<Export>().Where(export => export.UserId == userId.Value && export.Status == ExportStatus.Completed)
            .Select(export => export.Id).ToListAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var completed = await db.Set<Export>().Where(export => export.Id == id && export.Status == ExportStatus.Running)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(export => export.Status, ExportStatus.Completed)
                    .SetProperty(export => export.Progress, 1)
                    .SetProperty(export => export.CompletedAt, now)
                    .SetProperty(export => export.ExpiresAt, now + Export.Kept)
                    .SetProperty(export => export.SizeBytes, blob.LengthBytes)
                    .SetProperty(export => export.BlobId, blob.Id),
                cancellationToken);
        if (completed == 0)
            return false;

        var email = await db.Users.Where(user => user.Id == userId.Value).Select(user => user.Email).SingleOrDefaultAsync(cancellationToken);
        if (email is not null)
            await mailer.QueueAsync(db, Letter(email, now + Export.Kept), cancellationToken);
        await audit.AppendAsync(db, new AuditEntry("export.completed", null, userId, $"export/{id}"), cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        // Only the newest is kept: each is a whole copy.
        foreach (var expired in older)
            await ExpireAsync(expired, cancellationToken);
        return true;
    }

    public Task FailAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return db.Set<Export>().Where(export => export.Id == id && export.Status == ExportStatus.Running)
            .ExecuteUpdateAsync(
                set => set.SetProperty(export => export.Status, ExportStatus.Failed).SetProperty(export => export.CompletedAt, now), cancellationToken);
    }

    /// <summary>Removes the files whose week is over.</summary>
    public async Task ExpireDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db.Set<Export>().Where(export => export.Status == ExportStatus.Completed && export.ExpiresAt <= now)
            .Select(export => export.Id).ToListAsync(cancellationToken);
        foreach (var id in due)
            await ExpireAsync(id, cancellationToken);
        await db.Set<ExportTicket>().Where(ticket => ticket.ExpiresAt <= now).ExecuteDeleteAsync(cancellationToken);
    }

    /// <remarks>The row first: from then on nobody is sent to the file, and a file that nobody speaks for is swept up.</remarks>
    private async Task ExpireAsync(Guid id, CancellationToken cancellationToken)
    {
        var found = await db.Set<Export>().AsNoTracking().SingleOrDefaultAsync(export => export.Id == id && export.Status == ExportStatus.Completed, cancellationToken);
        if (found is null)
            return;

        await db.Set<Export>().Where(export => export.Id == id).ExecuteUpdateAsync(
            set => set.SetProperty(export => export.Status, ExportStatus.Expired).SetProperty(export => export.BlobId, (BlobId?)null), cancellationToken);
        await blobs.DeleteAsync(new UserId(found.UserId), found.BlobId!.Value, cancellationToken);
    }

    private Letter Letter(string email, DateTimeOffset expiresAt) => new(
        email, "export_ready", "Your Halcyon export is ready",
        $"""
        The copy of your Halcyon data that was asked for is ready.

        Sign in at {options.PublicUrl}/ and open Settings, Export and import, to download it. It is removed after {expiresAt.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.

        If you did not ask for it, change your password and sign out everywhere.
        """);
}
