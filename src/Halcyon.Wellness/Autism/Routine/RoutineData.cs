using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.CheckIns;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Routine;

internal sealed record RoutineItemRow(
    Guid Id, string Name, string At, int? Minutes, IReadOnlyList<int> Weekdays, bool Remind, int WindowMinutes, DateTimeOffset TimingSince, DateTimeOffset? RemovedAt)
{
    public RoutineItemBody ToBody() => new(Id, Name, At, Minutes, Weekdays, Remind, WindowMinutes);
}

internal sealed record RoutineMarkRow(Guid ItemId, DateOnly Day, string State, DateTimeOffset MarkedAt);

internal sealed record RoutineChangeRow(Guid Id, DateOnly Day, Guid? ItemId, string Kind, string? What, string? NewTime, DateTimeOffset CreatedAt, DateTimeOffset? DeletedAt);

/// <summary>A routine with its days. It comes in where there is none yet, so that nobody's own order is put behind.</summary>
internal sealed class RoutineData(WellnessDb db, IFieldProtector protector, PlanRoutine plan, TimeProvider clock) : IFeatureData
{
    private const string Items = "routine_items";
    private const string Marks = "routine_marks";
    private const string Changes = "routine_changes";

    /// <remarks>Backwards they go: what hangs on an item before the items.</remarks>
    public IReadOnlyList<string> Tables { get; } = ["wellness.routine_items", "wellness.routine_marks", "wellness.routine_changes", "wellness.routine_due"];

    public async Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken)
    {
        await export.WriteRowsAsync(Items, "Routine", ItemsAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync(Marks, "Days of your routine", MarksAsync(userId, cancellationToken), cancellationToken);
        await export.WriteRowsAsync(Changes, "Changes of routine", ChangesAsync(userId, cancellationToken), cancellationToken);
    }

    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        if (await db.Set<RoutineItem>().AnyAsync(item => item.UserId == userId, cancellationToken))
            return;

        short position = 0;
        await foreach (var row in source.ReadRowsAsync<RoutineItemRow>(Items, cancellationToken))
            db.Add(await ItemOfAsync(userId, row, position++, cancellationToken));
        await foreach (var row in source.ReadRowsAsync<RoutineMarkRow>(Marks, cancellationToken))
        {
            Check(row.State is RoutineMark.Done or RoutineMark.Skipped && Has(userId, row.ItemId), Marks);
            db.Add(new RoutineMark { UserId = userId, ItemId = row.ItemId, Day = row.Day, State = row.State, MarkedAt = row.MarkedAt.ToUniversalTime() });
        }

        await foreach (var row in source.ReadRowsAsync<RoutineChangeRow>(Changes, cancellationToken))
        {
            if (row.DeletedAt is null && (row.ItemId is not { } itemId || Has(userId, itemId)))
                db.Add(await ChangeOfAsync(userId, row, cancellationToken));
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
        await plan.PlanAsync(userId, cancellationToken);
    }

    private bool Has(UserId userId, Guid itemId) => db.Set<RoutineItem>().Local.Any(item => item.UserId == userId && item.Id == itemId);

    private async Task<RoutineItem> ItemOfAsync(UserId userId, RoutineItemRow row, short position, CancellationToken cancellationToken)
    {
        var body = row.ToBody();
        Check(System.ComponentModel.DataAnnotations.Validator.TryValidateObject(body, new(body), null, validateAllProperties: true)
            && position < short.MaxValue && !Has(userId, row.Id), Items);
        return new RoutineItem
        {
            UserId = userId,
            Id = row.Id,
            Position = position,
            Name = (await protector.SealAsync(userId, RoutineItem.NamePurpose, row.Name.Trim(), cancellationToken))!,
            At = ClockTime.Read(row.At),
            Minutes = (short?)row.Minutes,
            Weekdays = [.. row.Weekdays.Order().Select(day => (short)day)],
            Remind = row.Remind,
            WindowMinutes = (short)row.WindowMinutes,
            TimingSince = row.TimingSince.ToUniversalTime(),
            RemovedAt = row.RemovedAt is null ? null : clock.GetUtcNow(),
        };
    }

    private async Task<RoutineChange> ChangeOfAsync(UserId userId, RoutineChangeRow row, CancellationToken cancellationToken)
    {
        var request = new AnnounceChangeRequest(row.Day, row.Kind, row.ItemId, row.What, row.NewTime);
        Check(System.ComponentModel.DataAnnotations.Validator.TryValidateObject(request, new(request), null, validateAllProperties: true)
            && (row.Kind == RoutineChange.Added) == (row.ItemId is null) && (row.Kind != RoutineChange.Moved || row.NewTime is not null), Changes);
        return new RoutineChange
        {
            // Another's row may have this id on the same installation.
            Id = CheckInIds.Derived(CheckInIds.Cut(row.CreatedAt.ToUniversalTime()), userId, row.Id.ToByteArray()),
            UserId = userId,
            Day = row.Day,
            ItemId = row.ItemId,
            Kind = row.Kind,
            What = await protector.SealAsync(userId, RoutineChange.WhatPurpose, OwnWords.Tidy(row.What), cancellationToken),
            NewTime = row.NewTime is null ? null : ClockTime.Read(row.NewTime),
            CreatedAt = row.CreatedAt.ToUniversalTime(),
        };
    }

    private static void Check(bool isPossible, string file)
    {
        if (!isPossible)
            throw new ImportRefusedException($"The file wellness/{file}.json of the archive has a value that cannot be.");
    }

    private async IAsyncEnumerable<RoutineItemRow> ItemsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var items = db.Set<RoutineItem>().AsNoTracking().Where(item => item.UserId == userId).OrderBy(item => item.Position).ThenBy(item => item.Id);
        await foreach (var item in items.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new RoutineItemRow(
                item.Id, (await protector.OpenAsync(userId, RoutineItem.NamePurpose, item.Name, cancellationToken))!, ClockTime.Write(item.At), item.Minutes,
                [.. item.Weekdays.Select(day => (int)day)], item.Remind, item.WindowMinutes, item.TimingSince, item.RemovedAt);
        }
    }

    private async IAsyncEnumerable<RoutineMarkRow> MarksAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var marks = db.Set<RoutineMark>().AsNoTracking().Where(mark => mark.UserId == userId).OrderBy(mark => mark.Day).ThenBy(mark => mark.ItemId);
        await foreach (var mark in marks.AsAsyncEnumerable().WithCancellation(cancellationToken))
            yield return new RoutineMarkRow(mark.ItemId, mark.Day, mark.State, mark.MarkedAt);
    }

    private async IAsyncEnumerable<RoutineChangeRow> ChangesAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var changes = db.Set<RoutineChange>().AsNoTracking().Where(change => change.UserId == userId).OrderBy(change => change.CreatedAt);
        await foreach (var change in changes.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            yield return new RoutineChangeRow(
                change.Id, change.Day, change.ItemId, change.Kind, await protector.OpenAsync(userId, RoutineChange.WhatPurpose, change.What, cancellationToken),
                change.NewTime is { } at ? ClockTime.Write(at) : null, change.CreatedAt, change.DeletedAt);
        }
    }
}
