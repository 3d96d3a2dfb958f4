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

    /// <summary>The band that was chosen, else the one that the date of birth falls into.</summary>
    internal string? AgeRangeOn(DateTimeOffset now)
    {
        if (AgeRange is not null || DateOfBirth is not { } birth)
            return AgeRange;

        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var years = today.Year - birth.Year - (today < birth.AddYears(today.Year - birth.Year) ? 1 : 0);
        return years switch
        {
            < 18 => "under-18",
            < 25 => "18-24",
            < 35 => "25-34",
            < 45 => "35-44",
            < 55 => "45-54",
            < 65 => "55-64",
            _ => "65+",
        };
    }
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
