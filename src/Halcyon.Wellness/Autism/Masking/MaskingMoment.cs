using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Wellness.Autism.Masking;

/// <summary>How much somebody hid of themselves at one moment: 1 not at all, 10 all the time. Neither end is better.</summary>
internal sealed class MaskingMoment : LoggedMoment
{
    public const string NotePurpose = "wellness.masking_note";

    public required short Level { get; init; }

    /// <summary>alone, with_family, with_friends or with_coworkers.</summary>
    public string? Company { get; init; }

    public short? Minutes { get; init; }
}

internal sealed class MaskingMomentMapping : IEntityTypeConfiguration<MaskingMoment>
{
    public void Configure(EntityTypeBuilder<MaskingMoment> builder) => builder.ToTable("masking_moments").HasKey(moment => moment.Id);
}
