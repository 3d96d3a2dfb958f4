using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Adhd.TimeEstimation;

/// <summary>How long somebody thought that a task would take, and how long it took.</summary>
public sealed class TimeEstimate
{
    internal const string Purpose = "wellness.time_estimate";
    internal const int LongestTask = 200;
    internal const double LeastMinutes = 1;
    internal const double MostEstimatedMinutes = 1440;
    internal const double LeastActualMinutes = 0.1;
    internal const double MostActualMinutes = 10080;

    /// <summary>Version 7: in the order of time.</summary>
    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    /// <summary>What it is, under the person's key.</summary>
    public required byte[] Task { get; init; }

    public required double EstimatedMinutes { get; init; }

    /// <summary>Null while it is under way.</summary>
    public double? ActualMinutes { get; set; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    internal static Task<byte[]> SealAsync(IFieldProtector protector, UserId userId, string task, CancellationToken cancellationToken) =>
        protector.ProtectAsync(userId, Purpose, Encoding.UTF8.GetBytes(task), cancellationToken);

    internal async Task<string> OpenAsync(IFieldProtector protector, CancellationToken cancellationToken) =>
        Encoding.UTF8.GetString(await protector.UnprotectAsync(UserId, Purpose, Task, cancellationToken));
}

internal sealed class TimeEstimateMapping : IEntityTypeConfiguration<TimeEstimate>
{
    public void Configure(EntityTypeBuilder<TimeEstimate> builder) => builder.ToTable("time_estimates").HasKey(estimate => estimate.Id);
}
