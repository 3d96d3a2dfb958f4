using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.CheckIns.Retention;

/// <summary>What is left of a month whose detail was dropped: numbers, no words. Months are of UTC.</summary>
public sealed class CheckInMonth
{
    public required UserId UserId { get; init; }

    /// <summary>Its first day.</summary>
    public required DateOnly Month { get; init; }

    public required int CheckIns { get; init; }

    public required double MoodAverage { get; init; }

    public required short MoodLowest { get; init; }

    public required short MoodHighest { get; init; }

    public required double EnergyAverage { get; init; }

    public double? AnxietyAverage { get; init; }

    public double? StressAverage { get; init; }

    public double? SleepHoursAverage { get; init; }
}

internal sealed class CheckInSettings
{
    public required UserId UserId { get; init; }

    public required bool KeepForEver { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class CheckInMonthMapping : IEntityTypeConfiguration<CheckInMonth>
{
    public void Configure(EntityTypeBuilder<CheckInMonth> builder) =>
        builder.ToTable("check_in_months").HasKey(month => new { month.UserId, month.Month });
}

internal sealed class CheckInSettingsMapping : IEntityTypeConfiguration<CheckInSettings>
{
    public void Configure(EntityTypeBuilder<CheckInSettings> builder) => builder.ToTable("check_in_settings").HasKey(settings => settings.UserId);
}

internal static class DetailPeriod
{
    private const int Years = 2;

    /// <summary>Whole months: a month goes when its last day is two years old.</summary>
    public static DateTimeOffset EndOfWhatIsOld(DateTimeOffset now)
    {
        var month = now.UtcDateTime.AddYears(-Years);
        return new DateTimeOffset(month.Year, month.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }
}
