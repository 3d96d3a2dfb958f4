using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Recordings.Analyses;
using Halcyon.Recordings.Annotations;
using Halcyon.Recordings.Idempotency;
using Halcyon.Recordings.Recordings;
using Halcyon.Recordings.Uploads;
using Halcyon.Signals.Recordings;
using Halcyon.Signals.Reports;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Recordings.PersonalData;

/// <summary>Brings recordings of another Halcyon in, through the same intake as an upload. The same bytes are not kept twice.</summary>
internal sealed class RecordingsImport(
    RecordingsDb db, RecordingIntake intake, IBlobStore blobs, IFieldProtector protector, AnalysisRecord analyses, TimeProvider clock)
{
    private const int LongestTitle = 255;
    private const long LargestReport = 256L << 20;

    public async Task RunAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        var here = new Dictionary<Guid, RecordingId>();
        await foreach (var row in source.ReadRowsAsync<RecordingRow>("recordings", cancellationToken))
        {
            if (row.DeletedAt is null)
                here[row.Id] = await TakeAsync(userId, row, source, cancellationToken);
        }

        await foreach (var row in source.ReadRowsAsync<AnnotationRow>("annotations", cancellationToken))
        {
            // Those of the file came with the file.
            if (row.Source == RecordingAnnotation.FromUser && here.TryGetValue(row.RecordingId, out var recording))
                await TakeAsync(userId, recording, row, cancellationToken);
        }

        await foreach (var row in source.ReadRowsAsync<AnalysisRow>("analyses", cancellationToken))
        {
            if (row is { Report: { } report, CompletedAt: not null } && here.TryGetValue(row.RecordingId, out var recording))
                await TakeAsync(userId, recording, row, report, source, cancellationToken);
        }
    }

    private async Task<RecordingId> TakeAsync(UserId userId, RecordingRow row, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        if (row.Sha256 is not { Length: 64 } text || !text.All(char.IsAsciiHexDigitLower) || row.File is null || row.FileName is null || row.Title is null)
            throw Refused("recordings.json", "a recording without its name or its checksum");

        var sha256 = Convert.FromHexString(text);
        var known = await db.Recordings.Where(r => r.OwnerId == userId && r.Sha256 == sha256 && r.DeletedAt == null)
            .OrderBy(r => r.CreatedAt).Select(r => (RecordingId?)r.Id).FirstOrDefaultAsync(cancellationToken);
        if (known is { } id)
            return id;

        await using var content = source.OpenFile(row.File) ?? throw Refused(row.File, "nothing: the file is missing");
        var title = row.Title.Trim() is { Length: > 0 and <= LongestTitle } given ? given : UploadFileName.Title(UploadFileName.Clean(row.FileName));
        try
        {
            var call = new IdempotentCall(userId, "recordings.import", null, []);
            var taken = await intake.TakeAsync(content, UploadFileName.Clean(row.FileName), title, call, cancellationToken);
            return new RecordingId(taken!.Id);
        }
        catch (RecordingFormatException problem)
        {
            throw new ImportRefusedException($"The archive has a recording that cannot be read: {problem.Message}", problem);
        }
        catch (BlobTooLargeException problem)
        {
            throw new ImportRefusedException("The archive has a recording that is larger than Halcyon takes.", problem);
        }
    }

    private async Task TakeAsync(UserId userId, RecordingId id, AnnotationRow row, CancellationToken cancellationToken)
    {
        var scope = await db.Recordings.AsNoTracking().Where(r => r.Id == id && r.OwnerId == userId)
            .Select(r => new RecordingScope(r.DurationSeconds, r.Channels)).SingleAsync(cancellationToken);
        if (AnnotationRules.Check(scope, row.OnsetSeconds, row.DurationSeconds, row.Text ?? "", row.Channels ?? []) is not null)
            throw Refused("annotations.json", "a note that does not fit its recording");

        var same = await db.Annotations.AsNoTracking()
            .Where(a => a.RecordingId == id && a.Source == RecordingAnnotation.FromUser && a.OnsetSeconds == row.OnsetSeconds && a.DurationSeconds == row.DurationSeconds)
            .ToListAsync(cancellationToken);
        foreach (var other in same)
        {
            var text = await protector.UnprotectAsync(userId, RecordingAnnotation.TextPurpose, other.TextProtected, cancellationToken);
            if (Encoding.UTF8.GetString(text) == row.Text && other.Channels.SequenceEqual(row.Channels!))
                return;
        }

        db.Annotations.Add(new RecordingAnnotation
        {
            Id = AnnotationId.New(),
            RecordingId = id,
            OnsetSeconds = row.OnsetSeconds,
            DurationSeconds = row.DurationSeconds,
            TextProtected = await protector.ProtectAsync(userId, RecordingAnnotation.TextPurpose, Encoding.UTF8.GetBytes(row.Text!), cancellationToken),
            Channels = [.. row.Channels!],
            Source = RecordingAnnotation.FromUser,
            CreatedAt = Past(row.CreatedAt),
        });
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private async Task TakeAsync(
        UserId userId, RecordingId id, AnalysisRow row, string report, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        var (createdAt, completedAt) = (Past(row.CreatedAt), Past(row.CompletedAt!.Value));
        if (await db.Analyses.AnyAsync(a => a.RecordingId == id && a.OwnerId == userId && a.CreatedAt == createdAt, cancellationToken))
            return;

        await using var content = source.OpenFile(report) ?? throw Refused(report, "nothing: the file is missing");
        using var json = new MemoryStream();
        await CopyAsync(content, json, report, cancellationToken);
        var document = Read(json, report);
        json.Position = 0;
        var blob = await blobs.WriteAsync(userId, json, LargestReport, cancellationToken);
        var choices = row.Options ?? new AnalysisChoices(null, "auto", "none");
        await analyses.AddCompletedAsync(AnalysisId.New(), id, userId, choices, createdAt, completedAt, document, blob.Id, cancellationToken);
    }

    private static RecordingReport Read(MemoryStream json, string report)
    {
        try
        {
            json.Position = 0;
            return ReportJson.Read(json);
        }
        catch (Exception problem) when (problem is System.Text.Json.JsonException or InvalidDataException or FormatException)
        {
            throw new ImportRefusedException($"The file recordings/{report} of the archive is not a report of Halcyon.", problem);
        }
    }

    private static async Task CopyAsync(Stream content, MemoryStream json, string report, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (json.Length + count > LargestReport)
                throw Refused(report, "a report that is far too long");
            json.Write(buffer, 0, count);
        }
    }

    private DateTimeOffset Past(DateTimeOffset time) =>
        (time < clock.GetUtcNow() ? time : clock.GetUtcNow()).ToUniversalTime().ToMicroseconds();

    private static ImportRefusedException Refused(string file, string what) => new($"The file recordings/{file} of the archive has {what}.");
}
