using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Platform.Modules;

/// <summary>A module as the platform sees it: one PostgreSQL schema and the migrations embedded in its assembly.</summary>
/// <param name="Schema">PostgreSQL schema, also the module's short name.</param>
/// <param name="Assembly">Holds the numbered `.sql` files as embedded resources.</param>
public sealed record ModuleRegistration(string Schema, Assembly Assembly, Type DbContextType);

public static class ModuleRegistrationExtensions
{
    /// <summary>Registers the module's database context on the shared data source and its migrations.</summary>
    public static IServiceCollection AddHalcyonModule<TDb>(this IServiceCollection services, string schema)
        where TDb : DbContext
    {
        services.AddSingleton(new ModuleRegistration(schema, typeof(TDb).Assembly, typeof(TDb)));
        // A context is dear to make and cheap to clear: those of earlier requests and events are used again.
        services.AddDbContextPool<TDb>((provider, options) => ModuleDatabase.Configure(provider, options, schema));
        return services;
    }
}
