using Microsoft.AspNetCore.Mvc;

namespace Halcyon.Wellness.Crisis;

/// <summary>What an answer says about help. The page shows it before anything else.</summary>
/// <param name="Level">low, moderate, high, critical; unknown when the words could not be read.</param>
/// <param name="Response">show_resources, offer_safety_check or continue.</param>
/// <param name="EventId">For the steps that follow; null when no event was kept.</param>
public sealed record CrisisAnswer(string Level, string Response, Guid? EventId)
{
    internal const string AlertName = "crisis_alert";
    private const string ShowResources = "show_resources";

    internal bool ShowsHelp => Response == ShowResources;

    /// <returns>Null when nobody wrote anything.</returns>
    internal static CrisisAnswer? Of(TextReading reading, Guid? eventId) => reading.HadWords ? Of(reading.CrisisLevel, eventId) : null;

    /// <summary>Help on a problem, in the same words as an answer says it.</summary>
    internal static void AddTo(ProblemDetails problem, TextReading reading)
    {
        if (!reading.ShowsHelp)
            return;

        problem.Extensions[AlertName] = true;
        problem.Extensions["crisis"] = Of(reading, eventId: null);
    }

    internal static CrisisAnswer Of(string level, Guid? eventId) => new(
        level,
        level switch
        {
            "low" => "continue",
            "moderate" => "offer_safety_check",
            _ => ShowResources,
        },
        eventId);
}
