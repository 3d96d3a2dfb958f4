using Halcyon.Platform.Access;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications;

internal static class ReadNotifications
{
    public static void Map(RouteGroupBuilder notifications)
    {
        notifications.MapPost("/{notificationId:guid}/read", ReadAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Notifications_Read")
            .WithSummary("Marks one as read; a second time changes nothing.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        notifications.MapPost("/read", ReadAllAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Notifications_ReadAll")
            .WithSummary("Marks all that were delivered so far as read.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> ReadAsync(
        Guid notificationId, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var changed = await Mine(db, caller).Where(n => n.Id == notificationId)
            .ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, n => n.ReadAt ?? now), cancellationToken);
        return changed == 0
            ? HalcyonProblem.Create(StatusCodes.Status404NotFound, "notification-not-found", "There is no such notification, or it is not yours.")
            : TypedResults.NoContent();
    }

    private static async Task<NoContent> ReadAllAsync(Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await Mine(db, caller).Where(n => n.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellationToken);
        return TypedResults.NoContent();
    }

    private static IQueryable<Notification> Mine(WellnessDb db, Caller caller) =>
        db.Set<Notification>().Where(n => n.UserId == caller.UserId.Value && n.Status == Notification.Delivered);
}
