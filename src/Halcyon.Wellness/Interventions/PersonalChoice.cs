using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Interventions;

/// <summary>An action that somebody keeps close or does not want to see. Never both; no row for neither.</summary>
internal sealed class PersonalChoice
{
    public required UserId UserId { get; init; }

    public required string InterventionId { get; init; }

    public required bool IsFavourite { get; set; }

    public required bool IsHidden { get; set; }

    public required DateTimeOffset ChangedAt { get; set; }
}

internal sealed class PersonalChoiceMapping : IEntityTypeConfiguration<PersonalChoice>
{
    public void Configure(EntityTypeBuilder<PersonalChoice> builder) =>
        builder.ToTable("intervention_choices").HasKey(choice => new { choice.UserId, choice.InterventionId });
}

internal sealed record PersonalChoices(IReadOnlySet<string> Favourites, IReadOnlySet<string> Hidden)
{
    public static async Task<PersonalChoices> LoadAsync(WellnessDb db, UserId userId, CancellationToken cancellationToken)
    {
        var rows = await db.Set<PersonalChoice>().AsNoTracking().Where(choice => choice.UserId == userId).ToListAsync(cancellationToken);
        return new PersonalChoices(
            rows.Where(row => row.IsFavourite).Select(row => row.InterventionId).ToHashSet(StringComparer.Ordinal),
            rows.Where(row => row.IsHidden).Select(row => row.InterventionId).ToHashSet(StringComparer.Ordinal));
    }
}
