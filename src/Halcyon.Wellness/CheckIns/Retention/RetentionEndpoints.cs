using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Halcyon.Wellness.CheckIns.Retention;

public sealed record RetentionRequest([property: Required] bool? KeepForEver);

/// <param name="DetailSince">Older check-ins are kept as the numbers of their month only; null when all is kept.</param>
/// <param name="NextRemovalOn">When the next check-ins lose their detail; null when none do.</param>
/// <param name="NextRemovalCount">How many.</param>
public sealed record RetentionResponse(bool KeepForEver, DateOnly? DetailSince, DateOnly? NextRemovalOn, int NextRemovalCount);

public sealed record MonthResponse(
    DateOnly Month, int CheckIns, double MoodAverage, int MoodLowest, int MoodHighest, double EnergyAverage,
    double? AnxietyAverage, double? StressAverage, double? SleepHoursAverage);

public sealed record MonthsResponse(IReadOnlyList<MonthResponse> Items);

internal static class RetentionEndpoints
{
    public static void Map(RouteGroupBuilder checkIns)
    {
        checkIns.MapGet("/retention", GetAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Retention")
            .WithSummary("How long your check-ins keep their detail, and when some lose it next.");
        checkIns.MapPut("/retention", ReplaceAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_ChangeRetention")
            .WithSummary("Keep every detail for ever, or two years of it and the numbers of each month before.")
            .ProducesValidationProblem();
        checkIns.MapGet("/months", MonthsAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_Months")
            .WithSummary("The months whose detail is gone, newest first: numbers without words.");
    }

    private static async Task<Ok<RetentionResponse>> GetAsync(Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var settings = await db.Set<CheckInSettings>().AsNoTracking().SingleOrDefaultAsync(s => s.UserId == caller.UserId, cancellationToken);
        return TypedResults.Ok(await AnswerAsync(settings?.KeepForEver ?? false, caller.UserId, db, clock.GetUtcNow(), cancellationToken));
    }

    private static async Task<Ok<RetentionResponse>> ReplaceAsync(
        RetentionRequest request, Caller caller, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (keep, now) = (request.KeepForEver!.Value, clock.GetUtcNow());
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into wellness.check_in_settings (user_id, keep_for_ever, updated_at) values ({caller.UserId.Value}, {keep}, {now})
            on conflict (user_id) do update set keep_for_ever = excluded.keep_for_ever, updated_at = excluded.updated_at
            """, cancellationToken);
        return TypedResults.Ok(await AnswerAsync(keep, caller.UserId, db, now, cancellationToken));
    }

    private static async Task<Ok<MonthsResponse>> MonthsAsync(Caller caller, WellnessDb db, CancellationToken cancellationToken) =>
        TypedResults.Ok(new MonthsResponse(await db.Set<CheckInMonth>().AsNoTracking()
            .Where(month => month.UserId == caller.UserId)
            .OrderByDescending(month => month.Month)
            .Select(m => new MonthResponse(
                m.Month, m.CheckIns, m.MoodAverage, m.MoodLowest, m.MoodHighest, m.EnergyAverage, m.AnxietyAverage, m.StressAverage, m.SleepHoursAverage))
            .ToListAsync(cancellationToken)));

    private static async Task<RetentionResponse> AnswerAsync(
        bool keepForEver, UserId userId, WellnessDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (keepForEver)
            return new RetentionResponse(true, null, null, 0);

        var since = DetailPeriod.EndOfWhatIsOld(now);
        var nextSince = since.AddMonths(1);
        var count = await db.Set<CheckIn>().CountAsync(c => c.UserId == userId && c.OccurredAt < nextSince && c.DeletedAt == null, cancellationToken);
        var nextOn = new DateOnly(now.UtcDateTime.Year, now.UtcDateTime.Month, 1).AddMonths(1);
        return new RetentionResponse(false, DateOnly.FromDateTime(since.UtcDateTime), count > 0 ? nextOn : null, count);
    }
}
