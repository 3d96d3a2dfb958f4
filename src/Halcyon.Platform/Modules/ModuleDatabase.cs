using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Platform.Modules;

internal static class ModuleDatabase
{
    public static void Configure(IServiceProvider provider, DbContextOptionsBuilder options) =>
        options.UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>());
}
