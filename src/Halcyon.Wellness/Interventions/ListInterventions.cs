using System.Buffers.Text;
using System.ComponentModel.DataAnnotations;
using System.Text;
using Halcyon.Platform.Access;
using Halcyon.Platform.Paging;
using Halcyon.Platform.Tokens;
using Halcyon.Wellness.Recommendations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Halcyon.Wellness.Interventions;

internal static class ListInterventions
{
    public static void Map(RouteGroupBuilder interventions) =>
        interventions.MapGet("", HandleAsync)
            .Allow(AccessPolicy.SignedIn)
            .WithName("Interventions_List")
            .WithSummary("The library of small actions by name, without those you hid; duration_max in seconds, energy_level as you have it now.")
            .ProducesValidationProblem();

    private static async Task<Results<Ok<Page<InterventionResponse>>, ProblemHttpResult>> HandleAsync(
        Caller caller, InterventionLibrary library, WellnessDb db, CancellationToken cancellationToken,
        [Range(1, 100)] int limit = 20, string? cursor = null,
        [FromQuery(Name = "therapeutic_approach"), OneOf("DBT", "ACT", "CBT", "Mindfulness", "Sensory", "Physical")] string? therapeuticApproach = null,
        [FromQuery(Name = "duration_max"), Range(1, 86_400)] int? durationMax = null,
        [FromQuery(Name = "energy_level"), Range(1, 10)] int? energyLevel = null,
        [FromQuery(Name = "target_emotion")] string? targetEmotion = null,
        bool favourites = false, bool hidden = false)
    {
        if (targetEmotion is not null && !Emotions.All.Contains(targetEmotion, StringComparer.Ordinal))
            return WellnessProblems.Invalid("target_emotion", $"Give one of {string.Join(", ", Emotions.All)}.");
        if (!TryRead(cursor, out var after))
            return WellnessProblems.Invalid("cursor", IdCursor.Error);

        var choices = await PersonalChoices.LoadAsync(db, caller.UserId, cancellationToken);
        var edition = await library.GetAsync(cancellationToken);
        var found = edition.Items
            .Where(item => choices.Hidden.Contains(item.Id) == hidden && (!favourites || choices.Favourites.Contains(item.Id)))
            .Where(item => therapeuticApproach is null || item.TherapeuticApproach == therapeuticApproach)
            .Where(item => durationMax is null || item.DurationSeconds <= durationMax)
            .Where(item => energyLevel is null || item.EnergyRequired <= energyLevel)
            .Where(item => targetEmotion is null || item.TargetEmotions.Contains(targetEmotion, StringComparer.Ordinal))
            .Where(item => after is null || string.CompareOrdinal(SortKey(item), after) > 0)
            .Take(limit + 1)
            .ToList();
        var next = found.Count > limit ? Base64Url.EncodeToString(Encoding.UTF8.GetBytes(SortKey(found[limit - 1]))) : null;
        return TypedResults.Ok(new Page<InterventionResponse>([.. found.Take(limit).Select(item => InterventionResponse.From(item, choices))], next));
    }

    /// <summary>The separator sorts before every letter, as the list's own order by name, then id does.</summary>
    private static string SortKey(Intervention item) => $"{item.Name}\u0001{item.Id}";

    private static bool TryRead(string? cursor, out string? after)
    {
        after = null;
        if (cursor is null)
            return true;
        if (!StrictBase64Url.TryDecode(cursor, out var bytes))
            return false;
        after = Encoding.UTF8.GetString(bytes);
        return after.Contains('\u0001', StringComparison.Ordinal);
    }
}
