using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Crisis;

/// <summary>A time help was called for, with every step that followed. A step that did not happen is null, never assumed.</summary>
public sealed class CrisisEvent
{
    /// <summary>Bound into <see cref="Note"/>.</summary>
    internal const string NotePurpose = "wellness.crisis_note";

    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Of <see cref="CrisisSource"/>.</summary>
    public required string TriggerSource { get; init; }

    public Guid? CheckInId { get; init; }

    public Guid? ScreeningId { get; init; }

    /// <summary>0-1.</summary>
    public required double RiskScore { get; set; }

    /// <summary>low, moderate, high or critical; raised when graver words follow, never lowered.</summary>
    public required string RiskLevel { get; set; }

    /// <summary>Names of the rules that raised it; never the words.</summary>
    public required string[] Rules { get; set; }

    /// <summary>What the person said of it themselves, under their key.</summary>
    public byte[]? Note { get; set; }

    /// <summary>Their screen said that help was on it.</summary>
    public DateTimeOffset? ShownAt { get; set; }

    public DateTimeOffset? HotlineOpenedAt { get; set; }

    public DateTimeOffset? SafetyPlanOpenedAt { get; set; }

    public DateTimeOffset? ContactNotifiedAt { get; set; }

    /// <summary>They said that they are safe.</summary>
    public DateTimeOffset? ResolvedAt { get; set; }

    public DateTimeOffset? FollowUpDueAt { get; set; }

    public DateTimeOffset? FollowUpDoneAt { get; set; }
}

internal sealed class CrisisEventMapping : IEntityTypeConfiguration<CrisisEvent>
{
    public void Configure(EntityTypeBuilder<CrisisEvent> builder) => builder.ToTable("crisis_events").HasKey(found => found.Id);
}
