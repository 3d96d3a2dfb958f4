using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.SafetyPlans;

/// <param name="Version">0 and <paramref name="UpdatedAt"/> null until something was written.</param>
public sealed record SafetyPlanResponse(
    IReadOnlyList<string> WarningSigns, IReadOnlyList<string> ThingsICanDo, IReadOnlyList<string> PeopleAndPlaces,
    IReadOnlyList<PlanPerson> PeopleToAsk, IReadOnlyList<PlanPerson> Professionals, IReadOnlyList<string> MakingItSafer,
    int Version, DateTimeOffset? UpdatedAt)
{
    internal static SafetyPlanResponse From(SafetyPlan plan, StoredSafetyPlan? stored) => new(
        plan.WarningSigns ?? [], plan.ThingsICanDo ?? [], plan.PeopleAndPlaces ?? [], plan.PeopleToAsk ?? [], plan.Professionals ?? [],
        plan.MakingItSafer ?? [], stored?.Version ?? 0, stored?.CreatedAt);
}

public sealed record SafetyPlanVersion(int Version, DateTimeOffset UpdatedAt);

public sealed record SafetyPlanVersions(IReadOnlyList<SafetyPlanVersion> Items);

internal static class SafetyPlanEndpoints
{
    public static void Map(RouteGroupBuilder crisis)
    {
        var plan = crisis.MapGroup("/safety-plan");
        plan.MapGet("", GetAsync).Allow(AccessPolicy.SignedIn).WithName("SafetyPlan_Get")
            .WithSummary("Your safety plan, empty until you write it. The whole of it, to print or keep on the device.");
        plan.MapPut("", ReplaceAsync).Allow(AccessPolicy.SignedIn).WithName("SafetyPlan_Replace")
            .WithSummary("Write your safety plan, or some of it. The version before is kept.")
            .ProducesValidationProblem();
        plan.MapGet("/versions", ListAsync).Allow(AccessPolicy.SignedIn).WithName("SafetyPlan_Versions")
            .WithSummary("Earlier versions of your plan, newest first.");
        plan.MapGet("/versions/{version:int}", GetVersionAsync).Allow(AccessPolicy.SignedIn).WithName("SafetyPlan_GetVersion")
            .WithSummary("One earlier version of your plan.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        plan.MapPost("/versions/{version:int}/restore", RestoreAsync).Allow(AccessPolicy.SignedIn).WithName("SafetyPlan_Restore")
            .WithSummary("Takes an earlier version as the newest. Nothing is lost by it.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<Ok<SafetyPlanResponse>> GetAsync(Caller caller, PlanHistory plans, IFieldProtector protector, CancellationToken cancellationToken)
    {
        var stored = await plans.LatestAsync(caller.UserId, cancellationToken);
        return TypedResults.Ok(SafetyPlanResponse.From(stored is null ? new SafetyPlan() : await stored.OpenAsync(protector, cancellationToken), stored));
    }

    private static async Task<Ok<SafetyPlanResponse>> ReplaceAsync(SafetyPlan request, Caller caller, PlanHistory plans, CancellationToken cancellationToken)
    {
        var (plan, stored) = await plans.AddAsync(caller.UserId, request, cancellationToken);
        return TypedResults.Ok(SafetyPlanResponse.From(plan, stored));
    }

    private static async Task<Ok<SafetyPlanVersions>> ListAsync(Caller caller, PlanHistory plans, CancellationToken cancellationToken) =>
        TypedResults.Ok(new SafetyPlanVersions(await plans.Of(caller.UserId)
            .OrderByDescending(plan => plan.Version)
            .Select(plan => new SafetyPlanVersion(plan.Version, plan.CreatedAt))
            .ToListAsync(cancellationToken)));

    private static async Task<Results<Ok<SafetyPlanResponse>, ProblemHttpResult>> GetVersionAsync(
        int version, Caller caller, PlanHistory plans, IFieldProtector protector, CancellationToken cancellationToken) =>
        await plans.Of(caller.UserId).SingleOrDefaultAsync(plan => plan.Version == version, cancellationToken) is { } stored
            ? TypedResults.Ok(SafetyPlanResponse.From(await stored.OpenAsync(protector, cancellationToken), stored))
            : NotFound();

    private static async Task<Results<Ok<SafetyPlanResponse>, ProblemHttpResult>> RestoreAsync(
        int version, Caller caller, PlanHistory plans, IFieldProtector protector, CancellationToken cancellationToken)
    {
        if (await plans.Of(caller.UserId).SingleOrDefaultAsync(plan => plan.Version == version, cancellationToken) is not { } earlier)
            return NotFound();

        var (plan, stored) = await plans.AddAsync(caller.UserId, await earlier.OpenAsync(protector, cancellationToken), cancellationToken);
        return TypedResults.Ok(SafetyPlanResponse.From(plan, stored));
    }

    private static ProblemHttpResult NotFound() => HalcyonProblem.Create(
        StatusCodes.Status404NotFound, "safety-plan-version-not-found", "Your plan has no such version.");
}
