using Halcyon.Platform.Audit;
using Halcyon.Platform.Blobs;
using Halcyon.Platform.Database.Migrations;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Platform.Hosting;
using Halcyon.Platform.Jobs;
using Halcyon.Platform.Mail;
using Halcyon.Platform.Modules;
using Halcyon.Platform.PersonalData;
using Halcyon.Platform.Safety;
using Halcyon.Platform.Status;
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
    private const int MostPrepared = 200;

    public static IServiceCollection AddPlatform(this IServiceCollection services, HalcyonOptions options, string connectionString)
    {
        services.AddSingleton(options);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(_ => BuildDataSource(connectionString));
        services.AddSingleton<Migrator>();
        services.AddHalcyonModule<PlatformDb>("platform");

        services.AddSingleton<MasterKeys>();
        services.AddSingleton<ISystemProtector, SystemProtector>();
        services.AddSingleton<UserKeys>().AddSingleton<IUserKeys>(provider => provider.GetRequiredService<UserKeys>());
        services.AddSingleton<IFieldProtector, FieldProtector>();
        AddKeyRotation(services);
        services.AddDataProtection().SetApplicationName("halcyon");
        services.AddSingleton<DataProtectionKeys>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = provider.GetRequiredService<DataProtectionKeys>()));

        services.AddSingleton<FolderBlobStore>();
        services.AddTransient<SweepBlobs>();
        services.AddSingleton<IBlobStore>(provider => provider.GetRequiredService<FolderBlobStore>());
        services.AddHttpContextAccessor();
        AddAudit(services);
        services.AddScoped<IPersonalData, PlatformPersonalData>();

        services.AddScoped<SafetyGates>();
        services.AddSingleton<IOutbox, Outbox>().AddSingleton<OutboxAnnouncer>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxAnnouncer>());
        services.AddSingleton(_ => new EventCatalog(services));
        services.AddSingleton<OutboxDispatcher>();
        services.AddSingleton<IMailer, Mailer>().AddSingleton<MailDelivery>().AddSingleton<MailDispatcher>();
        if (options.Roles.Contains("worker"))
        {
            services.AddHostedService(provider => provider.GetRequiredService<OutboxDispatcher>());
            services.AddHostedService(provider => provider.GetRequiredService<MailDispatcher>());
        }

        services.AddHalcyonJobs(options);
        AddStatus(services);
        return services;
    }

    /// <remarks>
    /// Statements that come again are prepared, which halves the database's work for the small ones. Who connects through a
    /// pooler that cannot have it says `Max Auto Prepare=0` in the connection string. Nothing here leaves a session changed
    /// but what listens, and a connection that still listens does no harm; so none that is taken from the pool again needs resetting,
    /// which was every fourth statement.
    /// </remarks>
    private static NpgsqlDataSource BuildDataSource(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        if (!connectionString.Replace(" ", "", StringComparison.Ordinal).Contains("MaxAutoPrepare=", StringComparison.OrdinalIgnoreCase))
            builder.ConnectionStringBuilder.MaxAutoPrepare = MostPrepared;
        builder.ConnectionStringBuilder.NoResetOnClose = true;
        return builder.Build();
    }

    private static void AddStatus(IServiceCollection services) => services
        .AddSingleton<SystemFacts>()
        .AddSingleton<ISystemChecks, StorageChecks>()
        .AddSingleton<ISystemChecks, DatabaseChecks>()
        .AddSingleton<ISystemChecks, MailChecks>()
        .AddSingleton<ISystemChecks, ProtectionChecks>();

    private static void AddKeyRotation(IServiceCollection services)
    {
        services.AddSingleton(new SystemProtectedColumn("platform.user_key", "user_id", "wrapped_key", UserKeys.PurposeOf));
        services.AddSingleton(new SystemProtectedColumn("platform.data_protection_key", "name", "element", _ => DataProtectionKeys.Purpose));
        services.AddSingleton(new SystemProtectedColumn("platform.audit_head", "only_row", "wrapped_key", _ => AuditChain.KeyPurpose));
        services.AddSingleton(new SystemProtectedColumn("platform.mail", "id", "letter", _ => SealedLetter.Purpose));
        services.AddSingleton(provider => new KeyRotation(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<MasterKeys>(), provider.GetRequiredService<ISystemProtector>(),
            provider.GetServices<SystemProtectedColumn>(), provider.GetRequiredService<IAuditLog>()));
    }

    private static void AddAudit(IServiceCollection services)
    {
        services.AddSingleton<AuditLog>().AddSingleton<IAuditLog>(provider => provider.GetRequiredService<AuditLog>());
        services.AddSingleton<AuditVerification>();
        services.AddTransient<VerifyAuditNightly>();
        services.AddSingleton(provider => new AuditSearch(provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<UserKeys>()));
        services.AddSingleton(provider => new AuditArchive(
            provider.GetRequiredService<NpgsqlDataSource>(), provider.GetRequiredService<AuditLog>(), provider.GetRequiredService<AuditVerification>(),
            provider.GetRequiredService<ISystemProtector>(), provider.GetRequiredService<TimeProvider>()));
    }
}

/// <summary>The platform's own tables.</summary>
internal sealed class PlatformDb(DbContextOptions<PlatformDb> options) : DbContext(options);
