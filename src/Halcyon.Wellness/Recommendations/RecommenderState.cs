using Halcyon.Platform.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Recommendations;

/// <summary>What was learnt of one person, as one value.</summary>
internal sealed class RecommenderState
{
    public required UserId UserId { get; init; }

    /// <summary>Of the context that it was learnt with.</summary>
    public required short Version { get; set; }

    /// <summary>A <see cref="PersonalEvidence"/>.</summary>
    public required byte[] Model { get; set; }

    public required int TotalInteractions { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>What was learnt of people in general; one row.</summary>
internal sealed class RecommenderPriorRow
{
    public bool OnlyRow { get; init; } = true;

    public required short Version { get; set; }

    /// <summary>A <see cref="SharedPrior"/>.</summary>
    public required byte[] Model { get; set; }

    public required int People { get; set; }

    public required DateTimeOffset EstimatedAt { get; set; }
}

internal sealed class RecommenderMapping : IEntityTypeConfiguration<RecommenderState>, IEntityTypeConfiguration<RecommenderPriorRow>
{
    public void Configure(EntityTypeBuilder<RecommenderState> builder) =>
        builder.ToTable("recommender_states").HasKey(state => state.UserId);

    public void Configure(EntityTypeBuilder<RecommenderPriorRow> builder)
    {
        builder.ToTable("recommender_prior").HasKey(prior => prior.OnlyRow);
        builder.Property(prior => prior.OnlyRow).ValueGeneratedNever();
    }
}
