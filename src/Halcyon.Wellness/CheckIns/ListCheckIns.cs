using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Platform.Paging;
using Halcyon.Platform.People;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.CheckIns;

internal static class ListCheckIns
{
    public const int DefaultLimit = 30;
    public const int LargestLimit = 100;

    public static void Map(RouteGroupBuilder checkIns) =>
        checkIns.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("CheckIns_List")
            .WithSummary("Your check-ins, newest first. The dates, yyyy-MM-dd, are days in your time zone; both are included.")
            .Produces<Page<CheckInResponse>>()
            .ProducesProblem(StatusCodes.Status400BadRequest);

    internal static async Task<IResult> HandleAsync(
        Caller caller, CheckInPages pages, CancellationToken cancellationToken,
        [FromQuery(Name = "start_date")] DateOnly? startDate = null, [FromQuery(Name = "end_date")] DateOnly? endDate = null,
        int limit = DefaultLimit, string? cursor = null)
    {
        if (limit is < 1 or > LargestLimit)
            return WellnessProblems.Invalid("limit", $"Give a number from 1 to {LargestLimit}.");
        Guid? before = null;
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return WellnessProblems.Invalid("cursor", IdCursor.Error);
            before = last;
        }

        return await pages.WriteAsync(caller.UserId, startDate, endDate, limit, before, cancellationToken);
    }
}

/// <summary>Pages of somebody's check-ins, for themselves and for whom they share with.</summary>
internal sealed class CheckInPages(Npgsql.NpgsqlDataSource dataSource, IUserDirectory people, IFieldProtector protector, TimeProvider clock)
{
    /// <summary>Most pages lie in the newest months: looking there first leaves two years of tables alone.</summary>
    private static readonly TimeSpan Recent = TimeSpan.FromDays(45);

    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public async Task<Page<CheckInResponse>> FindAsync(
        UserId userId, DateOnly? startDate, DateOnly? endDate, int limit, Guid? before, CancellationToken cancellationToken, bool onlyWithJournal = false)
    {
        var page = await FindRowsAsync(userId, startDate, endDate, limit, before, onlyWithJournal, cancellationToken);
        var contents = await ShownContent.OpenAsync(
            protector, userId, [.. page.Items.Select(checkIn => checkIn.Content)], content => content.AsContent(), cancellationToken);
        return new Page<CheckInResponse>([.. page.Items.Zip(contents, CheckInResponse.From)], page.NextCursor);
    }

    /// <summary>The same, as it is sent.</summary>
    public async Task<CheckInPageJson> WriteAsync(
        UserId userId, DateOnly? startDate, DateOnly? endDate, int limit, Guid? before, CancellationToken cancellationToken)
    {
        var page = await FindRowsAsync(userId, startDate, endDate, limit, before, onlyWithJournal: false, cancellationToken);
        // Where there is nothing to open no key is asked for, which would make one.
        if (page.Items.All(checkIn => checkIn.Content is null))
            return CheckInPageJson.Of(page, opener: null);

        using var opener = await protector.OpenerAsync(userId, CheckInContent.Purpose, cancellationToken);
        return CheckInPageJson.Of(page, opener);
    }

    private async Task<Page<CheckIn>> FindRowsAsync(
        UserId userId, DateOnly? startDate, DateOnly? endDate, int limit, Guid? before, bool onlyWithJournal, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var (from, until) = (Earliest, now.AddDays(1));
        if (startDate is not null || endDate is not null)
        {
            var days = await LocalDays.OfAsync(people, userId, cancellationToken);
            from = startDate is { } first ? days.StartOf(first) : from;
            until = endDate is { } last && last < DateOnly.MaxValue ? days.StartOf(last.AddDays(1)) : until;
        }

        var newest = before is { } id && CheckInIds.TimeOf(id) < until ? CheckInIds.TimeOf(id) : until < now ? until : now;
        var recent = newest - Recent;
        var found = recent > from ? await CheckInRows.PageAsync(dataSource, userId, recent, until, before, limit + 1, onlyWithJournal, cancellationToken) : [];
        if (found.Count <= limit)
            found = await CheckInRows.PageAsync(dataSource, userId, from, until, before, limit + 1, onlyWithJournal, cancellationToken);

        return IdCursor.Cut(found, limit, checkIn => checkIn.Id);
    }
}
