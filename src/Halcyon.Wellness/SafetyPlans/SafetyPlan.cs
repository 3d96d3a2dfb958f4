using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.SafetyPlans;

/// <summary>At most 20 lines, each 1 to 300 characters.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlanLinesAttribute() : ValidationAttribute($"Give at most {Most} entries, each 1 to {Longest} characters.")
{
    public const int Most = 20;
    public const int Longest = 300;

    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyList<string> lines && lines.Count <= Most && lines.All(line => !string.IsNullOrWhiteSpace(line) && line.Length <= Longest));
}

/// <summary>At most 20 people, each with a name and perhaps a telephone number.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PlanPeopleAttribute() : ValidationAttribute($"Give at most {PlanLinesAttribute.Most} people, each with a name of 1 to {LongestName} characters and a telephone number of at most {LongestPhone}.")
{
    private const int LongestName = 120;
    private const int LongestPhone = 40;

    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyList<PlanPerson> people && people.Count <= PlanLinesAttribute.Most
            && people.All(person => person is not null && !string.IsNullOrWhiteSpace(person.Name) && person.Name.Length <= LongestName && (person.Phone?.Length ?? 0) <= LongestPhone));
}

public sealed record PlanPerson(string Name, string? Phone = null);

/// <summary>What helps somebody stay safe, in six sections and in their own words; none has to be filled.</summary>
/// <param name="WarningSigns">How I notice that it gets hard.</param>
/// <param name="ThingsICanDo">What I can do by myself.</param>
/// <param name="PeopleAndPlaces">Who and what takes my mind off it.</param>
/// <param name="PeopleToAsk">Whom I can ask for help.</param>
/// <param name="Professionals">Professionals and lines I can reach.</param>
/// <param name="MakingItSafer">How I make my surroundings safer.</param>
public sealed record SafetyPlan(
    [property: PlanLines] IReadOnlyList<string>? WarningSigns = null,
    [property: PlanLines] IReadOnlyList<string>? ThingsICanDo = null,
    [property: PlanLines] IReadOnlyList<string>? PeopleAndPlaces = null,
    [property: PlanPeople] IReadOnlyList<PlanPerson>? PeopleToAsk = null,
    [property: PlanPeople] IReadOnlyList<PlanPerson>? Professionals = null,
    [property: PlanLines] IReadOnlyList<string>? MakingItSafer = null)
{
    internal SafetyPlan Tidy() => new(
        Tidy(WarningSigns), Tidy(ThingsICanDo), Tidy(PeopleAndPlaces), Tidy(PeopleToAsk), Tidy(Professionals), Tidy(MakingItSafer));

    private static List<string> Tidy(IReadOnlyList<string>? lines) => [.. (lines ?? []).Select(line => line.Trim())];

    private static List<PlanPerson> Tidy(IReadOnlyList<PlanPerson>? people) =>
        [.. (people ?? []).Select(person => new PlanPerson(person.Name.Trim(), string.IsNullOrWhiteSpace(person.Phone) ? null : person.Phone.Trim()))];
}

internal sealed class StoredSafetyPlan
{
    public const string Purpose = "wellness.safety_plan";

    public required UserId UserId { get; init; }

    public required int Version { get; init; }

    /// <summary>A <see cref="SafetyPlan"/> under the person's key.</summary>
    public required byte[] Document { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public Task<SafetyPlan> OpenAsync(IFieldProtector protector, CancellationToken cancellationToken) =>
        protector.UnprotectJsonAsync<SafetyPlan>(UserId, Purpose, Document, cancellationToken);
}

internal sealed class SafetyPlanMapping : IEntityTypeConfiguration<StoredSafetyPlan>
{
    public void Configure(EntityTypeBuilder<StoredSafetyPlan> builder) =>
        builder.ToTable("safety_plans").HasKey(plan => new { plan.UserId, plan.Version });
}
