using System.ComponentModel.DataAnnotations;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Encryption;
using Halcyon.Wellness.Crisis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Interventions;

/// <summary>Everything may be left out: finishing is enough.</summary>
/// <param name="FeedbackTags">Of calming, energising, helped_a_little, helped_a_lot, easy, too_long, too_hard, boring, not_now, not_for_me, made_it_worse.</param>
/// <param name="FeedbackText">Kept under your own key.</param>
public sealed record CompleteSessionRequest(
    [property: Range(1, 5)] int? EffectivenessRating = null,
    [property: KnownFeedbackTags] IReadOnlyList<string>? FeedbackTags = null,
    [property: StringLength(CompleteSessionRequest.LongestText)] string? FeedbackText = null,
    [property: Range(0, CompleteSessionRequest.LongestSeconds)] int? DurationActualSeconds = null)
{
    internal const int LongestText = 2000;
    internal const int LongestSeconds = 86_400;
}

/// <summary>Only tags of <see cref="FeedbackTags.All"/>, each at most once.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class KnownFeedbackTagsAttribute() : ValidationAttribute($"Give each at most once, of {string.Join(", ", FeedbackTags.All)}.")
{
    public override bool IsValid(object? value) => value is null
        || (value is IReadOnlyList<string> tags && tags.All(tag => FeedbackTags.All.Contains(tag, StringComparer.Ordinal))
            && tags.Distinct(StringComparer.Ordinal).Count() == tags.Count);
}

/// <param name="CrisisAlert">Show help before anything else.</param>
/// <param name="Crisis">Null when nothing was written.</param>
public sealed record EndedSession(InterventionSessionResponse Session, bool CrisisAlert, CrisisAnswer? Crisis);

internal static class EndSession
{
    public static void Map(RouteGroupBuilder sessions)
    {
        Map(sessions.MapPost("/{sessionId:guid}/complete", CompleteAsync).HearsWords(), "Complete", "Done. Say how much it helped, if you like; a rating of 1 to 5 teaches the most.");
        Map(sessions.MapPost("/{sessionId:guid}/skip", SkipAsync), "Skip", "Leave it for today. That is fine, and it is not offered again soon.");
    }

    private static void Map(RouteHandlerBuilder route, string name, string summary) =>
        route.Allow(AccessPolicy.SignedIn)
            .WithName("InterventionSessions_" + name)
            .WithSummary(summary)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesValidationProblem();

    private static async Task<Results<Ok<EndedSession>, ProblemHttpResult>> CompleteAsync(
        Guid sessionId, CompleteSessionRequest request, Caller caller, HearWords hear, SessionEnding ending, IFieldProtector protector, CancellationToken cancellationToken)
    {
        var heard = hear.Hear(caller.UserId, CrisisSource.Feedback, request.FeedbackText);
        var text = string.IsNullOrWhiteSpace(request.FeedbackText) ? null
            : await protector.ProtectAsync(caller.UserId, InterventionSession.FeedbackPurpose, Encoding.UTF8.GetBytes(request.FeedbackText), cancellationToken);
        return await ending.EndAsync(
            sessionId, caller.UserId,
            new SessionEnd(WasSkipped: false, (short?)request.EffectivenessRating, [.. request.FeedbackTags ?? []], text, request.DurationActualSeconds),
            heard, cancellationToken);
    }

    private static Task<Results<Ok<EndedSession>, ProblemHttpResult>> SkipAsync(
        Guid sessionId, Caller caller, SessionEnding ending, CancellationToken cancellationToken) =>
        ending.EndAsync(sessionId, caller.UserId, new SessionEnd(WasSkipped: true, null, [], null, null), HeardWords.Nothing, cancellationToken);
}
