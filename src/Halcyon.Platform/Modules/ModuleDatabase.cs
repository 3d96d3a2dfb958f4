using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Platform.Modules;

internal static class ModuleDatabase
{
    public static void Configure(IServiceProvider provider, DbContextOptionsBuilder options, string schema)
    {
        options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>());
        options.ReplaceService<IModelCustomizer, ModuleModelCustomizer>();
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(new HalcyonModelExtension(schema));
    }
}
