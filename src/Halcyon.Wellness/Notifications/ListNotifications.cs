using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Halcyon.Platform.People;
using Halcyon.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Notifications;

/// <param name="Path">Page of the app that it leads to.</param>
/// <param name="ReadAt">Null while it is new.</param>
public sealed record NotificationResponse(Guid Id, string Kind, string Title, string Text, string Path, DateTimeOffset DeliveredAt, DateTimeOffset? ReadAt);

internal static class ListNotifications
{
    private const int DefaultLimit = 20;
    private const int MaximumLimit = 100;

    public static void Map(RouteGroupBuilder notifications) =>
        notifications.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Notifications_List")
            .WithSummary("What you were told, newest first, in the style of speech you chose.")
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<NotificationResponse>>, ProblemHttpResult>> HandleAsync(
        Caller caller, WellnessDb db, IUserDirectory people, CancellationToken cancellationToken,
        int limit = DefaultLimit, string? cursor = null, bool unread = false)
    {
        if (limit is < 1 or > MaximumLimit)
            return HalcyonProblem.Create(StatusCodes.Status400BadRequest, "limit-invalid", $"Give a limit from 1 to {MaximumLimit}.");

        var mine = db.Set<Notification>().Where(n => n.UserId == caller.UserId.Value && n.Status == Notification.Delivered);
        if (unread)
            mine = mine.Where(n => n.ReadAt == null);
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return HalcyonProblem.Create(StatusCodes.Status400BadRequest, "cursor-invalid", IdCursor.Error);
            mine = mine.Where(n => n.Id < last);
        }

        var found = await mine.AsNoTracking().OrderByDescending(n => n.Id).Take(limit + 1).ToListAsync(cancellationToken);
        var style = (await people.FindAsync(caller.UserId, cancellationToken))?.Preferences.CommunicationStyle ?? "warm";
        var page = IdCursor.Cut(found, limit, n => n.Id);
        return TypedResults.Ok(new Page<NotificationResponse>([.. page.Items.Select(n => Write(n, style))], page.NextCursor));
    }

    private static NotificationResponse Write(Notification notification, string style)
    {
        var text = NotificationText.Of(notification.Kind, style);
        return new NotificationResponse(
            notification.Id, notification.Kind, text.Title, text.Text, NotificationKind.Find(notification.Kind)?.Path ?? "/",
            notification.DeliveredAt!.Value, notification.ReadAt);
    }
}
