using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.People;
using Halcyon.Wellness.Crisis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.Autism.Routine;

/// <param name="Id">Made by the device for a new item; the same item keeps it.</param>
/// <param name="Name">Kept under your own key.</param>
/// <param name="At">HH:mm on your own clock.</param>
/// <param name="Minutes">How long it takes; null where that is open.</param>
/// <param name="Weekdays">1 Monday to 7 Sunday.</param>
/// <param name="Remind">Tell me when it is not ticked by the end of its window, if alerts are on.</param>
/// <param name="WindowMinutes">How long after its time it may be ticked, 5 to 720.</param>
public sealed record RoutineItemBody(
    [property: Required] Guid? Id,
    [property: Required, StringLength(RoutineItemBody.LongestName, MinimumLength = 1)] string Name,
    [property: Required, RegularExpression(ClockTime.Pattern, ErrorMessage = ClockTime.Fault)] string At,
    [property: Range(1, 1440)] int? Minutes,
    [property: WeekdayRules] IReadOnlyList<int> Weekdays,
    bool Remind = true,
    [property: Range(5, 720)] int WindowMinutes = 60)
{
    internal const int LongestName = 80;
}

/// <summary>At least one weekday, 1 to 7, none twice.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WeekdayRulesAttribute() : ValidationAttribute("Give one weekday at least, 1 for Monday to 7 for Sunday, each once.")
{
    public override bool IsValid(object? value) =>
        value is IReadOnlyList<int> { Count: > 0 } days && days.All(day => day is >= 1 and <= 7) && days.Distinct().Count() == days.Count;
}

/// <summary>At most 60 items with a name, each id once.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class RoutineRulesAttribute() : ValidationAttribute("Give at most 60 items, each with a name and an id of its own.")
{
    private const int Most = 60;

    public override bool IsValid(object? value) => value is IReadOnlyList<RoutineItemBody> items && items.Count <= Most
        && items.All(item => item is not null && !string.IsNullOrWhiteSpace(item.Name)) && items.Select(item => item.Id).Distinct().Count() == items.Count;
}

/// <summary>The whole routine, in your order. An item that is left out is removed; sent again with its id, it is back with all its days.</summary>
public sealed record ReplaceRoutineRequest([property: Required, RoutineRules] IReadOnlyList<RoutineItemBody>? Items);

/// <param name="AlertsOn">Whether you want to be told of changes and of what was not ticked.</param>
/// <param name="TimeZone">The clock that the times are of.</param>
public sealed record RoutineResponse(IReadOnlyList<RoutineItemBody> Items, bool AlertsOn, string TimeZone);

/// <param name="CrisisAlert">Show help before anything else.</param>
/// <param name="Crisis">Null when no words are new.</param>
public sealed record ReplacedRoutine(
    IReadOnlyList<RoutineItemBody> Items, bool AlertsOn, string TimeZone, bool CrisisAlert, CrisisAnswer? Crisis);

internal static class RoutineEndpoints
{
    public static void Map(RouteGroupBuilder routine)
    {
        routine.MapGet("", GetAsync).Allow(AccessPolicy.SignedIn).WithName("Routine_Get")
            .WithSummary("Your routine, empty until you write it.");
        routine.MapPut("", ReplaceAsync).Allow(AccessPolicy.SignedIn).HearsWords().WithName("Routine_Replace")
            .WithSummary("Writes your whole routine, in your order.")
            .ProducesValidationProblem();
    }

    private static async Task<Ok<RoutineResponse>> GetAsync(
        Caller caller, WellnessDb db, IFieldProtector protector, IUserDirectory people, CancellationToken cancellationToken)
    {
        var (alertsOn, zone) = await WishesAsync(people, caller.UserId, cancellationToken);
        var items = await db.Set<RoutineItem>().AsNoTracking().Where(item => item.UserId == caller.UserId && item.RemovedAt == null)
            .OrderBy(item => item.Position).ToListAsync(cancellationToken);
        var bodies = new List<RoutineItemBody>(items.Count);
        foreach (var item in items)
            bodies.Add(From(item, (await protector.OpenAsync(caller.UserId, RoutineItem.NamePurpose, item.Name, cancellationToken))!));
        return TypedResults.Ok(new RoutineResponse(bodies, alertsOn, zone));
    }

    private static async Task<Ok<ReplacedRoutine>> ReplaceAsync(
        ReplaceRoutineRequest request, Caller caller, KeepRoutine keep, IUserDirectory people, CancellationToken cancellationToken)
    {
        var items = request.Items!.Select(item => item with { Name = item.Name.Trim() }).ToList();
        var heard = await keep.ReplaceAsync(caller.UserId, items, cancellationToken);
        var (alertsOn, zone) = await WishesAsync(people, caller.UserId, cancellationToken);
        return TypedResults.Ok(new ReplacedRoutine(items, alertsOn, zone, heard.CrisisAlert, heard.Answer));
    }

    internal static async Task<(bool AlertsOn, string TimeZone)> WishesAsync(IUserDirectory people, UserId userId, CancellationToken cancellationToken)
    {
        var person = await people.FindAsync(userId, cancellationToken);
        return (person is { Preferences.RoutineDeviationAlerts: true }, person?.TimeZone ?? "UTC");
    }

    private static RoutineItemBody From(RoutineItem item, string name) => new(
        item.Id, name, ClockTime.Write(item.At), item.Minutes, [.. item.Weekdays.Select(day => (int)day)], item.Remind, item.WindowMinutes);
}
