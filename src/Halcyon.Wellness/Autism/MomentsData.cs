using System.Runtime.CompilerServices;
using System.Text.Json;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.Autism.Masking;
using Halcyon.Wellness.Autism.Sensory;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism;

internal sealed record SensoryLoadRow(
    Guid Id, DateTimeOffset OccurredAt, DateTimeOffset CreatedAt, int Load, IReadOnlyDictionary<string, int>? Channels, string? Place, string? Note,
    DateTimeOffset? DeletedAt)
{
    public LogSensoryLoadRequest ToRequest() => new(Load, Channels, Place, Note);
}

internal sealed record MaskingRow(
    Guid Id, DateTimeOffset OccurredAt, DateTimeOffset CreatedAt, int Level, string? Place, string? With, int? Minutes, string? Note, DateTimeOffset? DeletedAt)
{
    public LogMaskingRequest ToRequest() => new(Level, Place, With, Minutes, Note);
}

/// <summary>Sensory load and masking as they leave with a person and come back. Those of check-ins go with the check-ins.</summary>
internal sealed class MomentsData(WellnessDb db, IFieldProtector protector, TimeProvider clock) : IFeatureData
{
    private const string Sensory = "sensory_loads";
    private const string Masking = "masking";

    /// <remarks>Whether somebody was told of a rise follows from the entries.</remarks>
    public IReadOnlyList<string> Tables { get; } = ["wellness.sensory_loads", "wellness.sensory_warnings", "wellness.masking_moments"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await export.WriteRowsAsync(Sensory, "Sensory load", SensoryAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync(Masking, "Masking", MaskingAsync(userId, cancellationToken), cancellationToken);
    }

    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<SensoryLoadRow>(Sensory, cancellationToken))
        {
            Check(row.ToRequest(), row.OccurredAt, Sensory);
            await TakeAsync(row.DeletedAt, userId, row.Id, row.OccurredAt, async (id, occurredAt) => new SensoryLoad
            {
                Id = id,
                UserId = userId,
                OccurredAt = occurredAt,
                CreatedAt = clock.GetUtcNow(),
                Load = (short)row.Load,
                Channels = row.Channels is { Count: > 0 } channels ? JsonSerializer.Serialize(channels) : null,
                Place = row.Place,
                Note = await protector.SealAsync(userId, SensoryLoad.NotePurpose, OwnWords.Tidy(row.Note), cancellationToken),
            }, cancellationToken);
        }

        await foreach (var row in source.ReadRowsAsync<MaskingRow>(Masking, cancellationToken))
        {
            Check(row.ToRequest(), row.OccurredAt, Masking);
            await TakeAsync(row.DeletedAt, userId, row.Id, row.OccurredAt, async (id, occurredAt) => new MaskingMoment
            {
                Id = id,
                UserId = userId,
                OccurredAt = occurredAt,
                CreatedAt = clock.GetUtcNow(),
                Level = (short)row.Level,
                Place = row.Place,
                Company = row.With,
                Minutes = (short?)row.Minutes,
                Note = await protector.SealAsync(userId, MaskingMoment.NotePurpose, OwnWords.Tidy(row.Note), cancellationToken),
            }, cancellationToken);
        }
    }

    /// <summary>By the same rules as logged anew, but of any time.</summary>
    private void Check<TRequest>(TRequest request, DateTimeOffset occurredAt, string file)
        where TRequest : notnull
    {
        if (!System.ComponentModel.DataAnnotations.Validator.TryValidateObject(request, new(request), null, validateAllProperties: true)
            || occurredAt < CheckInData.OldestImported || occurredAt > clock.GetUtcNow().AddDays(1))
        {
            throw new ImportRefusedException($"The file wellness/{file}.json of the archive has a value that cannot be.");
        }
    }

    private async Task TakeAsync<TMoment>(
        DateTimeOffset? deletedAt, UserId userId, Guid source, DateTimeOffset at, Func<Guid, DateTimeOffset, Task<TMoment>> make, CancellationToken cancellationToken)
        where TMoment : LoggedMoment
    {
        if (deletedAt is not null)
            return;

        var occurredAt = CheckInIds.Cut(at.ToUniversalTime());
        // Always the same for the same source: a second time it adds nothing, in another account it is another's.
        var derived = CheckInIds.Derived(occurredAt, userId, source.ToByteArray());
        if (await db.Set<TMoment>().AnyAsync(moment => (moment.Id == source || moment.Id == derived) && moment.UserId == userId, cancellationToken))
            return;

        db.Add(await make(derived, occurredAt));
        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    private IAsyncEnumerable<TMoment> Of<TMoment>(UserId userId)
        where TMoment : LoggedMoment =>
        db.Set<TMoment>().AsNoTracking().Where(moment => moment.UserId == userId).OrderBy(moment => moment.Id).AsAsyncEnumerable();

    private async IAsyncEnumerable<SensoryLoadRow> SensoryAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var load in Of<SensoryLoad>(userId).WithCancellation(cancellationToken))
        {
            yield return new SensoryLoadRow(
                load.Id, load.OccurredAt, load.CreatedAt, load.Load, SensoryEntry.ChannelsOf(load.Channels), load.Place,
                await protector.OpenAsync(userId, SensoryLoad.NotePurpose, load.Note, cancellationToken), load.DeletedAt);
        }
    }

    private async IAsyncEnumerable<MaskingRow> MaskingAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var moment in Of<MaskingMoment>(userId).WithCancellation(cancellationToken))
        {
            yield return new MaskingRow(
                moment.Id, moment.OccurredAt, moment.CreatedAt, moment.Level, moment.Place, moment.Company, moment.Minutes,
                await protector.OpenAsync(userId, MaskingMoment.NotePurpose, moment.Note, cancellationToken), moment.DeletedAt);
        }
    }
}
