using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Wellness.CheckIns;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Halcyon.Wellness.Crisis;

/// <param name="Words">What was typed, field by field; none longer than a journal.</param>
public sealed record HearDraftRequest([property: Required, MinLength(1), MaxLength(HearDraft.MostFields)] IReadOnlyList<string> Words);

/// <param name="CrisisAlert">Show help before anything else.</param>
/// <param name="Crisis">Null when nothing was written.</param>
public sealed record HeardDraft(bool CrisisAlert, CrisisAnswer? Crisis);

/// <summary>Words that somebody typed and then left without keeping them. They are read and forgotten; that help was called for is kept.</summary>
internal static class HearDraft
{
    internal const int MostFields = 60;

    /// <summary>Leaving the same words again is the same call for help.</summary>
    private static readonly TimeSpan SameCall = TimeSpan.FromHours(24);

    public static void Map(RouteGroupBuilder crisis) =>
        crisis.MapPost("/hear", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .HearsWords()
            .WithName("Crisis_HearDraft")
            .WithSummary("Reads words that were typed and not kept, and says whether they call for help. The words are not kept.")
            .ProducesValidationProblem();

    private static async Task<Results<Ok<HeardDraft>, ProblemHttpResult>> HandleAsync(
        HearDraftRequest request, Caller caller, HearWords hear, WellnessDb db, TimeProvider clock, ILogger<HeardDraft> logger, CancellationToken cancellationToken)
    {
        if (request.Words.Any(words => words is null || words.Length > CheckInWords.LongestJournal))
            return WellnessProblems.Invalid("words", $"Give texts of at most {CheckInWords.LongestJournal} characters.");

        var heard = hear.Hear(caller.UserId, CrisisSource.Draft, request.Words);
        var answer = heard.Answer;
        try
        {
            answer = heard.Event is null ? answer : answer! with { EventId = await KeepAsync(heard, caller.UserId, hear, db, clock, cancellationToken) };
        }
#pragma warning disable CA1031 // A call for help is answered with help, whatever went wrong with keeping that it came.
        catch (Exception problem) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            logger.LogError(problem, "That help was called for could not be kept; help was shown.");
            answer = heard.WithoutEvent().Answer;
        }

        return TypedResults.Ok(new HeardDraft(heard.CrisisAlert, answer));
    }

    /// <returns>The event that is open for it.</returns>
    private static async Task<Guid> KeepAsync(
        HeardWords heard, UserId userId, HearWords hear, WellnessDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow() - SameCall;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Locked: two pages that are left at once raise it once.
        var open = await db.Set<CrisisEvent>()
            .FromSql(
                $"""
                select * from wellness.crisis_events
                where user_id = {userId.Value} and trigger_source = {CrisisSource.Draft} and resolved_at is null and created_at > {since}
                order by created_at desc limit 1 for update
                """)
            .SingleOrDefaultAsync(cancellationToken);
        if (open is null)
            await hear.KeepAsync(db, heard, cancellationToken);
        else
            await hear.RaiseAsync(db, open, heard, cancellationToken);

        await transaction.CommitAsync(cancellationToken);
        return (open ?? heard.Event!).Id;
    }
}
