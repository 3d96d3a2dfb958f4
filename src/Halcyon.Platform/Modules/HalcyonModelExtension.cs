using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Platform.Modules;

/// <summary>Gives every module's database context the house's names and types.</summary>
internal sealed class HalcyonModelExtension(string schema) : IDbContextOptionsExtension
{
    public DbContextOptionsExtensionInfo Info => new ExtensionInfo(this);

    private string Schema { get; } = schema;

    public void ApplyServices(IServiceCollection services)
    {
        services.AddSingleton(new SnakeCaseConvention(Schema));
        new EntityFrameworkRelationalServicesBuilder(services)
            .TryAdd<IConventionSetPlugin, ConventionPlugin>()
            .TryAdd<IRelationalTypeMappingSourcePlugin, StrongIdMappings>();
    }

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class ConventionPlugin(SnakeCaseConvention names) : IConventionSetPlugin
    {
        public ConventionSet ModifyConventions(ConventionSet conventionSet)
        {
            conventionSet.ModelFinalizingConventions.Add(names);
            return conventionSet;
        }
    }

    private sealed class ExtensionInfo(HalcyonModelExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;

        public override string LogFragment => string.Empty;

        public override int GetServiceProviderHashCode() => StringComparer.Ordinal.GetHashCode(extension.Schema);

        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) =>
            other is ExtensionInfo && ((HalcyonModelExtension)other.Extension).Schema == extension.Schema;

        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) => debugInfo["Halcyon:Schema"] = extension.Schema;
    }
}
