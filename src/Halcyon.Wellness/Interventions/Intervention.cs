using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Interventions;

/// <summary>A small action, 30 s to 15 min, as the library holds it.</summary>
public sealed class Intervention
{
    /// <summary>A slug; stays the same in every edition.</summary>
    public required string Id { get; init; }

    public required int ContentVersion { get; init; }

    public required string Name { get; init; }

    public required string ShortDescription { get; init; }

    public required string DetailedInstructions { get; init; }

    /// <summary>A JSON array of <see cref="InterventionStep"/>.</summary>
    public required string Steps { get; init; }

    /// <summary>steps, breathing, grounding_54321, thought_record or timer.</summary>
    public required string Player { get; init; }

    /// <summary>A JSON object; its members depend on <see cref="Player"/>.</summary>
    public required string PlayerSettings { get; init; }

    public required int DurationSeconds { get; init; }

    /// <summary>minimal, low, medium or high.</summary>
    public required string EffortLevel { get; init; }

    /// <summary>1-10, on the scale of a check-in's energy.</summary>
    public required short EnergyRequired { get; init; }

    /// <summary>DBT, ACT, CBT, Mindfulness, Sensory or Physical.</summary>
    public required string TherapeuticApproach { get; init; }

    public required string SubCategory { get; init; }

    public required string[] TargetEmotions { get; init; }

    /// <summary>When it makes sense: of morning, afternoon, evening, night.</summary>
    public required string[] TimesOfDay { get; init; }

    public required bool AdhdFriendly { get; init; }

    public required bool AsdFriendly { get; init; }

    /// <summary>low, moderate or high.</summary>
    public required string SensoryIntensity { get; init; }

    /// <summary>Asks for speaking or writing.</summary>
    public required bool RequiresVerbal { get; init; }

    public required bool RequiresMovement { get; init; }

    /// <summary>Of <see cref="Contraindication.All"/>.</summary>
    public required string[] Contraindications { get; init; }

    /// <summary>Of under-18 and 18+.</summary>
    public required string[] AgeAppropriate { get; init; }

    /// <summary>Steadies without asking for insight: the only kind offered in a crisis.</summary>
    public required bool SafeInCrisis { get; init; }

    public required string EvidenceSource { get; init; }

    /// <summary>strong, moderate or emerging.</summary>
    public required string EvidenceStrength { get; init; }

    public required bool IsActive { get; init; }

    /// <summary>0-1 over everybody; null until enough people rated it.</summary>
    public double? GlobalEffectiveness { get; init; }

    public long TotalCompletions { get; init; }

    internal static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Json)!;

    internal static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
}

/// <param name="Seconds">How long it takes; null for as long as it takes.</param>
public sealed record InterventionStep(string Text, int? Seconds);

internal sealed class InterventionMapping : IEntityTypeConfiguration<Intervention>
{
    public void Configure(EntityTypeBuilder<Intervention> builder)
    {
        builder.ToTable("interventions").HasKey(intervention => intervention.Id);
        builder.Property(intervention => intervention.Name).HasMaxLength(255);
        builder.Property(intervention => intervention.Steps).HasColumnType("jsonb");
        builder.Property(intervention => intervention.PlayerSettings).HasColumnType("jsonb");
        builder.Property(intervention => intervention.SensoryIntensity).ValueGeneratedNever();
    }
}
