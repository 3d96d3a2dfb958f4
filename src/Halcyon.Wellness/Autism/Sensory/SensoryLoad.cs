using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Autism.Sensory;

/// <summary>How much came in at one moment: 1 quiet, 9 and 10 too much.</summary>
internal sealed class SensoryLoad : LoggedMoment
{
    public const string NotePurpose = "wellness.sensory_note";

    /// <summary>From here on the scale itself says "too much": whoever gives it reports overload.</summary>
    public const int TooMuch = 9;

    public required short Load { get; init; }

    /// <summary>JSON: 0-10 by channel.</summary>
    public string? Channels { get; init; }

    internal static IReadOnlyList<string> KnownChannels { get; } = ["sound", "light", "touch", "smell", "movement", "people", "temperature"];
}

internal sealed class SensoryLoadMapping : IEntityTypeConfiguration<SensoryLoad>, IEntityTypeConfiguration<SensoryWarningState>
{
    public void Configure(EntityTypeBuilder<SensoryLoad> builder)
    {
        builder.ToTable("sensory_loads").HasKey(load => load.Id);
        builder.Property(load => load.Channels).HasColumnType("jsonb");
    }

    public void Configure(EntityTypeBuilder<SensoryWarningState> builder) => builder.ToTable("sensory_warnings").HasKey(state => state.UserId);
}

/// <summary>Known channels, 0 to 10.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SensoryChannelRulesAttribute()
    : ValidationAttribute($"Give a number from 0 to 10 for any of {string.Join(", ", SensoryLoad.KnownChannels)}.")
{
    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyDictionary<string, int> channels
            && channels.All(channel => SensoryLoad.KnownChannels.Contains(channel.Key, StringComparer.Ordinal) && channel.Value is >= 0 and <= 10));
}
