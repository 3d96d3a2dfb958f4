using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Insights;

/// <summary>A week that is over, as it was worked out.</summary>
internal sealed class WeeklySummary
{
    public required UserId UserId { get; init; }

    /// <summary>Its Monday, in the person's time zone.</summary>
    public required DateOnly WeekOf { get; init; }

    public required int TotalCheckins { get; init; }

    /// <summary>1-10; null without a check-in.</summary>
    public double? AverageMoodScore { get; init; }

    public double? AverageEnergyLevel { get; init; }

    public required string MoodTrend { get; init; }

    /// <summary>A <see cref="WeekFacts"/> as JSON.</summary>
    public required string Facts { get; init; }

    public required string Narrative { get; init; }

    /// <summary>Of the check-ins and sessions it was worked out from.</summary>
    public required string SourceStamp { get; init; }

    public required DateTimeOffset ComputedAt { get; init; }
}

internal sealed class InsightSettings
{
    public required UserId UserId { get; init; }

    /// <summary>Of <see cref="InsightSections.All"/>.</summary>
    public required string[] Hidden { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

internal sealed class WeeklyDue
{
    public required UserId UserId { get; init; }

    /// <summary>The next Monday at nine, by their clock.</summary>
    public required DateTimeOffset DueAt { get; init; }
}

internal sealed class WeeklySummaryMapping : IEntityTypeConfiguration<WeeklySummary>
{
    public void Configure(EntityTypeBuilder<WeeklySummary> builder)
    {
        builder.ToTable("weekly_summaries").HasKey(summary => new { summary.UserId, summary.WeekOf });
        builder.Property(summary => summary.Facts).HasColumnType("jsonb");
    }
}

internal sealed class InsightSettingsMapping : IEntityTypeConfiguration<InsightSettings>
{
    public void Configure(EntityTypeBuilder<InsightSettings> builder) => builder.ToTable("insight_settings").HasKey(settings => settings.UserId);
}

internal sealed class WeeklyDueMapping : IEntityTypeConfiguration<WeeklyDue>
{
    public void Configure(EntityTypeBuilder<WeeklyDue> builder) => builder.ToTable("weekly_due").HasKey(due => due.UserId);
}
