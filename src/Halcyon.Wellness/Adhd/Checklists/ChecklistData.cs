using System.ComponentModel.DataAnnotations;
using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Adhd.Checklists;

internal sealed record ChecklistRow(DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Title, IReadOnlyList<ChecklistStep>? Steps);

/// <summary>Tasks as they leave with their person and come back.</summary>
internal sealed class ChecklistData(WellnessDb db, IFieldProtector protector, TimeProvider clock) : IFeatureData
{
    private const string Name = "tasks";

    public IReadOnlyList<string> Tables { get; } = ["wellness.task_checklists"];

    public Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken) =>
        export.WriteRowsAsync(Name, "Tasks with their steps", RowsAsync(userId, cancellationToken), cancellationToken);

    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        await foreach (var row in source.ReadRowsAsync<ChecklistRow>(Name, cancellationToken))
        {
            var createdAt = row.CreatedAt.ToUniversalTime();
            if (!CanBe(row, createdAt))
                throw new ImportRefusedException($"The file wellness/{Name}.json of the archive has a task that cannot be.");
            if (await db.Set<Checklist>().AnyAsync(checklist => checklist.UserId == userId && checklist.CreatedAt == createdAt, cancellationToken))
                continue;

            db.Add(new Checklist
            {
                Id = Guid.CreateVersion7(createdAt),
                UserId = userId,
                CreatedAt = createdAt,
                UpdatedAt = row.UpdatedAt.ToUniversalTime(),
                Document = await Checklist.SealAsync(protector, userId, new ChecklistDocument(row.Title, row.Steps ?? []), cancellationToken),
            });
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    private bool CanBe(ChecklistRow row, DateTimeOffset createdAt)
    {
        var request = new ChecklistRequest(row.Title, row.Steps?.Select(step => new ChecklistStepRequest(step.Text, step.MinutesLow, step.Depth, Id: step.Id)).ToList());
        return request.Fault() is null && AreValid(request.AllSteps.Cast<object>().Prepend(request))
            && createdAt > DateTimeOffset.UnixEpoch && createdAt < clock.GetUtcNow().AddDays(1);
    }

    private static bool AreValid(IEnumerable<object> things) =>
        things.All(thing => Validator.TryValidateObject(thing, new ValidationContext(thing), null, validateAllProperties: true));

    private async IAsyncEnumerable<ChecklistRow> RowsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var found in ChecklistEndpoints.Of(db, userId).AsNoTracking().OrderBy(c => c.Id).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var document = await found.OpenAsync(protector, cancellationToken);
            yield return new ChecklistRow(found.CreatedAt, found.UpdatedAt, document.Title, document.Steps);
        }
    }
}
