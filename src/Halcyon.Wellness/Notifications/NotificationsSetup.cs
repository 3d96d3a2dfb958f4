using Halcyon.Platform.Encryption;
using Halcyon.Platform.Events;
using Halcyon.Platform.Hosting;
using Halcyon.Wellness.Notifications.Push;
using Halcyon.Wellness.PersonalData;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace Halcyon.Wellness.Notifications;

internal static class NotificationsSetup
{
    public static IServiceCollection AddNotifications(this IServiceCollection services)
    {
        services.AddSingleton<Notifier>().AddScoped<DueReminders>().AddScoped<Delivery>();
        services.AddScoped<IHandle<PersonChanged>, PlanReminders>().AddScoped<IHandle<CrisisDetected>, AskAfterCrisis>();
        services.AddSingleton(new SystemProtectedColumn("wellness.push_key", "only_row", "private_key", _ => PushKey.Purpose));
        services.AddSingleton<PushKey>().AddSingleton<PushQueue>().AddSingleton<PushClient>().AddScoped<PushSender>();
        services.TryAddSingleton<PushTargets>();
        services.AddScoped<IFeatureData, NotificationsData>();
        services.AddQuartz(quartz => quartz.ScheduleJob<ForgetNotifications>(
            trigger => trigger.WithIdentity("forget-notifications", WellnessDb.Schema)
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromDays(1)).RepeatForever()),
            job => job.WithIdentity("forget-notifications", WellnessDb.Schema).WithDescription("Removes notifications of more than 90 days ago")));
        services.AddSingleton<NotificationLoop>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<HalcyonOptions>().Roles.Contains("scheduler")
            ? provider.GetRequiredService<NotificationLoop>()
            : new Nothing());
        return services;
    }

    public static void MapNotifications(this IEndpointRouteBuilder v1)
    {
        var notifications = v1.MapGroup("/notifications").WithTags("notifications");
        NotificationSettingsEndpoints.Map(notifications);
        ListNotifications.Map(notifications);
        ReadNotifications.Map(notifications);
        PushEndpoints.Map(notifications);
    }

    /// <summary>For a node that answers requests only.</summary>
    private sealed class Nothing : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
