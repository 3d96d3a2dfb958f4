using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Screenings;

/// <summary>One filled-in questionnaire.</summary>
public sealed class Screening
{
    internal const string Purpose = "wellness.screening";

    /// <summary>Version 7: in the order of time.</summary>
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>phq9 or gad7.</summary>
    public required string Kind { get; init; }

    public required DateTimeOffset TakenAt { get; init; }

    /// <summary>0-27 (PHQ-9) or 0-21 (GAD-7).</summary>
    public required short Total { get; init; }

    public required string Band { get; init; }

    public required bool Item9Positive { get; init; }

    /// <summary>A <see cref="ScreeningAnswers"/> under the person's key.</summary>
    public required byte[] Answers { get; init; }
}

/// <param name="Difficulty">0-3; null when it was not answered.</param>
internal sealed record ScreeningAnswers(IReadOnlyList<int> Answers, int? Difficulty);

internal sealed class ScreeningMapping : IEntityTypeConfiguration<Screening>
{
    public void Configure(EntityTypeBuilder<Screening> builder) => builder.ToTable("screenings").HasKey(screening => screening.Id);
}
