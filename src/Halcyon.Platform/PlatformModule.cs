using Halcyon.Platform.Database.Migrations;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Halcyon.Platform;

/// <summary>Everything that a module stands on.</summary>
public static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, HalcyonOptions options, string connectionString)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new NpgsqlDataSourceBuilder(connectionString).Build());
        services.AddSingleton<Migrator>();
        services.AddHalcyonModule<PlatformDb>("platform");
        return services;
    }
}

/// <summary>The platform's own tables.</summary>
internal sealed class PlatformDb(DbContextOptions<PlatformDb> options) : DbContext(options);
