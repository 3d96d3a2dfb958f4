using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications;

/// <summary>How somebody is told outside the app; when, and how often, is in their preferences.</summary>
public sealed record NotificationSettingsValues(bool ByEmail, bool ByPush)
{
    internal static NotificationSettingsValues Defaults { get; } = new(ByEmail: false, ByPush: true);
}

internal static class NotificationSettingsEndpoints
{
    public static void Map(RouteGroupBuilder notifications)
    {
        notifications.MapGet("/settings", GetAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Notifications_GetSettings")
            .WithSummary("Whether Halcyon writes to you by e-mail and to your browsers. Hours and daily maximum are in the preferences.");
        notifications.MapPut("/settings", PutAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Notifications_ReplaceSettings")
            .WithSummary("Replace both values. The last writer wins.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<Ok<NotificationSettingsValues>> GetAsync(Caller caller, WellnessDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(await db.Set<NotificationSettings>().Where(settings => settings.UserId == caller.UserId.Value)
            .Select(settings => new NotificationSettingsValues(settings.ByEmail, settings.ByPush))
            .SingleOrDefaultAsync(cancellationToken) ?? NotificationSettingsValues.Defaults);

    private static async Task<Ok<NotificationSettingsValues>> PutAsync(
        NotificationSettingsValues request, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.notification_settings (user_id, by_email, by_push, updated_at)
            values ({caller.UserId.Value}, {request.ByEmail}, {request.ByPush}, {clock.GetUtcNow()})
            on conflict (user_id) do update set by_email = excluded.by_email, by_push = excluded.by_push, updated_at = excluded.updated_at
            """, cancellationToken);
        return TypedResults.Ok(request);
    }
}
