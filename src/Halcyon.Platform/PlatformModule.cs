using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Database.Migrations;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Jobs;
using Halcyon.Platform.Mail;
using Halcyon.Platform.Modules;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Halcyon.Platform;

/// <summary>Everything that a module stands on.</summary>
public static class PlatformModule
{
    public static IServiceCollection AddPlatform(this IServiceCollection services, HalcyonOptions options, string connectionString)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new NpgsqlDataSourceBuilder(connectionString).Build());
        services.AddSingleton<Migrator>();
        services.AddHalcyonModule<PlatformDb>("platform");

        services.AddSingleton<MasterKeys>();
        services.AddSingleton<ISystemProtector, SystemProtector>();
        services.AddSingleton<IUserKeys, UserKeys>();
        services.AddSingleton<IFieldProtector, FieldProtector>();
        services.AddDataProtection().SetApplicationName("halcyon");
        services.AddSingleton<DataProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<DataProtectionKeys>()));

        services.AddSingleton<FolderBlobStore>();
        services.AddTransient<SweepBlobs>();
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<FolderBlobStore>());
        services.AddHttpContextAccessor();
        services.AddSingleton<IAuditLog, AuditLog>();
        services.AddSingleton<AuditVerification>();

        services.AddSingleton<IOutbox, Outbox>();
        services.AddSingleton(_ => new EventCatalog(services));
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<IMailer, Mailer>().AddSingleton<MailDelivery>().AddSingleton<MailDispatcher>();
        if (options.Roles.Contains("worker"))
        {
            services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
            services.AddHostedService(provider => provider.GetRequiredService<MailDispatcher>());
        }

        services.AddHalcyonJobs(options);
        return services;
    }
}

/// <summary>The platform's own tables.</summary>
internal sealed class PlatformDb(DbContextOptions<PlatformDb> options) : DbContext(options);
