using System.ComponentModel.DataAnnotations;
using Halcyon.Wellness.Crisis;

namespace Halcyon.Wellness.Adhd.Checklists;

/// <param name="Title">The task; kept under your own key, with the steps.</param>
/// <param name="Steps">In their order; none is fine.</param>
public sealed record ChecklistRequest(
    [property: Required, StringLength(ChecklistDocument.LongestTitle, MinimumLength = 1)] string Title,
    [property: MaxLength(ChecklistDocument.MostSteps)] IReadOnlyList<ChecklistStepRequest>? Steps = null)
{
    internal IReadOnlyList<ChecklistStepRequest> AllSteps => Steps ?? [];

    internal IEnumerable<string?> Words => AllSteps.Select(step => step.Text).Prepend(Title);

    /// <returns>What is wrong, by field; null when nothing is.</returns>
    internal (string Field, string Why)? Fault() =>
        string.IsNullOrWhiteSpace(Title) ? ("title", "Name the task in a few words.")
        : AllSteps.Any(step => step is null || string.IsNullOrWhiteSpace(step.Text)) ? ("steps", "Give each step some words.")
        : AllSteps.Where(step => step.Id is not null).GroupBy(step => step.Id).Any(same => same.Count() > 1) ? ("steps", "Name each step once.")
        : null;

    /// <summary>What was done stays done at its own hour.</summary>
    internal ChecklistDocument ToDocument(ChecklistDocument? before, DateTimeOffset now)
    {
        var known = before?.Steps.ToDictionary(step => step.Id) ?? [];
        return new ChecklistDocument(Title.Trim(), [.. AllSteps.Select(step =>
        {
            var earlier = step.Id is { } id ? known.GetValueOrDefault(id) : null;
            return new ChecklistStep(
                earlier?.Id ?? Guid.CreateVersion7(now), step.Text.Trim(), step.MinutesLow, step.Depth, step.Done ? earlier?.DoneAt ?? now : null);
        })]);
    }
}

/// <param name="Id">Of a step that is there already; left out for a new one.</param>
public sealed record ChecklistStepRequest(
    [property: Required, StringLength(ChecklistDocument.LongestText, MinimumLength = 1)] string Text,
    [property: Range(1, 1440)] int? MinutesLow = null,
    [property: Range(0, ChecklistDocument.DeepestStep)] int Depth = 0,
    bool Done = false,
    Guid? Id = null);

public sealed record TickRequest(bool Done);

public sealed record ChecklistResponse(
    Guid Id, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Title, IReadOnlyList<ChecklistStep> Steps)
{
    internal static ChecklistResponse From(Checklist checklist, ChecklistDocument document) =>
        new(checklist.Id, checklist.CreatedAt, checklist.UpdatedAt, document.Title, document.Steps);
}

/// <param name="CrisisAlert">Show help before anything else.</param>
public sealed record KeptChecklist(ChecklistResponse Task, bool CrisisAlert, CrisisAnswer? Crisis);
