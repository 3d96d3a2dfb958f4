using System.Runtime.CompilerServices;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.PersonalData.Import;
using Halcyon.Wellness.PersonalData;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.SafetyPlans;

internal sealed record SafetyPlanRow(
    int Version, DateTimeOffset UpdatedAt, IReadOnlyList<string>? WarningSigns, IReadOnlyList<string>? ThingsICanDo, IReadOnlyList<string>? PeopleAndPlaces,
    IReadOnlyList<PlanPerson>? PeopleToAsk, IReadOnlyList<PlanPerson>? Professionals, IReadOnlyList<string>? MakingItSafer)
{
    public SafetyPlan ToPlan() => new(WarningSigns, ThingsICanDo, PeopleAndPlaces, PeopleToAsk, Professionals, MakingItSafer);
}

/// <summary>Every version leaves; the newest comes in where no plan is yet, so that nobody's own words are put behind.</summary>
internal sealed class SafetyPlanData(PlanHistory plans, IFieldProtector protector) : IFeatureData
{
    private const string Name = "safety_plan";

    public IReadOnlyList<string> Tables { get; } = ["wellness.safety_plans"];

    public Task ExportAsync(UserId userId, IPersonalDataExport export, CancellationToken cancellationToken) =>
        export.WriteRowsAsync(Name, "Safety plan, newest version first", RowsAsync(userId, cancellationToken), cancellationToken);

    public async Task ImportAsync(UserId userId, IPersonalDataImport source, CancellationToken cancellationToken)
    {
        SafetyPlanRow? newest = null;
        await foreach (var row in source.ReadRowsAsync<SafetyPlanRow>(Name, cancellationToken))
            newest = newest is null || row.Version > newest.Version ? row : newest;
        if (newest is null || await plans.LatestAsync(userId, cancellationToken) is not null)
            return;

        var plan = newest.ToPlan();
        if (!System.ComponentModel.DataAnnotations.Validator.TryValidateObject(plan, new(plan), null, validateAllProperties: true))
            throw new ImportRefusedException($"The file wellness/{Name}.json of the archive has a plan that is too long.");

        await plans.AddAsync(userId, plan, cancellationToken);
    }

    private async IAsyncEnumerable<SafetyPlanRow> RowsAsync(UserId userId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var stored in plans.Of(userId).OrderByDescending(plan => plan.Version).AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            var plan = await stored.OpenAsync(protector, cancellationToken);
            yield return new SafetyPlanRow(
                stored.Version, stored.CreatedAt, plan.WarningSigns, plan.ThingsICanDo, plan.PeopleAndPlaces, plan.PeopleToAsk, plan.Professionals, plan.MakingItSafer);
        }
    }
}
