using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Profiles;

/// <summary>What a person says of themselves; everything may stay empty. Stored as one JSON document under their key.</summary>
public sealed record Profile
{
    /// <summary>Of this document's form: a later form knows by it what it reads.</summary>
    public int Version { get; init; } = 1;

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public DateOnly? DateOfBirth { get; init; }

    /// <summary>A band is enough for most; see <see cref="ProfileRules.AgeRanges"/>.</summary>
    public string? AgeRange { get; init; }

    /// <summary>IANA name.</summary>
    public string TimeZone { get; init; } = ProfileRules.DefaultTimeZone;

    public string? Pronouns { get; init; }

    public bool HasAdhd { get; init; }

    public bool HasAutismSpectrum { get; init; }

    public bool HasAnxiety { get; init; }

    public bool HasDepression { get; init; }

    public IReadOnlyList<string> OtherConditions { get; init; } = [];

    public IReadOnlyList<string> MedicalConditions { get; init; } = [];
}

internal sealed class StoredProfile
{
    /// <summary>Bound into <see cref="Document"/>.</summary>
    public const string Purpose = "accounts.profile";

    public required Guid UserId { get; init; }

    /// <summary>A <see cref="Profile"/> as JSON, under the person's key.</summary>
    public required byte[] Document { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class ProfileMapping : IEntityTypeConfiguration<StoredProfile>
{
    public void Configure(EntityTypeBuilder<StoredProfile> builder)
    {
        builder.ToTable("profiles").HasKey(profile => profile.UserId);
        builder.HasOne<Account>().WithOne().HasForeignKey<StoredProfile>(profile => profile.UserId);
    }
}
