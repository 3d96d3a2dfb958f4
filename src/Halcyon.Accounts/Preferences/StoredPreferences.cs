using System.Text.Json;
using Halcyon.Accounts.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Halcyon.Accounts.Preferences;

/// <summary>A row of what somebody chose; there is none while everything is as it came.</summary>
internal sealed class StoredPreferences
{
    public required Guid UserId { get; init; }

    public required PreferenceValues Values { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

internal sealed class PreferencesMapping : IEntityTypeConfiguration<StoredPreferences>
{
    public void Configure(EntityTypeBuilder<StoredPreferences> builder)
    {
        builder.ToTable("preferences").HasKey(preferences => preferences.UserId);
        builder.HasOne<Account>().WithOne().HasForeignKey<StoredPreferences>(preferences => preferences.UserId);
        builder.ComplexProperty(preferences => preferences.Values, values =>
        {
            // A column for each value, named as in JSON.
            foreach (var property in typeof(PreferenceValues).GetProperties().Where(property => property.GetMethod is { IsStatic: false, IsPublic: true }))
                values.Property(property.PropertyType, property.Name).HasColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        });
    }
}
