using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Halcyon.Platform.Sharing;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Halcyon.Wellness.Sharing;

/// <summary>A client's check-in without any words of the journal, nor what was read from them.</summary>
public sealed record SharedCheckIn(
    Guid Id, DateTimeOffset OccurredAt, bool TimeKnown, int MoodScore, int EnergyLevel, int? AnxietyLevel, int? StressLevel, IReadOnlyList<string> EmotionTags,
    IReadOnlyList<CustomRating> CustomRatings, string? Location, string? Activity, string? Social, IReadOnlyDictionary<string, int>? BodyScan,
    int? SensoryLoad, int? ExecutiveFunction, int? MaskingLevel, double? SleepHours)
{
    internal static SharedCheckIn From(CheckInResponse c) => new(
        c.Id, c.OccurredAt, c.TimeKnown, c.MoodScore, c.EnergyLevel, c.AnxietyLevel, c.StressLevel, c.EmotionTags, c.CustomRatings, c.Location, c.Activity, c.Social,
        c.BodyScan, c.SensoryLoad, c.ExecutiveFunction, c.MaskingLevel, c.SleepHours);
}

/// <summary>What a client wrote, with what was read from it; the crisis level belongs to the words and is shared only with them.</summary>
public sealed record SharedJournal(
    Guid Id, DateTimeOffset OccurredAt, bool TimeKnown, string JournalText, double? JournalSentiment, string? AiEmotionPrimary, string? AiEmotionSecondary,
    double? AiConfidenceScore, string CrisisRiskLevel)
{
    internal static SharedJournal From(CheckInResponse c) => new(
        c.Id, c.OccurredAt, c.TimeKnown, c.JournalText!, c.JournalSentiment, c.AiEmotionPrimary, c.AiEmotionSecondary, c.AiConfidenceScore, c.CrisisRiskLevel);
}

/// <summary>The sections `check_ins` and `journals` of a client, as their therapist sees them: to read, never to change.</summary>
internal static class SharedCheckIns
{
    public static IServiceCollection AddSharedCheckIns(this IServiceCollection services) => services
        .AddSingleton(new SharedSection(SharingScopes.CheckIns, "Check-ins"))
        .AddSingleton(new SharedSection(SharingScopes.Journals, "Journals"));

    public static void MapSharedCheckIns(this IEndpointRouteBuilder v1)
    {
        var client = v1.MapGroup("/sharing/clients/{shareId:guid}").WithTags("sharing");
        Map(client, SharingScopes.CheckIns, CheckInsAsync, "SharedCheckIns_List", "The client's check-ins, newest first, without what they wrote.");
        Map(client, SharingScopes.Journals, JournalsAsync, "SharedJournals_List", "What the client wrote, newest first, with what was read from it.");
    }

    private static void Map(RouteGroupBuilder client, string scope, Delegate handle, string name, string summary) =>
        client.MapGet("/" + scope, handle)
            .Allow(AccessPolicy.Therapists)
            .WithName(name)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);

    private static Task<Results<Ok<Page<SharedCheckIn>>, ProblemHttpResult>> CheckInsAsync(
        Guid shareId, HttpResponse response, Caller caller, ISharedAccess access, CheckInPages pages, CancellationToken cancellationToken,
        int limit = ListCheckIns.DefaultLimit, string? cursor = null) =>
        ShowAsync(shareId, SharingScopes.CheckIns, SharedCheckIn.From, withJournal: false, response, caller, access, pages, limit, cursor, cancellationToken);

    private static Task<Results<Ok<Page<SharedJournal>>, ProblemHttpResult>> JournalsAsync(
        Guid shareId, HttpResponse response, Caller caller, ISharedAccess access, CheckInPages pages, CancellationToken cancellationToken,
        int limit = ListCheckIns.DefaultLimit, string? cursor = null) =>
        ShowAsync(shareId, SharingScopes.Journals, SharedJournal.From, withJournal: true, response, caller, access, pages, limit, cursor, cancellationToken);

    private static async Task<Results<Ok<Page<T>>, ProblemHttpResult>> ShowAsync<T>(
        Guid shareId, string scope, Func<CheckInResponse, T> show, bool withJournal, HttpResponse response, Caller caller, ISharedAccess access,
        CheckInPages pages, int limit, string? cursor, CancellationToken cancellationToken)
    {
        if (await access.FindClientAsync(caller, shareId, scope, cancellationToken) is not { } client)
            return SharingProblems.NotShared();
        if (limit is < 1 or > ListCheckIns.LargestLimit)
            return WellnessProblems.Invalid("limit", $"Give a number from 1 to {ListCheckIns.LargestLimit}.");
        Guid? before = null;
        if (cursor is not null)
        {
            if (!IdCursor.TryRead(cursor, out var last))
                return WellnessProblems.Invalid("cursor", IdCursor.Error);
            before = last;
        }

        var page = await pages.FindAsync(client, null, null, limit, before, cancellationToken, withJournal);
        if (!await access.RecordAsync(caller, shareId, scope, resource: null, cancellationToken))
            return SharingProblems.NotShared();

        // What is revoked must not stay in the therapist's browser.
        response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Page<T>([.. page.Items.Select(show)], page.NextCursor));
    }
}
