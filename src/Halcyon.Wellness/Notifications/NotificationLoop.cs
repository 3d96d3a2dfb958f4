using Halcyon.Wellness.Notifications.Push;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Halcyon.Wellness.Notifications;

/// <summary>Moves reminders, notifications and push messages on as they fall due; woken by NOTIFY, and by a timer for what was planned.</summary>
internal sealed class NotificationLoop(NpgsqlDataSource dataSource, IServiceScopeFactory scopes, ILogger<NotificationLoop> logger) : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var listener = await dataSource.OpenConnectionAsync(stoppingToken);
                await using (var listen = new NpgsqlCommand("listen wellness_notifications", listener))
                    await listen.ExecuteNonQueryAsync(stoppingToken);
                while (true)
                {
                    await MoveOnAsync(stoppingToken);
                    await listener.WaitAsync(LookInterval, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // Whatever one notification ran into must not end all reminders; the row is still there and is tried again.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                logger.LogWarning(exception, "Notifications wait.");
                await Task.WhenAny(Task.Delay(PauseAfterFailure, stoppingToken));
            }
        }
    }

    /// <summary>Until nothing is due any more.</summary>
    internal async Task MoveOnAsync(CancellationToken cancellationToken)
    {
        while (await StepAsync<DueReminders>(reminders => reminders.TakeNextAsync(cancellationToken)))
        {
        }

        while (await StepAsync<Delivery>(delivery => delivery.DeliverNextAsync(cancellationToken)))
        {
        }

        while (await StepAsync<PushSender>(sender => sender.SendNextAsync(cancellationToken)))
        {
        }
    }

    private async Task<bool> StepAsync<TStep>(Func<TStep, Task<bool>> step)
        where TStep : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await step(scope.ServiceProvider.GetRequiredService<TStep>());
    }
}
