using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace Halcyon.Platform.Modules;

/// <summary>Names what a module did not name itself: tables and columns in snake_case, in the module's schema.</summary>
internal sealed class SnakeCaseConvention(string schema) : IModelFinalizingConvention
{
    public void ProcessModelFinalizing(IConventionModelBuilder modelBuilder, IConventionContext<IConventionModelBuilder> context)
    {
        foreach (var entity in modelBuilder.Metadata.GetEntityTypes())
        {
            // These setters do nothing where the module configured a name explicitly.
            if (entity.GetTableName() is { } table && !entity.IsMappedToJson())
            {
                entity.Builder.ToTable(ToSnakeCase(table));
                if (entity.GetSchema() is null)
                    entity.Builder.ToSchema(schema);
            }

            foreach (var property in entity.GetDeclaredProperties())
            {
                property.Builder.HasColumnName(ToSnakeCase(property.GetColumnName()));
                if (property.IsPrimaryKey() && property.ClrType == typeof(Guid))
                    property.Builder.ValueGenerated(ValueGenerated.Never);
            }
        }
    }

    /// <summary>`SamplingRateHz` → `sampling_rate_hz`, `Sha256` → `sha256`.</summary>
    internal static string ToSnakeCase(string name)
    {
        var result = new StringBuilder(name.Length + 8);
        for (var index = 0; index < name.Length; index++)
        {
            var startsWord = index > 0 && char.IsUpper(name[index])
                && (!char.IsUpper(name[index - 1]) || (index + 1 < name.Length && char.IsLower(name[index + 1])))
                && name[index - 1] != '_';
            if (startsWord)
                result.Append('_');

            result.Append(char.ToLowerInvariant(name[index]));
        }

        return result.ToString();
    }
}
