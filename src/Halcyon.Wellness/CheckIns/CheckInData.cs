using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.Crisis;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Halcyon.Wellness.CheckIns;

/// <summary>A check-in in an export, as the API gives it.</summary>
/// <param name="Emotions">Probability 0-1 of each of the twelve, read from the journal.</param>
/// <param name="TimeKnown">False where only the day is known; archives of before have nothing here, and knew it always.</param>
/// <param name="ImportId">The same for all that one file brought.</param>
/// <param name="DeletedAt">Deleted, and kept for 30 days in case that was a mistake.</param>
internal sealed record CheckInRow(
    Guid Id, DateTimeOffset OccurredAt, DateTimeOffset CreatedAt, int MoodScore, int EnergyLevel, int? AnxietyLevel, int? StressLevel,
    IReadOnlyList<string>? EmotionTags, IReadOnlyList<CustomRating>? CustomRatings, string? Location, string? Activity, string? Social,
    string? JournalText, IReadOnlyDictionary<string, int>? BodyScan, int? SensoryLoad, int? ExecutiveFunction, int? MaskingLevel,
    double? SleepHours, double? JournalSentiment, string? AiEmotionPrimary, string? AiEmotionSecondary, double? AiConfidenceScore,
    IReadOnlyDictionary<string, double>? Emotions, string? CrisisRiskLevel, double? CrisisRiskScore, DateTimeOffset? DeletedAt,
    string? VoiceFile = null, string? VoiceType = null, bool? TimeKnown = null, Guid? ImportId = null)
{
    public static CheckInRow From(CheckIn c, CheckInContent content)
    {
        var r = CheckInResponse.From(c, content);
        return new CheckInRow(
            r.Id, r.OccurredAt, r.CreatedAt, r.MoodScore, r.EnergyLevel, r.AnxietyLevel, r.StressLevel, r.EmotionTags, r.CustomRatings,
            r.Location, r.Activity, r.Social, r.JournalText, r.BodyScan, r.SensoryLoad, r.ExecutiveFunction, r.MaskingLevel, r.SleepHours,
            r.JournalSentiment, r.AiEmotionPrimary, r.AiEmotionSecondary, r.AiConfidenceScore, content.Emotions, c.CrisisRiskLevel,
            c.CrisisRiskScore, c.DeletedAt, c.VoiceBlobId is null ? null : VoiceFileOf(c), c.VoiceContentType, c.TimeKnown, c.ImportId);
    }

    /// <summary>In the same folder of the archive.</summary>
    public static string VoiceFileOf(CheckIn c) => $"voice/{c.Id}.{c.VoiceContentType?.Split('/')[^1] ?? "audio"}";

    public CreateCheckInRequest ToRequest() => new(
        MoodScore, EnergyLevel, AnxietyLevel, StressLevel, EmotionTags, CustomRatings, Location, Activity, Social, JournalText, BodyScan,
        SensoryLoad, ExecutiveFunction, MaskingLevel, SleepHours);
}

/// <summary>A person's check-ins as they leave with them and come back.</summary>
internal sealed class CheckInData(
    WellnessDb db, NpgsqlDataSource dataSource, IFieldProtector protector, ReadTexts texts, CheckInMonths months, IBlobStore blobs,
    IUserDirectory people, TimeProvider clock) : IFeatureData
{
    private const string Name = "check_ins";

    public IReadOnlyList<string> Tables { get; } = ["wellness.check_ins", "wellness.creations"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await export.WriteRowsAsync(Name, "Check-ins", RowsAsync(userId, cancellationToken), cancellationToken);
        var days = await LocalDays.OfAsync(people, userId, cancellationToken);
        await foreach (var checkIn in Of(userId).Where(c => c.DeletedAt == null).AsAsyncEnumerable().WithCancellation(cancellationToken))
            await export.WriteFhirAsync(CheckInFhir.Mood(checkIn, days), cancellationToken);
        await foreach (var checkIn in Of(userId).Where(c => c.VoiceBlobId != null).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await using var voice = await blobs.OpenReadAsync(userId, checkIn.VoiceBlobId!.Value, cancellationToken);
            await export.WriteFileAsync(CheckInRow.VoiceFileOf(checkIn), "Voice note", voice, cancellationToken);
        }
    }

    /// <summary>By the same rules as typed anew, but of any time. The words are read again: another Halcyon may have read them otherwise.</summary>
    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<CheckInRow>(Name, cancellationToken))
        {
            if (row.DeletedAt is not null)
                continue;

            var request = row.ToRequest();
            if (CheckInRules.Faults(request) is { Count: > 0 } faults)
                throw new ImportRefusedException($"The file wellness/{Name}.json of the archive has a value that cannot be: {faults.First().Value[0]}");
            if (row.OccurredAt < OldestImported || row.OccurredAt > clock.GetUtcNow().AddDays(1))
                throw new ImportRefusedException($"The file wellness/{Name}.json of the archive has a check-in at a time that cannot be.");

            await TakeAsync(userId, row, request, source, cancellationToken);
        }
    }

    internal static readonly DateTimeOffset OldestImported = new(1990, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private async Task TakeVoiceAsync(CheckIn checkIn, Stream voice, string? type, CancellationToken cancellationToken)
    {
        if (type is null || !VoiceNote.Types.Contains(type, StringComparer.Ordinal))
            return;

        try
        {
            BlobId? blob = (await blobs.WriteAsync(checkIn.UserId, voice, VoiceNote.LargestBytes, cancellationToken)).Id;
            await db.CheckInsOf(checkIn.UserId, checkIn.Id).ExecuteUpdateAsync(
                set => set.SetProperty(c => c.VoiceBlobId, blob).SetProperty(c => c.VoiceContentType, type), cancellationToken);
        }
        catch (BlobTooLargeException problem)
        {
            throw new ImportRefusedException("The archive has a voice note that is larger than Halcyon takes.", problem);
        }
    }

    private async Task TakeAsync(
        UserId userId, CheckInRow row, CreateCheckInRequest request, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        var occurredAt = CheckInIds.Cut(row.OccurredAt.ToUniversalTime());
        if (await db.Set<CheckIn>().AnyAsync(c => c.Id == row.Id && c.OccurredAt == occurredAt && c.UserId == userId, cancellationToken))
            return;

        var draft = CheckInDraft.From(request);
        var reading = texts.Read(draft.Content.JournalText, draft.OtherWords);
        var checkIn = CheckInDraft.Empty(userId, occurredAt, CheckInIds.Cut(clock.GetUtcNow()), CheckInIds.Derived(occurredAt, userId, row.Id.ToByteArray()), row.TimeKnown ?? true);
        draft.WriteTo(checkIn, reading, await draft.ContentWith(reading).SealAsync(protector, userId, cancellationToken));
        await months.EnsureAsync(occurredAt, cancellationToken);
        var isNew = await CheckInRows.InsertOnceAsync(dataSource, [checkIn], cancellationToken) > 0;
        if (isNew && row.VoiceFile is { } file && source.OpenFile(file) is { } voice)
        {
            await using (voice)
                await TakeVoiceAsync(checkIn, voice, row.VoiceType, cancellationToken);
        }
    }

    private IQueryable<CheckIn> Of(UserId userId) => db.Set<CheckIn>().AsNoTracking().Where(c => c.UserId == userId).OrderBy(c => c.OccurredAt).ThenBy(c => c.Id);

    private async IAsyncEnumerable<CheckInRow> RowsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var checkIn in Of(userId).AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return CheckInRow.From(checkIn, await CheckInContent.OpenAsync(protector, userId, checkIn.Content, cancellationToken));
    }
}
