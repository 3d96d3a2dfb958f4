using System.ComponentModel.DataAnnotations;
using Halcyon.Platform.Access;
using Halcyon.Wellness.Crisis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Adhd.TaskBreakdown;

/// <param name="Task">The task, or the step to take apart further.</param>
/// <param name="Energy">1-10; at 3 and below only the beginning is given.</param>
/// <param name="Parent">What the step belongs to; left out for a task.</param>
/// <param name="Level">0 for a task, 1 for one of its steps, 2 for a step of a step. Left out: 1 with a parent, else 0.</param>
public sealed record BreakDownTaskRequest(
    [property: Required, StringLength(BreakDownTaskRequest.LongestTask, MinimumLength = 1)] string Task,
    [property: Range(1, BreakDownTaskRequest.MostSteps)] int MaxSteps = BreakDownTaskRequest.MostSteps,
    [property: Range(1, 10)] int? Energy = null,
    [property: StringLength(BreakDownTaskRequest.LongestTask)] string? Parent = null,
    [property: Range(0, BreakDown.DeepestLevel)] int? Level = null)
{
    internal const int LongestTask = 200;
    internal const int MostSteps = 10;
}

/// <param name="Pattern">Name of the pattern that fits, general where none does; null when none was used.</param>
/// <param name="IsKnown">Whether a pattern fits. The steps for any task are honest about not knowing it.</param>
/// <param name="LeftOut">Steps that were more than max_steps.</param>
/// <param name="AnsweredBy">patterns, or wording_service: the service of this server, asked for who agreed to it; null when help is shown instead.</param>
/// <param name="CrisisAlert">Show help before anything else; there are no steps then.</param>
public sealed record TaskBreakdownResponse(
    IReadOnlyList<TaskStep> Steps, string? Pattern, bool IsKnown, int LeftOut, string? AnsweredBy, bool CrisisAlert, CrisisAnswer? Crisis);

internal static class BreakDownTask
{
    private const string ByPatterns = "patterns";
    private const string ByService = "wording_service";

    public static void Map(RouteGroupBuilder adhd) =>
        adhd.MapPost("/task-breakdown", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .HearsWords()
            .WithName("TaskBreakdown_Create")
            .WithSummary("Takes a task apart into small steps; each step can be taken apart again. Nothing of it is kept.")
            .ProducesValidationProblem();

    private static async Task<Results<Ok<TaskBreakdownResponse>, ProblemHttpResult>> HandleAsync(
        BreakDownTaskRequest request, Caller caller, HearWords hear, StepsOfService service, WellnessDb db, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Task))
            return WellnessProblems.Invalid("task", "Name the task in a few words.");

        var heard = hear.Hear(caller.UserId, CrisisSource.Tool, request.Task, request.Parent);
        await KeepAsync(heard, hear, db, cancellationToken);

        // No steps to something that may be meant to harm, and none while nobody can read what it is.
        var isNever = BreakDown.IsNever(request.Task, TaskPatterns.Shared);
        if (heard.CrisisAlert || isNever)
        {
            return TypedResults.Ok(new TaskBreakdownResponse(
                [], null, IsKnown: false, LeftOut: 0, AnsweredBy: null, CrisisAlert: true, heard.CrisisAlert ? heard.Answer : CrisisAnswer.Of("high", heard.Event?.Id)));
        }

        var level = request.Level ?? (request.Parent is null ? 0 : 1);
        var words = await service.ForAsync(caller.UserId, request.Task, request.Parent, cancellationToken);
        var (pattern, steps, leftOut) = words is null
            ? BreakDown.Of(request.Task, level, request.Energy, request.MaxSteps, TaskPatterns.Shared)
            : BreakDown.Cut(null, [.. words.Select(step => new TaskStep(step, null, level < BreakDown.DeepestLevel))], level, request.Energy, request.MaxSteps, TaskPatterns.Shared);
        var isKnown = pattern is not null && pattern != TaskPatterns.Shared.General.Id && pattern != TaskPatterns.Shared.AnyStep.Id;
        return TypedResults.Ok(new TaskBreakdownResponse(
            steps, pattern, isKnown, leftOut, words is null ? ByPatterns : ByService, heard.CrisisAlert, heard.Answer));
    }

    private static async Task KeepAsync(HeardWords heard, HearWords hear, WellnessDb db, CancellationToken cancellationToken)
    {
        if (heard.Event is null)
            return;

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await hear.KeepAsync(db, heard, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
