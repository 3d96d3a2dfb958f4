using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Interventions;

/// <summary>One time that somebody did an action, or set out to.</summary>
internal sealed class InterventionSession
{
    /// <summary>Purpose bound into <see cref="FeedbackText"/>.</summary>
    public const string FeedbackPurpose = "intervention.feedback";

    public required Guid Id { get; init; }

    public required UserId UserId { get; init; }

    public required string InterventionId { get; init; }

    public Guid? CheckInId { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; set; }

    public int? DurationActualSeconds { get; set; }

    public bool WasCompleted { get; set; }

    public bool WasSkipped { get; set; }

    /// <summary>1-5.</summary>
    public short? EffectivenessRating { get; set; }

    /// <summary>Of <see cref="FeedbackTags.All"/>.</summary>
    public required string[] FeedbackTags { get; set; }

    /// <summary>UTF-8 under the person's key.</summary>
    public byte[]? FeedbackText { get; set; }

    public string? Emotion { get; init; }

    public short? EnergyLevel { get; init; }

    public required string TimeOfDay { get; init; }

    public required short ContextVersion { get; init; }

    /// <summary>The moment as numbers; see <see cref="Recommendations.ContextVector"/>.</summary>
    public required float[] Context { get; init; }

    /// <summary>What the model expected at the start, 0-1; null until there are ratings behind it.</summary>
    public double? PredictedEffectiveness { get; init; }

    /// <summary>What was learnt from, 0-1.</summary>
    public double? ActualEffectiveness { get; set; }

    /// <summary>Actual minus the model's expectation at the end of the session.</summary>
    public double? LearningSignal { get; set; }
}

/// <summary>What one can say of an action with a tap.</summary>
internal static class FeedbackTags
{
    public const string MadeItWorse = "made_it_worse";

    public static IReadOnlyList<string> All { get; } =
        ["calming", "energising", "helped_a_little", "helped_a_lot", "easy", "too_long", "too_hard", "boring", "not_now", "not_for_me", MadeItWorse];
}

internal sealed class InterventionSessionMapping : IEntityTypeConfiguration<InterventionSession>
{
    public void Configure(EntityTypeBuilder<InterventionSession> builder) =>
        builder.ToTable("intervention_sessions").HasKey(session => session.Id);
}
