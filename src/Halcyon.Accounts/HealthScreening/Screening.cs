using System.ComponentModel.DataAnnotations;
using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.HealthScreening;

/// <summary>The nine questions, each answered yes, no or unsure; unsure counts as yes wherever safety is decided.</summary>
/// <param name="Notes">What the person wants to add, at most 2000 characters.</param>
public sealed record ScreeningAnswers(
    [property: Required, OneOf("yes", "no", "unsure")] string PhotosensitiveEpilepsyOrSeizures,
    [property: Required, OneOf("yes", "no", "unsure")] string FamilyHistoryOfEpilepsy,
    [property: Required, OneOf("yes", "no", "unsure")] string HeartCondition,
    [property: Required, OneOf("yes", "no", "unsure")] string PacemakerOrImplant,
    [property: Required, OneOf("yes", "no", "unsure")] string HearingCondition,
    [property: Required, OneOf("yes", "no", "unsure")] string MentalHealthCondition,
    [property: Required, OneOf("yes", "no", "unsure")] string PsychotropicMedication,
    [property: Required, OneOf("yes", "no", "unsure")] string Pregnancy,
    [property: Required, OneOf("yes", "no", "unsure")] string RecentHeadInjury,
    [property: StringLength(ScreeningForm.LongestNotes)] string? Notes = null);

internal static class ScreeningForm
{
    /// <summary>Of the questions. Rises when one is added or worded anew; older answers then have to be given again.</summary>
    public const int Version = 1;

    public const int LongestNotes = 2000;
}

/// <param name="Version">Of the questions that were answered.</param>
internal sealed record ScreeningDocument(int Version, ScreeningAnswers Answers);

internal sealed class StoredScreening
{
    /// <summary>Bound into <see cref="Document"/>.</summary>
    public const string Purpose = "accounts.health_screening";

    public required Guid UserId { get; init; }

    /// <summary>A <see cref="ScreeningDocument"/> as JSON, under the person's key.</summary>
    public required byte[] Document { get; set; }

    public required DateTimeOffset CompletedAt { get; set; }
}

internal sealed class ScreeningMapping : IEntityTypeConfiguration<StoredScreening>
{
    public void Configure(EntityTypeBuilder<StoredScreening> builder)
    {
        builder.ToTable("health_screenings").HasKey(screening => screening.UserId);
        builder.HasOne<Account>().WithOne().HasForeignKey<StoredScreening>(screening => screening.UserId);
    }
}
